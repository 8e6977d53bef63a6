"""All rules of the folder, their numbers by policy key, and whether a policy speaks of what exists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise

from enthesis.domain.candidacy.facts import Facts
from enthesis.domain.candidacy.labs import ANALYTES
from enthesis.domain.candidacy.policy import HIGHEST, SHARED, Policy, PolicyAction, PolicyValue
from enthesis.domain.candidacy.rule import Judge, Rule
from enthesis.domain.discovery import modules
from enthesis.domain.errors import Invalid
from enthesis.domain.numbers import plain, with_unit
from enthesis.domain.terms import Option, Sourced
from enthesis.domain.verdict import Verdict

# Numbers whose order is fixed: those of a pair that says what can be differ, the others may be equal.
PLAUSIBLE = tuple((f"{fact}.lowest", f"{fact}.highest") for fact in ANALYTES)
IN_ORDER = (
    ("PLT-1.below", "PLT-2.below", "PLT-4.below"),
    ("NSAID-2.afterwards_from", "NSAID-2.afterwards_to"),
)

FOLDER = "enthesis.domain.candidacy.rules"

Example = tuple[str, Facts, Option, Verdict]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """One file of the folder: the declaration, the judgement, and the examples it must satisfy."""

    rule: Rule
    judge: Judge
    examples: tuple[Example, ...]


@cache
def chapters() -> tuple[Chapter, ...]:
    """Every rule, by code. Raises LookupError for a file that lacks a name, or two rules with one code."""
    found: dict[str, Chapter] = {}
    for module in modules(FOLDER, "RULE", "judge", "EXAMPLES"):
        chapter = Chapter(rule=module.RULE, judge=module.judge, examples=module.EXAMPLES)
        if chapter.rule.code in found:
            raise LookupError(f"{module.__name__} repeats the code {chapter.rule.code}: give it another.")
        found[chapter.rule.code] = chapter
    return tuple(found[code] for code in sorted(found))


def rules() -> tuple[Rule, ...]:
    """Every rule's declaration, by code."""
    return tuple(c.rule for c in chapters())


def version(book: Sequence[Chapter]) -> str:
    """Which rules were used, each with its version: `INF-2@1 NSAID-1@1 …`."""
    return " ".join(sorted(f"{c.rule.code}@{c.rule.version}" for c in book))


def numbers() -> Mapping[str, Sourced]:
    """Every number a judgement may depend on, as shipped, by the key under which a policy may change it."""
    own = {f"{r.code}.{name}": limit for r in rules() for name, limit in r.limits.items()}
    return {**SHARED, **own}


def check_policy(policy: Policy) -> None:
    """Afterwards the policy speaks only of numbers and rules that exist, in their units.

    Raises `Invalid` for an unknown key, another unit, a number that cannot stand beside the others, a rule or
    option that is not judged, or an action on a rule that nobody may override.
    """
    known, by_code = numbers(), {r.code: r for r in rules()}
    for value in policy.values:
        if value.key not in known:
            raise Invalid(value.key, f"No rule has a number called {value.key}.", "Choose one of the list.")
        policy.limit(value.key, known[value.key])
        highest = HIGHEST.get(value.key)
        if highest is not None and value.value > highest.value:
            raise Invalid(
                value.key,
                f"{value.key} cannot be {with_unit(value.value, value.unit)}.",
                f"Choose at most {with_unit(highest.value, highest.unit)}.",
            )
    _check_order(policy, known)
    for action in policy.actions:
        rule = by_code.get(action.rule)
        if rule is None or action.option not in rule.verdicts:
            raise Invalid(
                action.rule, f"No rule {action.rule} judges {action.option.label}.", "Choose one of the list."
            )
        if not rule.overridable:
            raise Invalid(
                action.rule, f"{rule.title} ({rule.code}) always blocks.", "Leave its action as shipped."
            )


def check_is_decided(policy: Policy, *, on: date) -> None:
    """Raises `Invalid` when something of the policy is dated after this day."""
    every: tuple[PolicyValue | PolicyAction, ...] = (*policy.values, *policy.actions)
    for decided in every:
        if decided.decided_on > on:
            raise Invalid(
                decided.key if isinstance(decided, PolicyValue) else decided.rule,
                f"This was decided on {decided.decided_on.isoformat()}: that day has not come yet.",
                "Enter the day it was decided.",
            )


def _check_order(policy: Policy, known: Mapping[str, Sourced]) -> None:
    """Raises `Invalid`, coded by the policy's own number, where two cannot stand together."""
    pairs = [(pair, True) for pair in PLAUSIBLE]
    pairs += [(pair, False) for chain in IN_ORDER for pair in pairwise(chain)]
    for (low, high), apart in pairs:
        lower, upper = (policy.limit(key, known[key]).value for key in (low, high))
        if lower > upper or (apart and lower == upper):
            mine = low if policy.decided(low) else high
            raise Invalid(
                mine,
                f"{low} is {plain(lower)} and {high} is {plain(upper)}: the first must be "
                f"{'lower' if apart else 'no higher'}.",
                f"Change {low} or {high}.",
            )
