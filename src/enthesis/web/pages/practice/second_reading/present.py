"""The page value: whose hip, the form in its sections, and the drawing of what is ticked."""

from dataclasses import dataclass

from enthesis.web.shell.answers import Section, sections
from enthesis.web.shell.case_head import CaseHead
from enthesis.web.shell.marking import Marking
from enthesis.web.shell.mri_form import LAYOUT, SecondReadingForm


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondReadingPage:
    head: CaseHead
    form: SecondReadingForm
    sections: tuple[Section, ...]
    marking: Marking


def present(head: CaseHead, form: SecondReadingForm, marking: Marking) -> SecondReadingPage:
    layout = ((title, tuple(n for n in names if n in form.fields)) for title, names in LAYOUT)
    return SecondReadingPage(head=head, form=form, sections=sections(form, layout), marking=marking)
