"""A visit at an office, and the five-minute ticks of people and rooms that it claims."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from enthesis.domain.terms import BookingId, CaseId

TICK = timedelta(minutes=5)


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


def ticks(starts_at: datetime, minutes: int) -> Iterator[datetime]:
    """The moments, five minutes apart, that a visit occupies; the end is free again."""
    return (starts_at + n * TICK for n in range(minutes // 5))
