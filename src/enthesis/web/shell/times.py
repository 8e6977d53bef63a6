"""Free times as a week on the office's clock, the earliest anywhere before them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from urllib.parse import urlencode

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enthesis.domain.practice.availability import FreeTime, HalfDay, Wanted, free_times, is_offered
from enthesis.domain.practice.booking import Visit
from enthesis.domain.practice.clock import is_shown_twice, utc_to_wall, wall_to_utc
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.visit_type import VisitType
from enthesis.store.claims import list_claims
from enthesis.web.shell.present import day, o_clock
from enthesis.web.shell.requests import Request

EARLIEST = 3
GONE = gettext_lazy(
    "Somebody else has just taken that time, or it is not offered any more. Choose another one."
)
A_WEEK = 7
KEY = re.compile(r"(?P<office>[a-z0-9_-]{1,50})@(?P<clinician>[a-z0-9_-]{1,50})@(?P<start>\d{8}T\d{4})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What is looked at; an empty word is any. `week` counts from this one; None is the first with a time."""

    office: str = ""
    clinician: str = ""
    half: HalfDay | None = None
    week: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One time to choose. `where` says office and clinician where there are several; `which` of two alike."""

    key: str
    time: str
    day: str
    where: str = ""
    which: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    title: str
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    name: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """A week of free times. `none` says that there is no free time at all for what was chosen.

    `is_narrowed`: the week shows what was chosen, and `earliest` is still of everything.
    """

    zone: str
    title: str
    days: tuple[Day, ...]
    earliest: tuple[Slot, ...]
    filters: tuple[Filter, ...]
    earlier: str
    later: str
    none: bool
    is_narrowed: bool


def read_chosen(request: Request) -> Chosen:
    """What the address asks to see; what this practice does not know is any."""
    site, asked = request.practice, request.GET
    office, clinician, week = asked.get("office", ""), asked.get("clinician", ""), asked.get("week", "")
    return Chosen(
        office=office if office in {o.slug for o in site.offices} else "",
        clinician=clinician if clinician in {c.slug for c in site.clinicians} else "",
        half=HalfDay(asked["half"]) if asked.get("half") in set(HalfDay) else None,
        week=int(week) if re.fullmatch(r"\d{1,2}", week, re.ASCII) else None,
    )


def find_times(request: Request, kind: VisitType, chosen: Chosen) -> Times:
    site, first = request.practice, _today(request)
    last = first + kind.horizon
    claims = list_claims(request.scope, first, last)

    def search(chosen: Chosen) -> list[FreeTime]:
        wanted = Wanted(
            visit_type=kind.slug,
            first=first,
            last=last,
            office=chosen.office,
            clinician=chosen.clinician,
            half=chosen.half,
        )
        return list(free_times(site, wanted, claims, now=request.at))

    everything = search(Chosen())
    found = everything if without_week(chosen) == Chosen() else search(chosen)
    weeks = sorted({_week_of(free, first) for free in found})
    week = chosen.week if chosen.week is not None else next(iter(weeks), 0)
    shown = [free for free in found if _week_of(free, first) == week]
    return Times(
        zone=zones_in_words(site, chosen.office),
        title=_week(first, week),
        days=tuple(_days(site, shown)),
        earliest=tuple(slot(site, free.visit) for free in everything[:EARLIEST]),
        filters=tuple(_filters(site, chosen)),
        earlier=_href(chosen, week - 1) if week else "",
        later=_href(chosen, week + 1) if week < kind.horizon_days // A_WEEK else "",
        none=not found,
        is_narrowed=without_week(chosen) != Chosen(),
    )


def find_slot(request: Request, kind: VisitType, key: str) -> Visit | None:
    """The visit behind a key, if it is offered now."""
    visit = visit_behind(request.practice, kind, key)
    if visit is None:
        return None
    day_of = visit.wall_start.date()
    claims = list_claims(request.scope, day_of, day_of)
    return visit if is_offered(request.practice, visit, claims, now=request.at) else None


def key_of(visit: Visit) -> str:
    return f"{visit.office}@{visit.clinician}@{visit.starts_at.astimezone(UTC):%Y%m%dT%H%M}"


def visit_behind(site: Practice, kind: VisitType, key: str) -> Visit | None:
    """The visit a key means, whether its time is free or not; None for a key that means nothing here."""
    told = KEY.fullmatch(key)
    if told is None or told["clinician"] not in {c.slug for c in site.clinicians}:
        return None
    office = next((o for o in site.offices if o.slug == told["office"]), None)
    if office is None:
        return None
    try:
        starts_at = datetime.strptime(told["start"], "%Y%m%dT%H%M").replace(tzinfo=UTC)
        wall = utc_to_wall(starts_at, office.zone)
    except (ValueError, OverflowError):
        return None
    return Visit(
        office=office.slug,
        clinician=told["clinician"],
        visit_type=kind.slug,
        starts_at=starts_at,
        wall_start=wall,
        zone=office.zone,
        minutes=kind.minutes,
    )


def slot(site: Practice, visit: Visit) -> Slot:
    return Slot(
        key=key_of(visit),
        time=o_clock(visit.wall_start),
        day=weekday(visit.wall_start.date()),
        where=_where(site, visit),
        which=which_of_two(visit),
    )


def when(visit: Visit) -> str:
    """Tuesday, 9 March 2027, 10:00 AM, in the reader's language, on the office's clock."""
    told = f"{weekday(visit.wall_start.date())}, {o_clock(visit.wall_start)}"
    which = which_of_two(visit)
    return f"{told} ({which})" if which else told


def weekday(on: date) -> str:
    name = date_format(on, "l")
    return f"{name[:1].upper()}{name[1:]}, {day(on)}"


def which_of_two(visit: Visit) -> str:
    """Which one is meant of a time the clock shows twice; empty for any other."""
    if not is_shown_twice(visit.wall_start, visit.zone):
        return ""
    first = wall_to_utc(visit.wall_start, visit.zone, fold=0)
    return _("before the clocks go back") if visit.starts_at == first else _("after the clocks went back")


def zone_in_words(zone: str) -> str:
    """New York time, for America/New_York."""
    return _("%(city)s time") % {"city": zone.rsplit("/", 1)[-1].replace("_", " ")}


def zones_in_words(site: Practice, office: str = "") -> str:
    """The clocks of the offices that are looked at, each once."""
    zones = (o.zone for o in site.offices if office in ("", o.slug))
    return ", ".join(dict.fromkeys(zone_in_words(zone) for zone in zones))


def without_week(chosen: Chosen) -> Chosen:
    return replace(chosen, week=None)


def _today(request: Request) -> date:
    """The earliest day it is at any office."""
    return min(utc_to_wall(request.at, office.zone).date() for office in request.practice.offices)


def _week_of(free: FreeTime, first: date) -> int:
    return (free.visit.wall_start.date() - first).days // A_WEEK


def _week(first: date, week: int) -> str:
    begins = first + timedelta(days=A_WEEK * week)
    return _("%(first)s to %(last)s") % {
        "first": day(begins),
        "last": day(begins + timedelta(days=A_WEEK - 1)),
    }


def _days(site: Practice, found: Sequence[FreeTime]) -> Iterator[Day]:
    for on, free in groupby(found, key=lambda one: one.visit.wall_start.date()):
        yield Day(title=weekday(on), slots=tuple(slot(site, one.visit) for one in free))


def _where(site: Practice, visit: Visit) -> str:
    """Office and clinician, and whose clock it is, each where there are several."""
    told = [site.office(visit.office).name] if len(site.offices) > 1 else []
    if len({office.zone for office in site.offices}) > 1:
        told.append(zone_in_words(visit.zone))
    if len(site.clinicians) > 1:
        told.append(site.clinician(visit.clinician).name)
    return ", ".join(told)


def _filters(site: Practice, chosen: Chosen) -> Iterator[Filter]:
    halves = ((HalfDay.MORNING.value, _("Morning")), (HalfDay.AFTERNOON.value, _("Afternoon")))
    if len(site.offices) > 1:
        offices = [(o.slug, o.name) for o in site.offices]
        yield _filter("office", _("Office"), _("Any office"), offices, chosen.office)
    if len(site.clinicians) > 1:
        people = [(c.slug, c.name) for c in site.clinicians]
        yield _filter("clinician", _("Clinician"), _("Any clinician"), people, chosen.clinician)
    yield _filter("half", _("Time of day"), _("Any time"), halves, chosen.half or "")


def _filter(name: str, label: str, anything: str, all_: Sequence[tuple[str, str]], chosen: str) -> Filter:
    options = (("", anything), *all_)
    return Filter(
        name=name,
        label=label,
        options=tuple(Option(value=v, label=told, chosen=v == chosen) for v, told in options),
    )


def _href(chosen: Chosen, week: int) -> str:
    told = {"office": chosen.office, "clinician": chosen.clinician, "half": chosen.half or ""}
    return "?" + urlencode({**{k: v for k, v in told.items() if v}, "week": week})
