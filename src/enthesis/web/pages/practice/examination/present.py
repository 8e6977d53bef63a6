"""The page value: whose hip, and the form in its sections."""

from dataclasses import dataclass

from enthesis.web.pages.practice.examination.form import LAYOUT, ExaminationForm
from enthesis.web.shell.answers import Section, sections
from enthesis.web.shell.case_head import CaseHead


@dataclass(frozen=True, slots=True, kw_only=True)
class ExaminationPage:
    head: CaseHead
    form: ExaminationForm
    sections: tuple[Section, ...]


def present(head: CaseHead, form: ExaminationForm) -> ExaminationPage:
    return ExaminationPage(head=head, form=form, sections=sections(form, LAYOUT))
