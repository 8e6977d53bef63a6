"""The therapy events of a hip as a page: each with its code, and whether the planned one is opened."""

from dataclasses import dataclass

from django.urls import reverse

from enthesis.store.case_files import CaseFile
from enthesis.store.therapy_events import Opened
from enthesis.web.pages.practice.therapy.form import OpenForm
from enthesis.web.shell.case_head import CaseHead
from enthesis.web.shell.therapy import occasion_words, opened_words, planned_words


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLine:
    code: str
    occasion: str
    opened: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TherapyPage:
    """`planned` is what the signed plan names; `form` opens its event, where none is opened yet."""

    head: CaseHead
    planned: str
    events: tuple[EventLine, ...]
    form: OpenForm | None


def present(file: CaseFile, head: CaseHead, events: tuple[Opened, ...], form: OpenForm | None) -> TherapyPage:
    return TherapyPage(
        head=head,
        planned=planned_words(file),
        events=tuple(_line(e, head.zone) for e in events),
        form=form,
    )


def _line(event: Opened, zone: str) -> EventLine:
    return EventLine(
        code=event.code.shown,
        occasion=occasion_words(event.occasion),
        opened=opened_words(event, zone),
        href=reverse("practice:event", kwargs={"event_id": event.id}),
    )
