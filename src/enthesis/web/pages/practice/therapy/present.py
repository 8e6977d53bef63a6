"""The therapy events of a hip as a page: each with its code, and whether the planned one is opened."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.actions.therapy_events import planned_kind
from enthesis.domain.errors import NotAllowed
from enthesis.domain.pathway.giving import Occasion, when_of
from enthesis.store.case_files import CaseFile
from enthesis.store.therapy_events import Opened
from enthesis.web.pages.practice.therapy.form import OpenForm
from enthesis.web.shell.case_head import CaseHead
from enthesis.web.shell.present import moment


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


def planned_words(file: CaseFile) -> str:
    """What the signed plan names, and when it is given; or that it names nothing."""
    when = when_of(file.signed_plan)
    try:
        kind = planned_kind(file)
    except NotAllowed as problem:
        return str(problem)
    return f"{kind.title}, {when.words}." if when else ""


def occasion_words(occasion: str) -> str:
    return _("Injection after the operation") if occasion == Occasion.AFTERWARDS else _("Operation")


def opened_words(event: Opened, zone: str) -> str:
    who = event.opened_by_name or _("made with a product from before therapy events were kept")
    return f"{moment(event.opened_at, zone)}, {who}"


def _line(event: Opened, zone: str) -> EventLine:
    return EventLine(
        code=event.code.shown,
        occasion=occasion_words(event.occasion),
        opened=opened_words(event, zone),
        href=reverse("practice:event", kwargs={"event_id": event.id}),
    )
