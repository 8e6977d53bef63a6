"""A visit at an office, and the five-minute ticks of people and rooms that it claims."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from enthesis.domain.errors import Invalid
from enthesis.domain.practice.clock import wall_to_utc
from enthesis.domain.terms import BookingId, CaseId

TICK = timedelta(minutes=5)
_MIDNIGHT = datetime(2000, 1, 1, tzinfo=UTC)  # any moment on the ticks


class BookingStatus(StrEnum):
    BOOKED = "booked"
    CANCELLED = "cancelled"
    ATTENDED = "attended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Who is seen where and when. The office's wall time and zone are kept beside the moment in UTC."""

    office: str
    clinician: str
    visit_type: str
    starts_at: datetime
    wall_start: datetime
    zone: str
    minutes: int

    @property
    def resource(self) -> str:
        """What must not be claimed twice: the clinician, at whatever office."""
        return f"clinician:{self.clinician}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    id: BookingId
    case: CaseId
    visit: Visit
    status: BookingStatus
    version: int


def check_times(visit: Visit) -> None:
    """The moment is one the office's clock shows as the wall time, and it lies on the ticks.

    Off the ticks a visit would not meet the claims of another that overlaps it. Raises Invalid.
    """
    if visit.wall_start.tzinfo is not None or visit.starts_at.utcoffset() is None:
        raise Invalid("time", "The time of the visit has no zone, or two.", "Choose a time again.")
    if visit.starts_at not in {wall_to_utc(visit.wall_start, visit.zone, fold=fold) for fold in (0, 1)}:
        raise Invalid(
            "time", f"{visit.wall_start:%H:%M} is not the time of this visit there.", "Choose a time again."
        )
    if (visit.starts_at - _MIDNIGHT) % TICK:
        raise Invalid(
            "time", f"{visit.wall_start:%H:%M:%S} is not on the five minutes.", "Choose a time again."
        )


def ticks(starts_at: datetime, minutes: int) -> Iterator[datetime]:
    """The moments, five minutes apart, that a visit occupies; the end is free again."""
    return (starts_at + n * TICK for n in range(minutes // 5))
