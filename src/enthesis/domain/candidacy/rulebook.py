"""All rules of the folder, their numbers by policy key, and whether a policy speaks of what exists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from enthesis.domain.candidacy.facts import Facts
from enthesis.domain.candidacy.policy import SHARED, Policy
from enthesis.domain.candidacy.rule import Judge, Rule
from enthesis.domain.discovery import modules
from enthesis.domain.errors import Invalid
from enthesis.domain.terms import Option, Sourced
from enthesis.domain.verdict import Verdict

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

    Raises `Invalid` for an unknown key, another unit, a rule or option that is not judged, or an action on a
    rule that nobody may override.
    """
    known, by_code = numbers(), {r.code: r for r in rules()}
    for value in policy.values:
        if value.key not in known:
            raise Invalid(value.key, f"No rule has a number called {value.key}.", "Choose one of the list.")
        policy.limit(value.key, known[value.key])
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
