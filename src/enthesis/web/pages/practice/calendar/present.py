from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.utils.translation import gettext as _

from enthesis.domain.practice.practice import Practice
from enthesis.web.pages.practice.calendar.lanes import Lane, Lanes
from enthesis.web.pages.practice.calendar.looked_at import LookedAt, Span
from enthesis.web.pages.practice.calendar.rows import Column, Row, column, rows_of
from enthesis.web.shell.diary import clinician_name, look_of, office_name, state_of, who_is, zone_words
from enthesis.web.shell.operations import OperationLine
from enthesis.web.shell.present import day

MOST_LINES = 6
SPANS = {Span.DAY: "Day", Span.WEEK: "Week", Span.MONTH: "Month"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    name: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    value: str
    name: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DayTable:
    """The lanes of one zone on one day."""

    caption: str
    zone: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    time: str
    who: str
    look: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A day of a lane in the week, or of all lanes in the month. `full` is the booked share in percent."""

    title: str
    href: str
    told: str
    lines: tuple[Line, ...] = ()
    more: str = ""
    full: int | None = None
    closed: str = ""
    is_today: bool = False
    is_outside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekRow:
    clinician: str
    office: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarPage:
    title: str
    zones: str
    on: str
    span: str
    before: str
    after: str
    today: str
    tabs: tuple[Tab, ...]
    offices: tuple[Choice, ...]
    clinicians: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    tables: tuple[DayTable, ...] = ()
    heads: tuple[str, ...] = ()
    week: tuple[WeekRow, ...] = ()
    month: tuple[tuple[Cell, ...], ...] = ()
    nobody: str = ""
    operations: tuple[OperationLine, ...] = ()


def present(
    site: Practice,
    looked: LookedAt,
    lanes: Lanes,
    *,
    today: date,
    operations: tuple[OperationLine, ...] = (),
) -> CalendarPage:
    zones = sorted({o.zone for o in site.offices if looked.office in ("", o.slug)})
    days = [looked.first + timedelta(days=n) for n in range((looked.last - looked.first).days + 1)]
    return CalendarPage(
        title=_title(looked),
        zones=", ".join(zone_words(zone) for zone in zones),
        on=looked.on.isoformat(),
        span=looked.span.value,
        before=looked.before.href,
        after=looked.after.href,
        today=looked.at(on=today).href,
        tabs=tuple(
            Tab(name=_(name), href=looked.at(span=span).href, current=span is looked.span)
            for span, name in SPANS.items()
        ),
        offices=_choices(looked.office, [(o.slug, o.name) for o in site.offices], _("Every office")),
        clinicians=_choices(looked.clinician, [(c.slug, c.name) for c in site.clinicians], _("Everybody")),
        kinds=_choices(looked.kind, [(k.slug, k.name) for k in site.visit_types]),
        tables=_tables(site, lanes.get(looked.on, ())) if looked.span is Span.DAY else (),
        heads=tuple(f"{on:%a} {on.day} {on:%b}" for on in days) if looked.span is Span.WEEK else (),
        week=_week(site, looked, days, lanes, today) if looked.span is Span.WEEK else (),
        month=_month(looked, days, lanes, today) if looked.span is Span.MONTH else (),
        nobody="" if operations else _nobody(looked, lanes),
        operations=operations,
    )


def _title(looked: LookedAt) -> str:
    match looked.span:
        case Span.DAY:
            return f"{looked.on:%A}, {day(looked.on)}"
        case Span.WEEK:
            told = {"first": day(looked.first), "last": day(looked.last)}
            return _("%(first)s to %(last)s") % told
        case Span.MONTH:
            return f"{looked.on:%B %Y}"


def _nobody(looked: LookedAt, lanes: Lanes) -> str:
    if any(lanes.values()):
        return ""
    return {
        Span.DAY: _("Nobody works and nothing is booked on this day."),
        Span.WEEK: _("Nobody works and nothing is booked in this week."),
        Span.MONTH: _("Nobody works and nothing is booked in this month."),
    }[looked.span]


def _choices(chosen: str, known: list[tuple[str, str]], every: str = "") -> tuple[Choice, ...]:
    first = [("", every)] if every else []
    return tuple(Choice(value=slug, name=name, chosen=slug == chosen) for slug, name in (*first, *known))


def _tables(site: Practice, lanes: Sequence[Lane]) -> tuple[DayTable, ...]:
    """A table for each clock; usually one."""
    zones = {office.slug: office.zone for office in site.offices}
    by_zone = sorted(lanes, key=lambda lane: zones[lane.office])
    return tuple(
        DayTable(
            caption=_("Visits and free times, on the clock of %(zone)s") % {"zone": zone_words(zone)},
            zone=zone_words(zone),
            columns=tuple(column(site, lane) for lane in here),
            rows=rows_of(site, here, zone),
        )
        for zone, group in groupby(by_zone, key=lambda lane: zones[lane.office])
        if (here := list(group))
    )


def _week(
    site: Practice, looked: LookedAt, days: list[date], lanes: Lanes, today: date
) -> tuple[WeekRow, ...]:
    places = {(lane.office, lane.clinician): None for day in days for lane in lanes.get(day, ())}
    by_place = {(lane.on, lane.office, lane.clinician): lane for day in days for lane in lanes.get(day, ())}
    return tuple(
        WeekRow(
            clinician=clinician_name(site, clinician),
            office=office_name(site, office),
            cells=tuple(
                _of_week(site, looked, on, by_place.get((on, office, clinician)), today) for on in days
            ),
        )
        for office, clinician in places
    )


def _of_week(site: Practice, looked: LookedAt, on: date, lane: Lane | None, today: date) -> Cell:
    if lane is None:
        return Cell(title="", href="", told="", is_today=on == today)
    lines = [
        Line(
            time=f"{seen.booking.visit.wall_start:%H:%M}",
            who=who_is(seen),
            look=look_of(seen.booking),
            state=state_of(site, seen.booking),
        )
        for seen in lane.visits
    ]
    more = len(lines) - MOST_LINES
    return Cell(
        title=_("%(booked)s booked") % {"booked": len(lines)},
        href=looked.at(on=on, span=Span.DAY).href,
        told=_told([lane], today),
        lines=tuple(lines[:MOST_LINES]),
        more=_("and %(count)s more") % {"count": more} if more > 0 else "",
        full=_full([lane]),
        closed=_closed([lane]),
        is_today=on == today,
    )


def _month(looked: LookedAt, days: list[date], lanes: Lanes, today: date) -> tuple[tuple[Cell, ...], ...]:
    """Whole weeks from Monday on; days of other months are empty."""
    first = days[0] - timedelta(days=days[0].weekday())
    count = -(-((days[-1] - first).days + 1) // 7)
    return tuple(
        tuple(_of_month(looked, first + timedelta(days=7 * week + n), lanes, today) for n in range(7))
        for week in range(count)
    )


def _of_month(looked: LookedAt, on: date, lanes: Lanes, today: date) -> Cell:
    if on.month != looked.on.month:
        return Cell(title="", href="", told="", is_outside=True)
    here = lanes.get(on, ())
    booked = sum(len(lane.visits) for lane in here)
    return Cell(
        title=str(on.day),
        href=looked.at(on=on, span=Span.DAY).href,
        told=_told(here, today),
        more=_("%(booked)s booked") % {"booked": booked} if here else "",
        full=_full(here),
        closed=_closed(here),
        is_today=on == today,
    )


def _told(lanes: Sequence[Lane], today: date) -> str:
    """What is free and offered, of a day that is not over."""
    free = sum(len(lane.free) for lane in lanes)
    offered = sum(len(lane.offers) for lane in lanes)
    words = (
        [_("%(free)s free") % {"free": free}]
        if any(lane.hours and lane.on >= today for lane in lanes)
        else []
    )
    if offered:
        words.append(_("%(offered)s offered") % {"offered": offered})
    return " · ".join(words)


def _full(lanes: Sequence[Lane]) -> int | None:
    minutes = sum(lane.open_minutes for lane in lanes)
    return round(100 * sum(lane.booked_minutes for lane in lanes) / minutes) if minutes else None


def _closed(lanes: Sequence[Lane]) -> str:
    if not any(lane.closed for lane in lanes):
        return ""
    return _("Partly closed") if any(lane.hours for lane in lanes) else _("Closed")
