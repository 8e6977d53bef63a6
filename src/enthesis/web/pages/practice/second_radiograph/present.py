"""The page value: whose hip, and the form in its sections."""

from dataclasses import dataclass

from enthesis.web.shell.answers import Section, sections
from enthesis.web.shell.case_head import CaseHead
from enthesis.web.shell.radiograph_form import LAYOUT, SecondRadiographForm


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondRadiographPage:
    head: CaseHead
    form: SecondRadiographForm
    sections: tuple[Section, ...]


def present(head: CaseHead, form: SecondRadiographForm) -> SecondRadiographPage:
    layout = ((title, tuple(n for n in names if n in form.fields)) for title, names in LAYOUT)
    return SecondRadiographPage(head=head, form=form, sections=sections(form, layout))
