"""How many of the listed operations are registered here: the counts from line to rate, and by group."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from enthesis.domain.pathway.operations_list.likely import Likely
from enthesis.domain.pathway.operations_list.outcome import Answer, Exclusion, Outcome
from enthesis.domain.terms import Sourced

FEWEST = Sourced(10, "1", tag="P", note="From how many operations on is a share told on the quality page?")


class Place(StrEnum):
    """Where a listed operation stands in the flow."""

    NOT_BY_RULE = "not_by_rule"
    NOT_BY_PERSON = "not_by_person"
    ASKED = "asked"
    LEFT_OUT = "left_out"
    REGISTERED = "registered"
    REFUSED = "refused"
    EXCLUDED = "excluded"
    OPEN = "open"

    @property
    def label(self) -> str:
        return {
            Place.NOT_BY_RULE: "Another operation, by its words and codes",
            Place.NOT_BY_PERSON: "No gluteus medius operation, as a person said",
            Place.ASKED: "May be one: nobody has said yet",
            Place.LEFT_OUT: "Excluded: no operation of this practice",
            Place.REGISTERED: "Registered",
            Place.REFUSED: "Refused by the patient",
            Place.EXCLUDED: "Excluded for another reason",
            Place.OPEN: "Not decided yet",
        }[self]

    @property
    def counts(self) -> bool:
        """Whether it is an operation that should be registered."""
        return self in (Place.REGISTERED, Place.REFUSED, Place.EXCLUDED, Place.OPEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A listed operation without its person."""

    on: date
    hospital: str
    surgeon: str
    likely: Likely
    outcome: Outcome | None = None
    reason: Exclusion | None = None

    @property
    def place(self) -> Place:
        return place_of(self.likely, self.outcome, self.reason)

    @property
    def quarter(self) -> str:
        return f"{self.on.year} Q{(self.on.month + 2) // 3}"


def place_of(likely: Likely, outcome: Outcome | None, reason: Exclusion | None) -> Place:
    """Where an operation stands: what a person said goes before what words and codes say."""
    match outcome:
        case None:
            return {Likely.SURE: Place.OPEN, Likely.POSSIBLE: Place.ASKED, Likely.NO: Place.NOT_BY_RULE}[
                likely
            ]
        case Outcome.REGISTERED:
            return Place.REGISTERED
        case Outcome.TO_REGISTER:
            return Place.OPEN
        case Outcome.REFUSED:
            return Place.REFUSED
        case Outcome.OTHER:
            return Place.NOT_BY_PERSON
        case Outcome.EXCLUDED:
            return Place.LEFT_OUT if reason is not None and reason.leaves else Place.EXCLUDED


def place_after(likely: Likely, answer: Answer | None) -> Place:
    return place_of(likely, answer.outcome if answer else None, answer.reason if answer else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """How many listed operations stand where, and for which reasons some were excluded."""

    places: Mapping[Place, int]
    reasons: Mapping[Exclusion, int]

    @property
    def listed(self) -> int:
        return sum(self.places.values())

    @property
    def captured(self) -> int:
        return self.places.get(Place.REGISTERED, 0)

    @property
    def of(self) -> int:
        """Every operation that should be registered; one that is open counts as not captured."""
        return sum(n for place, n in self.places.items() if place.counts)

    @property
    def of_decided(self) -> int:
        return self.of - self.places.get(Place.OPEN, 0)

    @property
    def asked(self) -> int:
        return self.places.get(Place.ASKED, 0)

    @property
    def of_most(self) -> int:
        """As `of`, were every operation that nobody has said anything of yet one that should be registered.

        With `of` these are the two ends between which the rate lies, as far as nobody has answered.
        """
        return self.of + self.asked


def flow_of(counted: Iterable[Counted]) -> Flow:
    told = tuple(counted)
    return Flow(
        places=Counter(one.place for one in told),
        reasons=Counter(one.reason for one in told if one.reason is not None),
    )


def flows_by(counted: Iterable[Counted], name: Callable[[Counted], str]) -> tuple[tuple[str, Flow], ...]:
    """The flow of each group, by its name; of those with something that may have to be registered."""
    groups: dict[str, list[Counted]] = {}
    for one in counted:
        groups.setdefault(name(one), []).append(one)
    flows = ((named, flow_of(group)) for named, group in sorted(groups.items()))
    return tuple((named, flow) for named, flow in flows if flow.of or flow.asked)
