"""The visits of Today and the coming days: who comes, and what comes next for each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.domain.pathway.ended import Ended
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.practice.booking import BookingStatus
from enthesis.domain.practice.practice import Practice
from enthesis.domain.terms import BookingId, PatientId
from enthesis.store.lists import Listed, Seen
from enthesis.web.shell.diary import state_of
from enthesis.web.shell.endings import end_marks
from enthesis.web.shell.present import Button, name_of
from enthesis.web.shell.visit_acts import VisitAct, next_act

NEXT = {
    Stage.BOOKED: ("practice:examination", "Examine"),
    Stage.EXAMINED: ("practice:classification", "Classify the tear"),
    Stage.CLASSIFIED: ("practice:plan", "Plan"),
    Stage.PLANNED: ("practice:consent", "Record consent"),
    Stage.CONSENTED: ("practice:theatre", "Open theatre"),
    Stage.IN_THEATRE: ("practice:theatre", "Go on in theatre"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRow:
    """A visit with the one next thing: `act` where the desk says what happened, else `next`."""

    time: str
    visit_href: str
    state: str
    name: str
    href: str
    side: str
    office: str
    visit: str
    stage: str
    next: Button
    act: VisitAct | None = None
    missing: str = ""
    marks: tuple[str, ...] = ()


def visit_rows(
    practice: Practice,
    visits: tuple[Seen, ...],
    *,
    missing: Mapping[BookingId, str],
    desk_at: datetime | None,
    is_open: Callable[[str], bool],
    ended: Mapping[PatientId, tuple[Ended, ...]],
) -> dict[date, tuple[VisitRow, ...]]:
    """The visits of each day. `missing` says of near ones what nobody has sent or promised to bring;
    `ended` of whom a death or a wish for no more questions is on record.

    `desk_at` is the moment, for whoever says at the desk what happens; `is_open` tells which addresses
    whoever looks may open, and the rows lead nowhere else.
    """
    return {
        day: tuple(
            replace(
                _visit(practice, s, desk_at=desk_at, is_open=is_open),
                missing=missing.get(s.booking.id, ""),
                marks=end_marks(ended.get(s.listed.case.patient, ())) if s.listed else (),
            )
            for s in group
        )
        for day, group in groupby(visits, key=lambda seen: seen.booking.visit.wall_start.date())
    }


def _visit(
    practice: Practice, seen: Seen, *, desk_at: datetime | None, is_open: Callable[[str], bool]
) -> VisitRow:
    visit = seen.booking.visit
    if seen.listed is None:
        return _held(practice, seen, is_open=is_open)
    case = seen.listed.case
    hip = _case(seen.listed) if is_open(_case(seen.listed)) else _page(seen)
    return VisitRow(
        time=f"{visit.wall_start:%H:%M}",
        visit_href=_page(seen),
        state="" if seen.booking.status is BookingStatus.BOOKED else state_of(practice, seen.booking),
        name=name_of(case, seen.listed.contact),
        href=hip,
        side=case.side.value.capitalize(),
        office=practice.office(visit.office).name,
        visit=practice.visit_type(visit.visit_type).name,
        stage=case.stage.label,
        next=_next(seen.listed, hip, is_open=is_open),
        act=next_act(practice, seen.booking, at=desk_at, back="today") if desk_at else None,
    )


def _next(listed: Listed, hip: str, *, is_open: Callable[[str], bool]) -> Button:
    """The next step of the hip for whoever may take it; for others the hip, or the visit alone."""
    case = listed.case
    route, label = NEXT.get(case.stage, ("practice:case", "Open"))
    href = reverse(route, kwargs={"case_id": case.id})
    return Button(label=label, href=href) if is_open(href) else Button(label=_("Open"), href=hip)


def _page(seen: Seen) -> str:
    return reverse("practice:visit", kwargs={"booking_id": seen.booking.id})


def _held(practice: Practice, seen: Seen, *, is_open: Callable[[str], bool]) -> VisitRow:
    """A visit of somebody the desk has not yet put a case to."""
    visit, asking = seen.booking.visit, seen.asking
    requests = reverse("practice:requests")
    return VisitRow(
        time=f"{visit.wall_start:%H:%M}",
        visit_href=_page(seen),
        state="",
        name=asking.asked.contact.name if asking else _("Not shown"),
        href=requests if is_open(requests) else _page(seen),
        side=asking.asked.side.value.capitalize() if asking else "",
        office=practice.office(visit.office).name,
        visit=practice.visit_type(visit.visit_type).name,
        stage=_("Requested"),
        next=Button(label=_("Say who it is"), href=requests, show=asking is not None and is_open(requests)),
    )


def _case(listed: Listed) -> str:
    return reverse("practice:case", kwargs={"case_id": listed.case.id})
