"""Severe pain when the first weeks after the operation are over."""

from decimal import Decimal

from enthesis.domain.numbers import plain
from enthesis.domain.outcomes.attention.rule import AttentionRule, Looked, Need
from enthesis.domain.outcomes.attention.told import Told
from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.instrument import Direction
from enthesis.domain.outcomes.item import Answer, Item
from enthesis.domain.terms import Sourced

PAIN = "pain"  # the item of each of the forms below

RULE = AttentionRule(
    code="PAIN-1",
    title="Severe pain from six weeks on",
    reads="Pain in the numbers from 0 to 10 and from 0 to 100, and in the Modified Harris Hip Score",
    limits={
        "from": Sourced(42, "d", tag="P", note="Is severe pain looked at from the visit of six weeks on?"),
        "vas-pain-10": Sourced(7, "{score}", tag="P", note="Is pain of 7 or more of 10 severe?"),
        "nrs-pain-10": Sourced(7, "{score}", tag="P", note="Is pain of 7 or more of 10 severe?"),
        "vas-pain-100": Sourced(70, "{score}", tag="P", note="Is pain of 70 or more of 100 severe?"),
        "mhhs": Sourced(
            10, "{points}", tag="P", note="Is pain that seriously limits, 10 points of 44 or fewer, severe?"
        ),
    },
    note="Does severe pain from six weeks on go to a person the same day? Before that it is expected?",
)


def judge(told: Told) -> Looked:
    """The form that tells of the most; at the limit counts. Too early is not known to be of concern."""
    known = [(name, answer) for name in RULE.limits if (answer := _number(told, name)) is not None]
    if not known or told.day is None:
        return RULE.unknown()
    if told.day < RULE.limit("from"):
        return RULE.no()
    severe = [(name, answer) for name, answer in known if _is_severe(name, answer)]
    return RULE.yes(" ".join(_said(*one) for one in severe)) if severe else RULE.no()


def _number(told: Told, instrument: str) -> Decimal | None:
    answer = told.answer(instrument, PAIN)
    return Decimal(str(answer)) if isinstance(answer, int | float) else None


def _is_severe(instrument: str, answer: Decimal) -> bool:
    limit = RULE.limit(instrument)
    lower_better = load_instrument(instrument).scale.direction is Direction.LOWER_BETTER
    return answer >= limit if lower_better else answer <= limit


def _said(instrument: str, answer: Decimal) -> str:
    asked = next(f for f in load_instrument(instrument).fields if f.id == PAIN)
    return f"{load_instrument(instrument).title}: {_in_words(asked, answer)}."


def _in_words(asked: Item, answer: Decimal) -> str:
    if asked.range is not None:
        return f"{plain(answer)} of {asked.range.high}"
    return f"“{next(choice.label for choice in asked.choices if choice.answer == answer)}”"


def _pain(instrument: str, answer: Answer, milestone: str = "6w") -> Told:
    return Told(milestone=milestone, answers={instrument: {PAIN: answer}})


EXAMPLES = (
    ("at the limit", _pain("vas-pain-10", 7), Need.YES),
    ("below it", _pain("vas-pain-10", 6), Need.NO),
    ("as a number", _pain("nrs-pain-10", 10), Need.YES),
    ("of 100, at the limit", _pain("vas-pain-100", 70), Need.YES),
    ("seven of 100", _pain("vas-pain-100", 7), Need.NO),
    ("in words", _pain("mhhs", 10), Need.YES),
    ("moderate, in words", _pain("mhhs", 20), Need.NO),
    ("totally disabling", _pain("mhhs", 0), Need.YES),
    ("at ten years", _pain("vas-pain-10", 8, "10y"), Need.YES),
    ("at two weeks", _pain("vas-pain-10", 9, "2w"), Need.NO),
    ("before the operation", _pain("vas-pain-10", 9, "baseline"), Need.NO),
    ("left out", _pain("vas-pain-10", None), Need.UNKNOWN),
    ("nothing told", Told(milestone="6w"), Need.UNKNOWN),
    ("no milestone", _pain("vas-pain-10", 9, ""), Need.UNKNOWN),
)
