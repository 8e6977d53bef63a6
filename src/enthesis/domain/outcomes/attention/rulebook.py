"""Every rule of attention, found in its folder, and what they find in what a patient told."""

from dataclasses import dataclass
from functools import cache

from enthesis.domain.discovery import modules
from enthesis.domain.outcomes.attention.rule import AttentionRule, Judge, Looked, Need
from enthesis.domain.outcomes.attention.told import Told

FOLDER = "enthesis.domain.outcomes.attention.rules"

Example = tuple[str, Told, Need]
"""A name, what was told, and whether a person should look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """One file of the folder: the declaration, the judgement, and the examples it must satisfy."""

    rule: AttentionRule
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


def rules() -> tuple[AttentionRule, ...]:
    """Every rule's declaration, by code."""
    return tuple(chapter.rule for chapter in chapters())


def title_of(code: str) -> str:
    """What a rule is called; its code where there is no such rule any more."""
    return next((rule.title for rule in rules() if rule.code == code), code)


def look(told: Told) -> tuple[Looked, ...]:
    """What each rule found, the urgent first; also what is unknown."""
    found = tuple(chapter.judge(told) for chapter in chapters())
    return tuple(sorted(found, key=lambda looked: not looked.urgent))
