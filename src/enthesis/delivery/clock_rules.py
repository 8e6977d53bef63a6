"""How the clocks of a zone go, as calendar files tell it: one part for each time they change."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

A_DAY, A_MINUTE = timedelta(days=1), timedelta(minutes=1)


def vtimezone(zone: str, year: int) -> Timezone:
    """The clocks from the year before to the year after, exact to the minute (RFC 5545, 3.6.5).

    Written out, since the rule that `icalendar` makes begins the summer an hour late.
    """
    place = ZoneInfo(zone)
    begins = datetime(year - 1, 1, 1, tzinfo=UTC)
    told = Timezone()
    told.add("tzid", zone)
    told.add_component(_part(begins, begins, place))
    for moment in _changes(begins, datetime(year + 2, 1, 1, tzinfo=UTC), place):
        told.add_component(_part(moment, moment - A_MINUTE, place))
    return told


def _part(moment: datetime, before: datetime, place: ZoneInfo) -> TimezoneStandard | TimezoneDaylight:
    """What holds from a moment on; its beginning is told on the clock that held before it."""
    after, earlier = moment.astimezone(place), before.astimezone(place)
    part = TimezoneDaylight() if after.dst() else TimezoneStandard()
    offset = earlier.utcoffset()
    part.add("dtstart", (moment + (offset or timedelta())).replace(tzinfo=None))
    part.add("tzname", after.tzname())
    part.add("tzoffsetfrom", offset)
    part.add("tzoffsetto", after.utcoffset())
    return part


def _changes(first: datetime, last: datetime, place: ZoneInfo) -> Iterator[datetime]:
    """The moments from which the clocks show another offset."""
    day = first
    while day < last:
        low, high = day, day + A_DAY
        if low.astimezone(place).utcoffset() != high.astimezone(place).utcoffset():
            while high - low > A_MINUTE:
                middle = low + (high - low) // 2 // A_MINUTE * A_MINUTE
                same = middle.astimezone(place).utcoffset() == low.astimezone(place).utcoffset()
                low, high = (middle, high) if same else (low, middle)
            yield high
        day += A_DAY
