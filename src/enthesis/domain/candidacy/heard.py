"""A fact as a rule hears it: yes, no or not known, and why it must be asked (again). Two are heard as one."""

from dataclasses import dataclass
from datetime import date

from enthesis.domain.candidacy.facts import Facts, LastDay, LastDose, Told
from enthesis.domain.candidacy.policy import Policy
from enthesis.domain.candidacy.reading import day_after, elapsed, outdated, span
from enthesis.domain.terms import Sourced


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """`yes` speaks for the rule and is None when it is not known; `doubt` is empty when it is current."""

    yes: bool | None
    doubt: str = ""

    @property
    def is_no(self) -> bool:
        """Whether it is known, at present, that it is not so."""
        return self.yes is False and not self.doubt


def hear(told: Told | None, facts: Facts, policy: Policy, *, what: str, about: str) -> Heard:
    """A yes or no. `what` follows “It is not known”; `about` names the answer."""
    if told is None:
        return Heard(yes=None, doubt=f"It is not known {what}.")
    return Heard(yes=told.answer, doubt=outdated(f"The answer about {about}", told.at, facts.at, policy))


def hear_day(
    told: LastDay | None, facts: Facts, policy: Policy, limit: Sourced, *, what: str, about: str
) -> Heard:
    """Whether it last happened within the limit, the limit included.

    An answer older than the limit says nothing about the days since: it is asked again.
    """
    if told is None:
        return Heard(yes=None, doubt=f"It is not known {what}.")
    return Heard(
        yes=told.on is not None and _is_recent(told.on, facts.at.date(), limit),
        doubt=outdated(f"The answer about {about}", told.at, facts.at, policy, limit),
    )


def hear_dose(
    told: LastDose | None, facts: Facts, policy: Policy, limit: Sourced, *, what: str, about: str
) -> Heard:
    """As `hear_day`, to the hour."""
    if told is None:
        return Heard(yes=None, doubt=f"It is not known {what}.")
    return Heard(
        yes=told.taken is not None and elapsed(told.taken, facts.at) <= span(limit),
        doubt=outdated(f"The answer about {about}", told.at, facts.at, policy, limit),
    )


def both(one: Heard, other: Heard) -> Heard:
    """Yes when both are; a current no to one settles it, whatever is known of the other."""
    if one.is_no or other.is_no:
        return Heard(yes=False)
    doubt = _joined(one, other)
    if one.yes is None or other.yes is None:
        return Heard(yes=None, doubt=doubt)
    return Heard(yes=one.yes and other.yes, doubt=doubt)


def either(one: Heard, other: Heard) -> Heard:
    """Yes when one is; what is doubtful of the other is still asked."""
    doubt = _joined(one, other)
    if one.yes or other.yes:
        return Heard(yes=True, doubt=doubt)
    if one.yes is None or other.yes is None:
        return Heard(yes=None, doubt=doubt)
    return Heard(yes=False, doubt=doubt)


def _joined(*heard: Heard) -> str:
    return " ".join(h.doubt for h in heard if h.doubt)


def _is_recent(on: date, at: date, limit: Sourced) -> bool:
    return at <= day_after(on, limit)
