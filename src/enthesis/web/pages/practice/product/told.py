"""What was done to a product, line by line."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from enthesis.domain.biologics.doubt import Answered
from enthesis.domain.biologics.events import (
    Administered,
    Characterised,
    Collected,
    Combined,
    Confirmed,
    Discarded,
    EnteredOnPaper,
    Event,
    GaveOff,
    GivenOnPaper,
    PartTaken,
    Prepared,
    ProcessingStarted,
    Quarantined,
    Released,
    ResultAdded,
    UsedUp,
)
from enthesis.domain.biologics.moments import Deviation
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.result import Computed
from enthesis.domain.biologics.steps import Delivery, Harvest, Preparation, Spin
from enthesis.domain.numbers import plain, with_unit
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.web.pages.practice.product.inside import value_of
from enthesis.web.shell.present import StoryEntry, moment
from enthesis.web.shell.products import time_of_day

_KEY = (Released, Administered, Quarantined, Discarded)


def story(product: Product, zone: str) -> Iterator[StoryEntry]:
    """Everything that was done to the product, newest first."""
    for event in reversed(product.events):
        yield StoryEntry(
            title=_title(event),
            when=moment(event.at, zone),
            who=event.name,
            lines=tuple(line for line in _lines(event, zone) if line),
            is_key=isinstance(event, _KEY),
        )


def _title(event: Event) -> str:
    return {
        Collected: _("Collected"),
        ProcessingStarted: _("Processing started"),
        Prepared: _("Prepared"),
        Characterised: _("Characterised"),
        ResultAdded: _("Result added"),
        Released: _("Checked and released by a second person"),
        Confirmed: _("First scan: wristband and product match"),
        Administered: _("Second scan, and given"),
        EnteredOnPaper: _("Entered as given on paper"),
        GivenOnPaper: _("Given, checked on paper by both; confirmed by a second person"),
        PartTaken: _("Began as a part of another product"),
        Combined: _("Combined of several products"),
        GaveOff: _("Parts were taken off it"),
        UsedUp: _("Used up: all of it went into other products"),
        Quarantined: _("Quarantined"),
        Discarded: _("Discarded"),
    }[type(event)]


def _lines(event: Event, zone: str) -> Iterator[str]:
    match event:
        case Collected():
            yield from _harvest(event.harvest, zone, event.at)
        case ProcessingStarted():
            yield _("In the device at %(time)s") % {"time": _time(event.started_at, event.at, zone)}
            yield from _deviations(event.deviations)
        case Prepared():
            yield from _preparation(event.preparation, zone, event.at)
            yield from _answered(event.answered)
            yield from _deviations(event.deviations)
        case Characterised():
            told = [v for v in event.values if v.value is not None]
            yield _("%(told)d of %(all)d values known") % {"told": len(told), "all": len(event.values)}
            yield from _answered(event.answered)
            yield from _deviations(event.deviations)
        case ResultAdded():
            line = value_of(event.value, zone)
            yield f"{line.term}: {line.words or line.how}"
            yield " · ".join(part for part in (line.how if line.words else "", *line.notes) if part)
            yield event.reason
        case EnteredOnPaper():
            yield from _delivery(event.sheet.delivery, zone, event.at)
        case Administered():
            yield from _delivery(event.delivery, zone, event.at)
            yield from _deviations(event.deviations)
        case PartTaken() | Combined() | GaveOff():
            yield _("%(ml)s mL") % {"ml": plain(event.volume_ml)}
        case Discarded() | Quarantined():
            yield event.reason
        case _:
            return


def _time(at: datetime, recorded: datetime, zone: str) -> str:
    """The time of day; with its day where it is another than that of the entry."""
    is_same = utc_to_wall(at, zone).date() == utc_to_wall(recorded, zone).date()
    return time_of_day(at, zone) if is_same else moment(at, zone)


def _harvest(taken: Harvest, zone: str, recorded: datetime) -> Iterator[str]:
    yield _("%(ml)s mL at %(time)s") % {
        "ml": plain(taken.volume_ml),
        "time": _time(taken.collected_at, recorded, zone),
    }
    volume = f", {plain(taken.anticoagulant_ml)} mL" if taken.anticoagulant_ml is not None else ""
    yield taken.anticoagulant.label + volume
    if taken.needle:
        yield _("Needle %(needle)s, %(pulls)d pulls") % {"needle": taken.needle, "pulls": taken.pulls or 0}


def _preparation(made: Preparation, zone: str, recorded: datetime) -> Iterator[str]:
    lot = f", {_('lot')} {made.lot}" if made.lot else ""
    yield f"{made.method.label}, {made.device}{lot}"
    for number, spin in enumerate(made.spins, start=1):
        yield _("Spin %(n)d: %(how)s") % {"n": number, "how": _spin(spin)}
    yield _("%(ml)s mL, from %(start)s to %(end)s") % {
        "ml": plain(made.output_ml),
        "start": _time(made.started_at, recorded, zone),
        "end": _time(made.ended_at, recorded, zone),
    }


def _spin(spin: Spin) -> str:
    force = spin.force
    strength = with_unit(force.rounded(0), force.unit) if isinstance(force, Computed) else force.sentence
    return _("%(minutes)s min at %(force)s") % {"minutes": plain(spin.minutes), "force": strength}


def _delivery(given: Delivery, zone: str, recorded: datetime) -> Iterator[str]:
    yield _("%(ml)s mL %(route)s at %(time)s") % {
        "ml": plain(given.volume_ml),
        "route": given.route.label.lower(),
        "time": _time(given.given_at, recorded, zone),
    }
    yield _("%(site)s; guided by: %(guidance)s") % {"site": given.site, "guidance": given.guidance}


def _answered(stands: tuple[Answered, ...]) -> Iterator[str]:
    for one in stands:
        yield f"{one.doubt.sentence} {_('Reason')}: {one.reason}"


def _deviations(passed: tuple[Deviation, ...]) -> Iterator[str]:
    for deviation in passed:
        reason = f" {_('Reason')}: {deviation.reason}" if deviation.reason else ""
        yield deviation.sentence + reason
