"""What ends for a person: a death, no more questions, no more research. Of the person, never of one hip.

Care goes on after a withdrawal. An end that was a slip is taken back, and stays readable.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.terms import CaseId, PatientId

EndId = NewType("EndId", UUID)
LONGEST_WORDS = 500


class EndKind(StrEnum):
    DIED = "died"
    WITHDREW_CONTACT = "withdrew_contact"  # wants no more questions
    WITHDREW_RESEARCH = "withdrew_research"  # wants to be counted in no study any more

    @property
    def label(self) -> str:
        return {
            EndKind.DIED: "Died",
            EndKind.WITHDREW_CONTACT: "Wants no more questions",
            EndKind.WITHDREW_RESEARCH: "Wants to be counted in no study",
        }[self]


class ToldBy(StrEnum):
    """Who told the practice of it."""

    PATIENT = "patient"
    FAMILY = "family"
    CLINICIAN = "clinician"
    RECORD = "record"
    OTHER = "other"

    @property
    def label(self) -> str:
        return {
            ToldBy.PATIENT: "The patient",
            ToldBy.FAMILY: "Family or somebody close",
            ToldBy.CLINICIAN: "Another doctor or a hospital",
            ToldBy.RECORD: "An official notice or register",
            ToldBy.OTHER: "Somebody else",
        }[self]


WITHDRAWALS = frozenset({EndKind.WITHDREW_CONTACT, EndKind.WITHDREW_RESEARCH})
ENDS_CONTACT = frozenset({EndKind.DIED, EndKind.WITHDREW_CONTACT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """`on` is the day of death, or the day on which the patient asked for it.

    Where nobody knows the day of death (`day_known` is False) it is the day on which the practice was told.
    Contact ends from then on, and windows that closed before count as if the patient had lived: a death is
    put on no earlier day, and nothing leaves a denominator by one. Raises Invalid.
    """

    kind: EndKind
    on: date
    told_by: ToldBy
    reason: str = ""
    day_known: bool = True

    def __post_init__(self) -> None:
        if not self.day_known and self.kind is not EndKind.DIED:
            raise Invalid("on", "It is not said on which day the patient asked for it.", "Enter the day.")
        if self.kind is EndKind.DIED and self.told_by is ToldBy.PATIENT:
            raise Invalid("told_by", "A death is not told by the patient.", "Choose who told of it.")
        if len(self.reason) > LONGEST_WORDS:
            raise Invalid("reason", f"The words are longer than {LONGEST_WORDS} characters.", "Shorten them.")

    @property
    def when(self) -> str:
        """The day in words; the day on which a death was heard of is never told as that of the death."""
        return told_day(self.on, known=self.day_known)

    def ends_contact(self, on: date) -> bool:
        """Whether nobody is asked anything on this day because of it."""
        return self.kind in ENDS_CONTACT and self.on <= on


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """An end that was told in error, or that the patient thought better of."""

    why: str
    at: datetime
    by_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EndTold:
    """An end as it was recorded, of one identity of a person. It holds until it is taken back.

    `case` is the hip in whose record an event told of it; None where somebody recorded it by itself.
    """

    id: EndId
    patient: PatientId
    ended: Ended
    at: datetime
    by_name: str
    taken_back: TakenBack | None = None
    case: CaseId | None = None

    @property
    def holds(self) -> bool:
        return self.taken_back is None


def may_be_contacted(ends: Iterable[Ended], on: date) -> bool:
    """Whether this person may be asked how a hip is doing on a day, by whichever way."""
    return not any(end.ends_contact(on) for end in ends)


def may_be_written_to(ends: Iterable[Ended]) -> bool:
    """Whether anything at all may be sent, what is told of visits too. Nothing is sent once a death is known,
    whatever day it was.
    """
    return all(end.kind is not EndKind.DIED for end in ends)


def may_be_counted(ends: Iterable[Ended]) -> bool:
    """Whether the next snapshot may hold this person's hips."""
    return all(end.kind is not EndKind.WITHDREW_RESEARCH for end in ends)


