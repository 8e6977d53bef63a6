"""The form of an examination after the operation in its sections."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from enthesis.web.pages.practice.examine_after.form import AfterForm
from enthesis.web.shell.answers import Section, Words, sections
from enthesis.web.shell.case_head import CaseHead
from enthesis.web.shell.correcting import WHY
from enthesis.web.shell.meant import asked_first


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterPage:
    head: CaseHead
    form: AfterForm
    sections: tuple[Section, ...]
    correction: bool


def present(head: CaseHead, form: AfterForm, *, correction: bool) -> AfterPage:
    layout: tuple[tuple[Words, tuple[str, ...]], ...] = (
        *asked_first(form),
        (_("Visit"), ("examined_on",)),
        (_("Gait"), ("trendelenburg", "gait")),
        (_("Strength"), ("abduction", "abduction_newton", "abduction_newton_metre", "limb_symmetry_percent")),
        (_("More"), ("trochanteric_tenderness", "comment")),
    )
    if correction:
        layout = ((_("Correction"), (WHY,)), *layout)
    return AfterPage(head=head, form=form, sections=sections(form, layout), correction=correction)
