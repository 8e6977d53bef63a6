"""What a practice decided on each value, and how each value stands there now."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from enthesis.domain.errors import Invalid, NotFound, Stale
from enthesis.domain.review.value import Place, ValueToReview
from enthesis.domain.terms import PersonId, PracticeId


class Decision(StrEnum):
    """What a surgeon with policy right says of one value. None of them makes it verified."""

    CONFIRMED = "confirmed"
    TO_CHANGE = "to_change"
    NOT_USED = "not_used"

    @property
    def label(self) -> str:
        return {
            Decision.CONFIRMED: "Confirmed",
            Decision.TO_CHANGE: "To change",
            Decision.NOT_USED: "Not used here",
        }[self]


class State(StrEnum):
    """How a value stands at a practice: open until a decision covers what ships now."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    TO_CHANGE = "to_change"
    NOT_USED = "not_used"

    @property
    def label(self) -> str:
        return "Open" if self is State.OPEN else Decision(self.value).label


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A value as the person saw it who decides: its name in the file, and the digest of what shipped then."""

    path: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOff:
    """One decision of one practice on one value: exactly what its signature covers.

    `digest` and `ships` are those of the value at that moment. `note` says what must change, or why.
    """

    practice: PracticeId
    place: str
    path: str
    digest: str
    ships: str
    decision: Decision
    note: str
    by: PersonId
    name: str
    at: datetime

    @property
    def key(self) -> tuple[str, str]:
        return self.place, self.path

    def covers(self, value: ValueToReview) -> bool:
        """Whether the decision is about what ships now."""
        return (self.key, self.digest) == (value.key, value.digest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A value and the last decision on it; one on something that has changed since leaves it open."""

    value: ValueToReview
    last: SignOff | None = None

    @property
    def state(self) -> State:
        if self.last is None or not self.last.covers(self.value):
            return State.OPEN
        return State(self.last.decision.value)

    @property
    def has_changed(self) -> bool:
        """Whether it is open again, since what ships is no longer what was decided on."""
        return self.last is not None and self.state is State.OPEN


def standings(values: Iterable[ValueToReview], sign_offs: Iterable[SignOff]) -> tuple[Standing, ...]:
    """Each value with the last decision on it. `sign_offs` come in the order in which they were made."""
    last = {sign_off.key: sign_off for sign_off in sign_offs}
    return tuple(Standing(value=value, last=last.get(value.key)) for value in values)


def tally(standings: Iterable[Standing]) -> Mapping[State, int]:
    """How many stand in each state; every state is named."""
    counted = Counter(standing.state for standing in standings)
    return {state: counted[state] for state in State}


def decide(
    place: Place,
    seen: tuple[Seen, ...],
    decision: Decision,
    *,
    note: str,
    practice: PracticeId,
    by: PersonId,
    name: str,
    at: datetime,
) -> tuple[SignOff, ...]:
    """One decision on each value that was seen, in the order of the file.

    Raises Invalid for no value, or a change of which nobody says what it is; NotFound for a value that is
    not there; Stale for one that ships something else than was seen.
    """
    if not seen:
        raise Invalid("values", "No value is ticked.", "Tick each value you decide on.")
    if decision is Decision.TO_CHANGE and not note.strip():
        raise Invalid("note", "What must change is not said.", "Enter what must change, and why.")
    asked = {value.path: value.digest for value in seen}
    values = [value for value in place.values if value.path in asked]
    if len(values) < len(asked):
        raise NotFound("value", f"Not all of these values are at “{place.name}”.", "Load the page again.")
    for value in values:
        if value.digest != asked[value.path]:
            raise Stale("value-changed", f"“{value.title}” ships something else by now.", "Read it again.")
    return tuple(
        SignOff(
            practice=practice,
            place=place.name,
            path=value.path,
            digest=value.digest,
            ships=value.ships,
            decision=decision,
            note=note.strip(),
            by=by,
            name=name,
            at=at,
        )
        for value in values
    )
