"""Events by class, device and lot, a line each."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enthesis.domain.biologics.catalogue import load_kind
from enthesis.store.lot_events import LotEvent
from enthesis.web.pages.practice.lot_events.form import LotForm
from enthesis.web.shell.answers import name_of
from enthesis.web.shell.present import day


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLine:
    product: str
    device: str
    lot: str
    what: str
    href: str
    when: str
    grade: str
    serious: str
    related: str
    draft: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LotEventsPage:
    form: LotForm
    found: str
    lines: tuple[EventLine, ...]


def present(events: Sequence[LotEvent], form: LotForm, *, drafts: bool) -> LotEventsPage:
    """`drafts`: whether the draft for a report is open to whoever looks."""
    count = len({event.entry for event in events})
    return LotEventsPage(
        form=form,
        found=ngettext("%(count)s event", "%(count)s events", count) % {"count": count},
        lines=tuple(_line(event, drafts=drafts) for event in events),
    )


def _line(told: LotEvent, *, drafts: bool) -> EventLine:
    event = told.event
    serious = {None: _("Not judged yet"), True: _("Yes"), False: _("No")}[event.is_serious]
    return EventLine(
        product=f"{load_kind(told.kind).title} {told.code.shown}",
        device=told.device,
        lot=told.lot or _("not known"),
        what=event.type.label,
        href=reverse("practice:case", kwargs={"case_id": told.case}),
        when=day(event.onset),
        grade=str(event.grade or _("Not judged yet")),
        serious=serious,
        related=_related(told),
        draft=_draft(told) if drafts else "",
    )


def _draft(told: LotEvent) -> str:
    of = {"case_id": told.case, "entry_id": told.entry}
    return reverse("practice:adverse_event_draft", kwargs=of)


def _related(told: LotEvent) -> str:
    """How it was judged; an event that names no product stands beside each that was given."""
    judged = name_of(told.event.to_product) if told.event.to_product else _("Not judged yet")
    return judged if told.is_named else _("%(judged)s; no product is named") % {"judged": judged}