def contact_ended(ends: Iterable[Ended]) -> Ended | None:
    """The first end after which nobody is asked any more; on one day a death. None where there is none."""
    ending = (end for end in ends if end.kind in ENDS_CONTACT)
    return min(ending, key=lambda end: (end.on, end.kind is not EndKind.DIED), default=None)


def check_end(end: Ended, known: Iterable[Ended], *, operated_on: date | None, on: date) -> None:
    """The end may be recorded on the day `on` beside those that hold; raises Invalid or NotAllowed.

    `operated_on` is the last day on which the person was operated on here.
    """
    if end.on > on:
        raise Invalid("on", f"{_told(end.on)} has not come yet.", "Enter a day up to today.")
    if end.kind is EndKind.DIED and operated_on is not None and end.on < operated_on:
        raise Invalid(
            "on",
            f"The patient was operated on here on {_told(operated_on)}, and cannot have died before.",
            "Correct the day.",
        )
    for other in known:
        if other.kind is end.kind:
            raise NotAllowed(
                "ended-already",
                f"It is on record already: “{end.kind.label}”, {other.when}.",
                "Take that back first, if it is wrong.",
            )


def check_may_tell(end: Ended, *, is_patient: bool) -> None:
    """A patient may withdraw, and says so alone. Raises NotAllowed."""
    if is_patient and (end.kind not in WITHDRAWALS or end.told_by is not ToldBy.PATIENT):
        raise NotAllowed("end", "Only the practice records this.", "Call the practice.")


def check_taking_back(told: EndTold, why: str) -> None:
    """Raises NotAllowed when it was taken back before, Invalid without a reason."""
    if told.taken_back is not None:
        raise NotAllowed(
            "taken-back",
            f"{told.taken_back.by_name} has taken this back already.",
            "Open the patient again.",
        )
    if not why.strip():
        raise Invalid("why", "An end is taken back with a reason.", "Enter why.")
    if len(why) > LONGEST_WORDS:
        raise Invalid("why", f"The words are longer than {LONGEST_WORDS} characters.", "Shorten them.")


def told_day(on: date, *, known: bool) -> str:
    """A day of an end in words."""
    return _told(on) if known else f"day not known, known on {_told(on)}"


def _told(on: date) -> str:
    return f"{on.day} {on:%B %Y}"


DAY = date(2028, 5, 3)
DIED = Ended(kind=EndKind.DIED, on=DAY, told_by=ToldBy.FAMILY)
HEARD_OF = Ended(kind=EndKind.DIED, on=DAY, told_by=ToldBy.FAMILY, day_known=False)
SILENT = Ended(kind=EndKind.WITHDREW_CONTACT, on=DAY, told_by=ToldBy.PATIENT)
UNCOUNTED = Ended(kind=EndKind.WITHDREW_RESEARCH, on=DAY, told_by=ToldBy.PATIENT)

EXAMPLES: tuple[tuple[str, tuple[Ended, ...], date, bool, bool, bool], ...] = (
    ("nothing ended", (), DAY, True, True, True),
    ("died", (DIED,), DAY, False, False, True),
    ("a death is known of a later day", (DIED,), date(2028, 5, 2), True, False, True),
    ("died, nobody knows when", (HEARD_OF,), DAY, False, False, True),
    ("asked before it was told", (HEARD_OF,), date(2028, 5, 2), True, False, True),
    ("wants no more questions", (SILENT,), DAY, False, True, True),
    ("wants none from tomorrow on", (SILENT,), date(2028, 5, 2), True, True, True),
    ("wants to be counted in no study", (UNCOUNTED,), DAY, True, True, False),
    ("both withdrawals", (UNCOUNTED, SILENT), DAY, False, True, False),
    ("died, and had withdrawn", (UNCOUNTED, DIED), date(2030, 1, 1), False, False, False),
)
"""Name; ends; day; may be asked, may be written to, may be counted."""
