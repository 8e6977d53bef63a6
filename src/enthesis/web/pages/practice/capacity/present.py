import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.domain.practice.capacity import FEW, Shows, WeekAtOffice, shows_of
from enthesis.domain.practice.practice import Practice
from enthesis.web.shell.diary import kind_name, office_name
from enthesis.web.shell.present import Table, day

HEADER = (
    "week_begins",
    "office",
    "minutes_offered",
    "minutes_booked",
    "minutes_booked_outside",
    "booked_share",
    "visits",
    "new_patient_places",
    "new_patient_places_used",
    "came",
    "not_come",
    "not_said",
    "not_come_share",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficePart:
    name: str
    weeks: Table
    shows: Table


@dataclass(frozen=True, slots=True, kw_only=True)
class CapacityPage:
    first: str
    last: str
    offices: tuple[OfficePart, ...]
    few: int
    csv: str


def present(site: Practice, weeks: Sequence[WeekAtOffice], *, first: date, last: date) -> CapacityPage:
    return CapacityPage(
        first=first.isoformat(),
        last=last.isoformat(),
        offices=tuple(_office(site, weeks, office.slug) for office in site.offices),
        few=FEW,
        csv=f"{reverse('practice:capacity')}?first={first}&last={last}&format=csv",
    )


def as_csv(weeks: Sequence[WeekAtOffice]) -> str:
    """One line an office and week; what is unknown is empty."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADER)
    for week in weeks:
        writer.writerow(_line(week))
    return out.getvalue()


def _line(week: WeekAtOffice) -> tuple[object, ...]:
    shows = week.shows
    return (
        week.monday.isoformat(),
        week.office,
        week.offered,
        week.booked,
        week.outside,
        "" if week.share is None else f"{week.share:.3f}",
        week.visits,
        "" if week.places is None else week.places,
        week.places_used,
        shows.came,
        shows.missed,
        shows.unsaid,
        "" if shows.missed_share is None else f"{shows.missed_share:.3f}",
    )


def _office(site: Practice, weeks: Sequence[WeekAtOffice], office: str) -> OfficePart:
    name = office_name(site, office)
    header = (
        _("Week from"),
        _("Hours offered"),
        _("Booked"),
        _("Visits"),
        _("New patients"),
        _("Did not come"),
    )
    rows = tuple(
        (
            day(week.monday),
            _hours(week.offered),
            _booked(week),
            str(week.visits),
            f"{week.places_used} of {week.places}" if week.places is not None else _("not counted"),
            _missed(week.shows),
        )
        for week in weeks
        if week.office == office
    )
    by_type = tuple((kind_name(site, kind), *_counts(shows)) for kind, shows in shows_of(weeks, office))
    return OfficePart(
        name=name,
        weeks=Table(
            caption=_("%(office)s, week by week") % {"office": name},
            header=header,
            rows=rows,
            numbers=header[1:5],
        ),
        shows=Table(
            caption=_("%(office)s, who came, by kind of visit") % {"office": name},
            header=(_("Visit"), _("Came"), _("Did not come"), _("Nobody said"), _("Share that did not come")),
            rows=by_type,
            numbers=(_("Came"), _("Did not come"), _("Nobody said")),
        ),
    )


def _hours(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"


def _booked(week: WeekAtOffice) -> str:
    share = _("nothing offered") if week.share is None else f"{round(100 * week.share)} %"
    if not week.outside:
        return share
    return _("%(share)s, and %(hours)s outside") % {"share": share, "hours": _hours(week.outside)}


def _counts(shows: Shows) -> tuple[str, str, str, str]:
    return str(shows.came), str(shows.missed), str(shows.unsaid), _missed(shows)


def _missed(shows: Shows) -> str:
    """The share with how many it is of; of few visits it is said that they are few."""
    if shows.missed_share is None:
        return _("nobody yet")
    told = {"share": round(100 * shows.missed_share), "missed": shows.missed, "n": shows.n}
    words = _("%(share)s %% (%(missed)s of %(n)s)") % told
    return _("%(words)s: few") % {"words": words} if shows.is_few else words
