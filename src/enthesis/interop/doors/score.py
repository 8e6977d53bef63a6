"""What one person's answers to one instrument are worth."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from enthesis.domain.errors import Problem
from enthesis.domain.outcomes.catalogue import instruments, load_instrument
from enthesis.domain.outcomes.instrument import Instrument, by_number
from enthesis.domain.outcomes.scoring import score_each
from enthesis.interop.door import Door, Example, Word
from enthesis.interop.refusal import Refusal, quoted
from enthesis.interop.tidy import tidy

Given = float | Literal["na"] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """By number or id of the item: the points of the answer; null where it is missing, "na" where it does not
    apply. What is absent is missing."""

    answers: Mapping[str, Given]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """`score` is rounded half up to two decimals, or null with the `reason`. `answered` counts the items with
    a number that belong to the scale; `imputed` names the items that were filled in for the person."""

    score: Decimal | None
    answered: int
    imputed: tuple[str, ...]
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredByScale:
    """The same for an instrument of several scales, each by the id of the scale."""

    score: dict[str, Decimal | None]
    answered: dict[str, int]
    imputed: dict[str, tuple[str, ...]]
    reason: dict[str, str | None]


DOOR = Door(
    name="score",
    title="Score an instrument's answers",
    takes=Sheet,
    gives=(Scored, ScoredByScale),
    word=Word(name="INSTRUMENT", what="an instrument", choices=lambda: tuple(instruments())),
    notes=(
        "Items are named by their published number or by their id, answers by their points; both stand in "
        "[Instruments](instruments.md). A branch of item 8 is 8a, 8b or 8c.",
        "A score is never capped: the Modified Harris Hip Score reaches 100.1.",
    ),
)


def answer(sheet: Sheet, name: str) -> Scored | ScoredByScale:
    """The score of each scale; an answer that cannot be is refused at its own key."""
    instrument = load_instrument(name)
    keys = _keys(instrument, sheet.answers)
    try:
        scores = score_each(instrument, {item: sheet.answers[key] for item, key in keys.items()})
    except Problem as problem:
        raise Refusal(str(problem), _place(keys, problem.code)) from None
    told = {
        s.scale: Scored(
            score=None if s.value is None else tidy(s.value),
            answered=s.answered,
            imputed=s.imputed,
            reason=s.reason,
        )
        for s in scores
    }
    return _by_scale(told) if len(told) > 1 else told[scores[0].scale]


def _by_scale(told: Mapping[str, Scored]) -> ScoredByScale:
    return ScoredByScale(
        score={scale: s.score for scale, s in told.items()},
        answered={scale: s.answered for scale, s in told.items()},
        imputed={scale: s.imputed for scale, s in told.items()},
        reason={scale: s.reason for scale, s in told.items()},
    )


def _keys(instrument: Instrument, answers: Mapping[str, Given]) -> dict[str, str]:
    """By the item's id, the key it was answered under."""
    keys: dict[str, str] = {}
    for key in answers:
        item = _item(instrument.id, key)
        if item in keys:
            raise Refusal(f"{quoted(keys[item])} and {quoted(key)} are the same item.", ("answers",))
        keys[item] = key
    return keys


@lru_cache(maxsize=1000)
def _item(instrument: str, key: str) -> str:
    if not key[:1].isdecimal():
        return key
    try:
        return by_number(load_instrument(instrument), key)
    except Problem as problem:
        raise Refusal(str(problem), ("answers",)) from None


def _place(keys: Mapping[str, str], item: str) -> tuple[str, ...]:
    return ("answers", keys[item]) if item in keys else ("answers",)


_MIXED = {"1": 30, "2": 8, "3": 11, "4": 8, "5": 2, "6": 4, "7": 5, "8": 1}

EXAMPLES = (
    Example(
        name="by number",
        word="mhhs",
        asks={"answers": _MIXED},
        gives={"score": 75.9, "answered": 8, "imputed": [], "reason": None},
    ),
    Example(
        name="by id, a list for a list; a missing answer gives no score",
        word="vas-pain-10",
        asks=[{"answers": {"pain": 3}}, {"answers": {"pain": None}}],
        gives=[
            {"score": 3, "answered": 1, "imputed": [], "reason": None},
            {
                "score": None,
                "answered": 0,
                "imputed": [],
                "reason": "No score: nothing that counts was answered.",
            },
        ],
    ),
)
