"""A change of the site's policy: what is wanted, what differs between two versions, what is kept of each."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from enthesis.domain.candidacy.naming import action_name, number_name
from enthesis.domain.candidacy.policy import Policy, PolicyAction, PolicyValue
from enthesis.domain.candidacy.rulebook import check_is_decided, check_policy, numbers, rules
from enthesis.domain.errors import Invalid
from enthesis.domain.numbers import in_words, with_unit
from enthesis.domain.terms import Option, PersonId, PracticeId
from enthesis.domain.verdict import Assessment, Verdict


class Origin(StrEnum):
    """Where a version of the policy was written."""

    FILE = "file"
    PAGE = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyVersion:
    """One version of a practice's policy: from when, who put it in force, why. `by` is None for a file."""

    practice: PracticeId
    number: int
    policy: Policy
    origin: Origin
    at: datetime
    by: PersonId | None = None
    name: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedNumber:
    """What a number shall be; None for what is shipped."""

    key: str
    value: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedAction:
    """What shall happen when a rule applies to an option; None for what is shipped."""

    rule: str
    option: Option
    verdict: Verdict | None


@dataclass(frozen=True, slots=True)
class Difference:
    """One number or action that two versions decide differently, in words."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What another policy would make of one option of one hip; None where no rule speaks of it."""

    option: Option
    before: Verdict | None
    after: Verdict | None
    held_before: bool
    held_after: bool


def amended(
    policy: Policy,
    wanted: Sequence[WantedNumber],
    actions: Sequence[WantedAction],
    *,
    version: str,
    by: str,
    on: date,
) -> Policy:
    """The policy with what is wanted, under a new version. What is wanted as it stands keeps who decided it.

    Raises `Invalid` when nothing changes, and for everything `check_policy` refuses.
    """
    values = {value.key: value for value in policy.values}
    for one in wanted:
        kept = values.pop(one.key, None)
        if one.value is not None:
            same = kept is not None and kept.value == one.value
            values[one.key] = kept if kept and same else _value(one.key, one.value, by=by, on=on)
    decided = {(action.rule, action.option): action for action in policy.actions}
    for want in actions:
        place = want.rule, want.option
        before = decided.pop(place, None)
        if want.verdict is not None:
            same = before is not None and before.verdict is want.verdict
            decided[place] = (
                before if before and same else _action(want.rule, want.option, want.verdict, by=by, on=on)
            )
    made = Policy(
        version=version,
        values=tuple(values[key] for key in sorted(values)),
        actions=tuple(decided[place] for place in sorted(decided)),
    )
    if not differences(policy, made):
        raise Invalid("policy", "Nothing is changed.", "Change a number or an action first.")
    check_policy(made)
    check_is_decided(made, on=on)
    return made


def _value(key: str, value: Decimal, *, by: str, on: date) -> PolicyValue:
    known = numbers()
    if key not in known:
        raise Invalid(key, f"No rule has a number called {key}.", "Choose one of the list.")
    return PolicyValue(key=key, value=value, unit=known[key].unit, decided_by=by, decided_on=on)


def _action(rule: str, option: Option, verdict: Verdict, *, by: str, on: date) -> PolicyAction:
    return PolicyAction(rule=rule, option=option, verdict=verdict, decided_by=by, decided_on=on)


def differences(before: Policy, after: Policy) -> tuple[Difference, ...]:
    """What the two decide differently, numbers first; who decided it is not compared."""
    return tuple(_differing(before, after))


def _differing(before: Policy, after: Policy) -> Iterator[Difference]:
    for key in sorted({value.key for policy in (before, after) for value in policy.values}):
        if (one := _number_in(before, key)) != (two := _number_in(after, key)):
            yield Difference(number_name(key), one, two)
    places = {(action.rule, action.option) for policy in (before, after) for action in policy.actions}
    for rule, option in sorted(places):
        if (one := _action_in(before, rule, option)) != (two := _action_in(after, rule, option)):
            yield Difference(action_name(rule, option), one, two)


def _number_in(policy: Policy, key: str) -> str:
    decided, shipped = policy.decided(key), numbers().get(key)
    if decided is not None:
        return with_unit(decided.value, decided.unit)
    return f"as shipped, {in_words(shipped)}" if shipped else "as shipped"


def _action_in(policy: Policy, code: str, option: Option) -> str:
    for action in policy.actions:
        if (action.rule, action.option) == (code, option):
            return action.verdict.word
    shipped = next((rule.verdicts.get(option) for rule in rules() if rule.code == code), None)
    return f"as shipped, {shipped.word}" if shipped is not None else "as shipped"


def effects(judge: Callable[[Policy], Assessment], before: Policy, after: Policy) -> tuple[Effect, ...]:
    """The options of one hip that would be judged otherwise, by the worst verdict or what holds it back."""
    one, two = judge(before), judge(after)
    found = (
        Effect(o, one.worst(o), two.worst(o), bool(one.obstacles(o)), bool(two.obstacles(o))) for o in Option
    )
    return tuple(e for e in found if (e.before, e.held_before) != (e.after, e.held_after))
