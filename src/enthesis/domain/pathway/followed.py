"""What one hip follows after its operation: the protocol of the signed plan, or what a surgeon set since."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from enthesis.domain.errors import Invalid
from enthesis.domain.examination.classification import Classified
from enthesis.domain.examination.imaging import MriFindings
from enthesis.domain.examination.tear import Thickness
from enthesis.domain.examination.tests import HEAVIEST
from enthesis.domain.pathway.case import Entry, latest
from enthesis.domain.pathway.plan import Plan, SignedPlan
from enthesis.domain.pathway.rehabilitation import FULL, LALL, PARTIAL, PROTOCOLS, Part, Protocol
from enthesis.domain.pathway.tear_seen import TearSeen
from enthesis.domain.pathway.technique import FollowedProtocol, check_above_zero
from enthesis.domain.terms import Sourced

LAST_WEEK = 104  # two years: a week after it is a slip
FLEXION = "flexion beyond the limit"
UNITS = {Part.WEIGHT: "[lb_av]", Part.FORBIDDEN: "deg"}
"""What an individual limit may be measured in, UCUM."""
POUND = Sourced("0.45359237", "kg", tag="D", note="By definition; a weight limit is given in pounds.")
TEARS = {"IIIA": PARTIAL, "IIIB": PARTIAL, "IV": FULL, "V": FULL}
"""How much of the tendon a Lall type says is torn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndividualLimit:
    """What a surgeon set for one hip, from one week to another, both included; week 0 are the first 7 days.

    `what` is one of the words that protocols use of the part. `most` is in pounds of weight or degrees of
    flexion, None where no amount is set.
    """

    part: Part
    what: str
    from_week: int = 0
    until_week: int
    most: Decimal | None = None

    def __post_init__(self) -> None:
        if self.what not in words_of(self.part):
            raise Invalid("what", "No protocol says that of this part.", "Choose one of the words offered.")
        if not 0 <= self.from_week <= self.until_week <= LAST_WEEK:
            raise Invalid(
                "until_week",
                f"A limit from week {self.from_week} to week {self.until_week} cannot be.",
                f"Give weeks in order, from 0 to {LAST_WEEK}.",
            )
        check_above_zero("most", "The limit", self.most)
        if self.most is not None and self.part not in UNITS:
            raise Invalid("most", "This part has no amount.", "Leave the amount empty.")
        if self.part is Part.FORBIDDEN and (self.most is None) is (self.what == FLEXION):
            raise Invalid(
                "most",
                "Only flexion is limited by an amount, and always.",
                "Give degrees with flexion alone.",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class RehabilitationChange:
    """All that one hip follows from now on, by a surgeon, and why. It takes the place of what held before."""

    follows: FollowedProtocol
    limits: tuple[IndividualLimit, ...] = ()
    reason: str

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise Invalid("reason", "Rehabilitation is changed with a reason.", "Enter why it is changed.")
        parts = [limit.part for limit in self.limits if limit.part is not Part.FORBIDDEN]
        if len(parts) != len(set(parts)):
            raise Invalid("limits", "One part has two individual limits.", "Set one for each part.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """The protocol a hip follows, in its version, and what a surgeon set for this hip alone."""

    protocol: Protocol
    limits: tuple[IndividualLimit, ...] = ()


def words_of(part: Part) -> tuple[str, ...]:
    """What protocols say of a part, each once: the words an individual limit may use."""
    return tuple(dict.fromkeys(span.what for protocol in PROTOCOLS for span in protocol.spans(part)))


def change_in(entries: Iterable[Entry[object]]) -> Entry[RehabilitationChange] | None:
    """The newest change of rehabilitation, with who made it and when."""
    return latest(entries, RehabilitationChange)


def followed_in(entries: Iterable[Entry[object]]) -> Followed | None:
    """What a hip follows: its newest change, else the protocol of the signed plan. None: nobody chose one.

    Raises NotFound when a protocol is not declared any more in the version that was chosen.
    """
    told = tuple(entries)
    if (change := change_in(told)) is not None:
        return Followed(protocol=change.value.follows.load(), limits=change.value.limits)
    signed, draft = latest(told, SignedPlan), latest(told, Plan)
    if signed is None or (draft is not None and draft.number > signed.number):
        return None
    chosen = signed.value.plan.rehabilitation
    return Followed(protocol=chosen.load()) if chosen is not None else None


def torn_in(entries: Iterable[Entry[object]]) -> str:
    """How much of the tendon was torn: as seen at operation, else as classified, else as read; else empty."""
    told = tuple(entries)
    seen, chosen, read = latest(told, TearSeen), latest(told, Classified), latest(told, MriFindings)
    for found in (seen.value.classified if seen else None, chosen.value if chosen else None):
        if found is not None and found.scheme == LALL and found.chosen in TEARS:
            return TEARS[found.chosen]
    thickness = read.value.tear.thickness if read else None
    return {Thickness.PARTIAL: PARTIAL, Thickness.FULL: FULL}.get(thickness, "") if thickness else ""


def check_change(change: RehabilitationChange, before: Followed | None) -> None:
    """Something is different from before, and its protocol exists; raises Invalid or NotFound otherwise."""
    if before == Followed(protocol=change.follows.load(), limits=change.limits):
        raise Invalid("follows", "Nothing is different from what holds.", "Change the protocol or a limit.")


def check_amounts(change: RehabilitationChange, *, more: bool) -> None:
    """Raises Invalid for more weight than any person has, or an amount above the protocol's own.

    `more`: it is meant to be above what the protocol names, which a slip of the hand would be as well. Where
    the protocol names no amount of that part, the most that any names counts.
    """
    for limit in change.limits:
        if limit.most is None:
            continue
        if limit.part is Part.WEIGHT and limit.most * POUND.value > HEAVIEST.value:
            raise Invalid(
                f"{limit.part}_most",
                f"{limit.most} pounds are more than a person weighs.",
                "Enter the pounds that are allowed.",
            )
        named = most_named(change.follows.load(), limit.part)
        if named is not None and limit.most > named and not more:
            raise Invalid(
                "more",
                f"{limit.part.label}: {limit.most} is more than the {named} that the protocol names.",
                "Tick that it is meant so, or correct the amount.",
            )


def most_named(protocol: Protocol, part: Part) -> Decimal | None:
    """The largest amount a protocol names of a part, else that any names; None where none does."""
    unit = UNITS.get(part)
    for told in ((protocol,), PROTOCOLS):
        limits = (span.limit for one in told for span in one.spans(part))
        named = [limit.value for limit in limits if limit is not None and limit.unit == unit]
        if named:
            return max(named)
    return None
