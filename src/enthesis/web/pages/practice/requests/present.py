"""Requests in words: one card a person, the soonest first, each request with its urgency and its reasons."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.domain.people.likeness import Known, grouped
from enthesis.domain.practice.booking import Booking
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.red_flags import questions
from enthesis.domain.practice.referral import Request, RequestStatus
from enthesis.domain.practice.triage import HowSoon, by_how_soon
from enthesis.store.triage import Noted
from enthesis.web.shell.present import Button, day, moment
from enthesis.web.shell.tags import phone
from enthesis.web.shell.triage import Soon, soon_of

Notes = Mapping[UUID, tuple[Noted, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which requests are shown: of one status, at one office or all, of one urgency or all."""

    status: RequestStatus = RequestStatus.WAITING
    office: str = ""
    how_soon: HowSoon | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskRow:
    """One request. `other` marks a further one of the same person."""

    soon: Soon
    side: str
    office: str
    reason: str
    received: str
    waited: str
    held: str
    newest: str
    open: Button
    book: Button


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestCard:
    """One person with everything they ask. `alike` are others who may be the same person."""

    name: str
    born: str
    reach: tuple[str, ...]
    flags: tuple[str, ...]
    is_emergency: bool
    asks: tuple[AskRow, ...]
    alike: tuple[tuple[str, str], ...] = ()

    @property
    def is_twice(self) -> bool:
        return len(self.asks) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestsPage:
    cards: tuple[RequestCard, ...]
    total: int
    statuses: tuple[tuple[str, str, bool], ...]
    offices: tuple[tuple[str, str, bool], ...]
    urgencies: tuple[tuple[str, str, bool], ...]
    waits: bool


def present(
    practice: Practice,
    found: tuple[Request, ...],
    *,
    notes: Notes | None = None,
    held: Mapping[UUID, Booking] | None = None,
    wanted: Wanted | None = None,
    may_book: bool = True,
    at: datetime,
) -> RequestsPage:
    wanted, notes, held = wanted or Wanted(), notes or {}, held or {}
    zone = practice.offices[0].zone
    soon = {one.id: soon_of(one, notes.get(one.id, ()), zone=zone, at=at) for one in found}
    shown = [
        one
        for one in by_how_soon([(one, soon[one.id].how_soon) for one in found])
        if wanted.office in ("", one.asked.office) and wanted.how_soon in (None, soon[one.id].how_soon)
    ]
    by_id = {one.id: one for one in shown}
    groups = grouped({one.id: one.asked.contact for one in shown})
    near = Known({group[0]: by_id[group[0]].asked.contact for group in groups})
    return RequestsPage(
        cards=tuple(
            RequestCard(
                name=first.asked.contact.name,
                born=day(first.asked.contact.birth_date),
                reach=_reach(tuple(by_id[one] for one in group)),
                flags=_flags(tuple(by_id[one] for one in group)),
                is_emergency=any(by_id[one].is_emergency for one in group),
                asks=tuple(
                    _ask(
                        practice,
                        by_id[one],
                        soon[one],
                        notes.get(one, ()),
                        held.get(one),
                        may_book=may_book,
                        at=at,
                    )
                    for one in group
                ),
                alike=tuple(
                    (by_id[other].asked.contact.name, ", ".join(sign.label for sign in signs))
                    for other, signs in near.like(first.asked.contact)
                    if other != first.id
                ),
            )
            for group in groups
            for first in (by_id[group[0]],)
        ),
        total=len(shown),
        statuses=tuple((s.value, _STATUS[s], s is wanted.status) for s in RequestStatus),
        offices=tuple((o.slug, o.name, o.slug == wanted.office) for o in practice.offices),
        urgencies=tuple((h.value, h.label, h is wanted.how_soon) for h in HowSoon),
        waits=wanted.status is RequestStatus.WAITING,
    )


_STATUS = {
    RequestStatus.WAITING: "Waiting",
    RequestStatus.BOOKED: "Booked",
    RequestStatus.DECLINED: "Declined",
    RequestStatus.WITHDRAWN: "Withdrawn by whoever asked",
}


def _ask(
    practice: Practice,
    request: Request,
    soon: Soon,
    notes: tuple[Noted, ...],
    held: Booking | None,
    *,
    may_book: bool,
    at: datetime,
) -> AskRow:
    asked, office = request.asked, practice.office(request.asked.office)
    waits = request.status is RequestStatus.WAITING
    return AskRow(
        soon=soon,
        side=asked.side.value,
        office=office.name,
        reason=asked.reason,
        received=moment(request.received_at, office.zone),
        waited=ago((at - request.received_at).days),
        held=_held(practice, held),
        newest=f"{notes[-1].kind.label}, {moment(notes[-1].at, office.zone)}" if notes else "",
        open=Button(label=_("Open"), href=reverse("practice:request", kwargs={"request_id": request.id})),
        book=Button(
            label=_("Say who it is") if held else _("Choose a time"),
            href=reverse("practice:book", kwargs={"request_id": request.id}),
            primary=True,
            show=waits and may_book,
        ),
    )


def _held(practice: Practice, held: Booking | None) -> str:
    if held is None:
        return ""
    visit = held.visit
    return f"{day(visit.wall_start.date())}, {visit.wall_start:%H:%M}, {practice.office(visit.office).name}"


def _reach(asks: tuple[Request, ...]) -> tuple[str, ...]:
    """Every telephone and mail address that was given, once each."""
    ways = (way for one in asks for way in (phone(one.asked.contact.phone), one.asked.contact.email) if way)
    return tuple(dict.fromkeys(ways))


def _flags(asks: tuple[Request, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_(question) for one in asks for question in questions(one.red_flags)))


def ago(days: int) -> str:
    return "today" if days == 0 else f"{days} day{'s' if days > 1 else ''} ago"
