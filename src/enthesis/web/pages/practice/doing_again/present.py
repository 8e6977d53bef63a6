"""The form of one activity in its sections."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from enthesis.web.pages.practice.doing_again.form import DoingForm
from enthesis.web.shell.answers import Section, Words, sections
from enthesis.web.shell.case_head import CaseHead
from enthesis.web.shell.correcting import WHY
from enthesis.web.shell.meant import asked_first


@dataclass(frozen=True, slots=True, kw_only=True)
class DoingPage:
    head: CaseHead
    form: DoingForm
    sections: tuple[Section, ...]
    correction: bool


def present(head: CaseHead, form: DoingForm, *, correction: bool) -> DoingPage:
    layout: tuple[tuple[Words, tuple[str, ...]], ...] = (
        *asked_first(form),
        (_("What"), ("sort", "name", "asked_on")),
        (_("Before and now"), ("within_year_before", "able", "again_on", "why_not")),
        (_("Level"), ("scale", "before", "now", "comment")),
    )
    if correction:
        layout = ((_("Correction"), (WHY,)), *layout)
    return DoingPage(head=head, form=form, sections=sections(form, layout), correction=correction)
