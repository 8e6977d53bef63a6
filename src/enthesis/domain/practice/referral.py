"""A visitor asks for a consultation; the desk turns the request into a booked visit."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.people.patient import Contact
from enthesis.domain.terms import CaseId, RequestId, Side

LONGEST_REASON = 5000


class RequestStatus(StrEnum):
    WAITING = "waiting"
    BOOKED = "booked"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the visitor asks: who, which hip, why, and at which office."""

    contact: Contact
    side: Side
    reason: str
    office: str

    def __post_init__(self) -> None:
        if len(self.reason) > LONGEST_REASON:
            raise Invalid("reason", f"The reason is longer than {LONGEST_REASON} characters.", "Shorten it.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """`red_flags` are the ids of the ticked signs for which the practice is to be called today."""

    id: RequestId
    asked: Asked
    status: RequestStatus
    received_at: datetime
    version: int
    case: CaseId | None = None
    red_flags: tuple[str, ...] = ()

    @property
    def call_today(self) -> bool:
        """Whether the visitor ticked a sign that must not wait for an appointment."""
        return bool(self.red_flags)

    def check_can_book(self) -> None:
        """Only a waiting request can be booked."""
        if self.status is not RequestStatus.WAITING:
            raise NotAllowed(
                "request-done", f"This request is already {self.status.value}.", "Open its case instead."
            )


def by_urgency(requests: Iterable[Request]) -> tuple[Request, ...]:
    """Those to call today first, then the longest waiting."""
    return tuple(sorted(requests, key=lambda r: (not r.call_today, r.received_at)))
