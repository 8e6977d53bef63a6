"""The page value: whose hip, and the form in its sections."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from enthesis.domain.candidacy.intake.statement import Stated
from enthesis.web.pages.practice.examination.form import LAYOUT, ExaminationForm
from enthesis.web.shell.answers import Section, sections
from enthesis.web.shell.case_head import CaseHead
from enthesis.web.shell.correcting import WHY
from enthesis.web.shell.plan_words import Rows
from enthesis.web.shell.stated import history_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class ExaminationPage:
    """`stated` is what the patient told of the history before the visit."""

    head: CaseHead
    form: ExaminationForm
    sections: tuple[Section, ...]
    correction: bool
    stated: Rows = ()


def present(
    head: CaseHead, form: ExaminationForm, *, correction: bool, stated: Stated | None
) -> ExaminationPage:
    """The form in its sections; for a correction only those with fields that are asked, the reason first."""
    layout = ((_("Correction"), (WHY,)), *LAYOUT) if correction else LAYOUT
    kept = ((title, tuple(n for n in names if n in form.fields)) for title, names in layout)
    shown = sections(form, tuple((title, names) for title, names in kept if names))
    return ExaminationPage(
        head=head,
        form=form,
        sections=shown,
        correction=correction,
        stated=history_rows(stated) if stated and not correction else (),
    )
