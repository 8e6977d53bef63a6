"""Local wall times: a time that does not exist is refused, one that exists twice is asked about."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from enthesis.domain.errors import Invalid


def wall_to_utc(wall: datetime, zone: str, *, fold: int | None = None) -> datetime:
    """The moment a clock in `zone` shows `wall` (naive).

    Raises Invalid for a time the clocks skip, and for one they show twice unless `fold` says which:
    0 the first, 1 the second.
    """
    place = ZoneInfo(zone)
    try:
        first = wall.replace(tzinfo=place, fold=0).astimezone(UTC)
        second = wall.replace(tzinfo=place, fold=1).astimezone(UTC)
    except OverflowError:
        raise Invalid("time", f"No calendar reaches {wall:%Y}.", "Choose another time.") from None
    if first == second:
        return first
    if _reads(first, place) != wall:
        raise Invalid(
            "time",
            f"{wall:%H:%M} does not exist on {wall:%d %B %Y}: the clocks go forward.",
            "Choose another time.",
        )
    if fold is None:
        raise Invalid(
            "time",
            f"{wall:%H:%M} happens twice on {wall:%d %B %Y}: the clocks go back.",
            "Say whether the first or the second is meant.",
        )
    return second if fold else first


def utc_to_wall(moment: datetime, zone: str) -> datetime:
    """What a clock in `zone` shows at an aware moment (naive)."""
    return _reads(moment, ZoneInfo(zone))


def _reads(moment: datetime, place: ZoneInfo) -> datetime:
    return moment.astimezone(place).replace(tzinfo=None)
