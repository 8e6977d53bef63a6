"""The form of one adverse event in its sections."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from enthesis.web.pages.practice.adverse_event.form import EventForm
from enthesis.web.shell.answers import Section, sections
from enthesis.web.shell.case_head import CaseHead
from enthesis.web.shell.correcting import WHY
from enthesis.web.shell.meant import asked_first


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPage:
    head: CaseHead
    form: EventForm
    sections: tuple[Section, ...]
    correction: bool
    draft: str


def present(head: CaseHead, form: EventForm, *, correction: bool, draft: str = "") -> EventPage:
    """`draft` is the address of the draft for a report of the event that is corrected."""
    layout = (
        *asked_first(form),
        (_("Correction"), (WHY,)),
        (_("What happened"), ("type", "onset", "description")),
        (_("How grave it is"), ("grade", "severity", "seriousness")),
        (_("What it comes from"), ("to_operation", "to_product", "product", "procedure", "to_procedure")),
        (_("How it went on"), ("treatment", "needed_operation", "outcome", "resolved_on")),
        (_("Of a tendon torn again"), ("found", "symptoms")),
        (_("Of another operation of this hip"), ("elsewhere",)),
    )
    kept = ((title, tuple(n for n in names if n in form.fields)) for title, names in layout)
    return EventPage(
        head=head,
        form=form,
        sections=sections(form, tuple((title, names) for title, names in kept if names)),
        correction=correction,
        draft=draft,
    )
