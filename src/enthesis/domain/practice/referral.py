"""A visitor asks for a consultation; the desk turns the request into a booked visit."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.people.patient import Contact
from enthesis.domain.practice.red_flags import is_emergency
from enthesis.domain.terms import CaseId, RequestId, Side

LONGEST_REASON = 5000
LONGEST_NAME = 100


class RequestStatus(StrEnum):
    WAITING = "waiting"
    BOOKED = "booked"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"  # by whoever asked


class HowLong(StrEnum):
    """How long the hip has hurt, as the visitor tells it."""

    UNDER_6_WEEKS = "under_6_weeks"
    UNDER_3_MONTHS = "under_3_months"
    UNDER_6_MONTHS = "under_6_months"
    UNDER_A_YEAR = "under_a_year"
    LONGER = "longer"

    @property
    def label(self) -> str:
        return {
            HowLong.UNDER_6_WEEKS: "Less than 6 weeks",
            HowLong.UNDER_3_MONTHS: "6 weeks to 3 months",
            HowLong.UNDER_6_MONTHS: "3 to 6 months",
            HowLong.UNDER_A_YEAR: "6 months to a year",
            HowLong.LONGER: "More than a year",
        }[self]


class PreviousCare(StrEnum):
    """What was done for the hip before."""

    PHYSIOTHERAPY = "physiotherapy"
    INJECTION = "injection"
    MEDICINES = "medicines"
    OPERATION = "operation"
    IMAGES = "images"

    @property
    def label(self) -> str:
        return {
            PreviousCare.PHYSIOTHERAPY: "Physical therapy",
            PreviousCare.INJECTION: "An injection at the hip",
            PreviousCare.MEDICINES: "Pain medicines",
            PreviousCare.OPERATION: "An operation on this hip",
            PreviousCare.IMAGES: "An MRI or X-ray",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Somebody who asks for another, and who they are to the patient. The contact's ways may be theirs."""

    name: str
    relation: str

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise Invalid("asker", "It is not said who asks for the patient.", "Enter your own name.")
        if len(self.name) > LONGEST_NAME or len(self.relation) > LONGEST_NAME:
            raise Invalid("asker", f"A name is longer than {LONGEST_NAME} characters.", "Shorten it.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the visitor asks: who, which hip, why, and at which office.

    `how_long` is None where nobody said; `care` is None where it was not asked, empty for none of it.
    """

    contact: Contact
    side: Side
    reason: str
    office: str
    how_long: HowLong | None = None
    care: tuple[PreviousCare, ...] | None = None
    asker: Asker | None = None

    def __post_init__(self) -> None:
        if len(self.reason) > LONGEST_REASON:
            raise Invalid("reason", f"The reason is longer than {LONGEST_REASON} characters.", "Shorten it.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """`red_flags` are the ids of the ticked signs that must not wait for an appointment."""

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

    @property
    def is_emergency(self) -> bool:
        """Whether the visitor was told to call 911, and left a number beside it."""
        return is_emergency(self.red_flags)

    def check_can_book(self) -> None:
        """Only a waiting request can be booked."""
        if self.status is not RequestStatus.WAITING:
            raise NotAllowed(
                "request-done", f"This request is already {self.status.value}.", "Open its case instead."
            )


def by_urgency(requests: Iterable[Request]) -> tuple[Request, ...]:
    """Emergencies first, then those to call today, then the longest waiting."""
    return tuple(sorted(requests, key=lambda r: (not r.is_emergency, not r.call_today, r.received_at)))
