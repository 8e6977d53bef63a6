"""The page value: whose hip, and the form in its sections."""

from dataclasses import dataclass

from enthesis.web.pages.practice.imaging.form import LAYOUT, ImagingForm
from enthesis.web.shell.answers import Section, sections
from enthesis.web.shell.case_head import CaseHead


@dataclass(frozen=True, slots=True, kw_only=True)
class ImagingPage:
    head: CaseHead
    form: ImagingForm
    sections: tuple[Section, ...]


def present(head: CaseHead, form: ImagingForm) -> ImagingPage:
    return ImagingPage(head=head, form=form, sections=sections(form, LAYOUT))
