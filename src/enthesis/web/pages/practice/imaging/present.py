"""The page value: whose hip, and the form in its sections."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from enthesis.web.shell.answers import Section, sections
from enthesis.web.shell.case_head import CaseHead
from enthesis.web.shell.correcting import WHY
from enthesis.web.shell.marking import Marking
from enthesis.web.shell.mri_form import LAYOUT, ImagingForm


@dataclass(frozen=True, slots=True, kw_only=True)
class ImagingPage:
    head: CaseHead
    form: ImagingForm
    sections: tuple[Section, ...]
    correction: bool
    marking: Marking
    radiograph: str


def present(
    head: CaseHead, form: ImagingForm, marking: Marking, *, correction: bool, radiograph: str
) -> ImagingPage:
    """The form in its sections; for a correction only those with fields that are asked, the reason first."""
    layout = ((_("Correction"), (WHY,)), *LAYOUT) if correction else LAYOUT
    kept = ((title, tuple(n for n in names if n in form.fields)) for title, names in layout)
    shown = sections(form, tuple((title, names) for title, names in kept if names))
    return ImagingPage(
        head=head, form=form, sections=shown, correction=correction, marking=marking, radiograph=radiograph
    )
