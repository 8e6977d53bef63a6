"""The patient is hardly satisfied with the result of surgery."""

from enthesis.domain.numbers import plain
from enthesis.domain.outcomes.attention.rule import AttentionRule, Looked, Need
from enthesis.domain.outcomes.attention.told import Told
from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.item import Answer
from enthesis.domain.terms import Sourced

ITEM = "satisfaction"

RULE = AttentionRule(
    code="SAT-1",
    title="Hardly satisfied",
    reads="Satisfaction from 0 to 10 and from 0 to 100",
    limits={
        "satisfaction-10": Sourced(
            3, "{score}", tag="P", note="Is satisfaction of 3 or less of 10 to be looked at?"
        ),
        "satisfaction-100": Sourced(
            30, "{score}", tag="P", note="Is satisfaction of 30 or less of 100 to be looked at?"
        ),
    },
    note="Does very low satisfaction go to a person the same day?",
)


def judge(told: Told) -> Looked:
    """At the limit counts."""
    known = [(name, a) for name in RULE.limits if isinstance(a := told.answer(name, ITEM), int | float)]
    if not known:
        return RULE.unknown()
    low = [(name, answer) for name, answer in known if answer <= RULE.limit(name)]
    return RULE.yes(" ".join(_said(*one) for one in low)) if low else RULE.no()


def _said(instrument: str, answer: int | float) -> str:
    declared = load_instrument(instrument)
    return f"{declared.title}: {answer:g} of {plain(declared.scale.high)}."


def _satisfied(answer: Answer, instrument: str = "satisfaction-10") -> Told:
    return Told(milestone="1y", answers={instrument: {ITEM: answer}})


EXAMPLES = (
    ("at the limit", _satisfied(3), Need.YES),
    ("above it", _satisfied(4), Need.NO),
    ("not at all", _satisfied(0), Need.YES),
    ("of 100, at the limit", _satisfied(30, "satisfaction-100"), Need.YES),
    ("of 100, above it", _satisfied(31, "satisfaction-100"), Need.NO),
    ("left out", _satisfied(None), Need.UNKNOWN),
    ("nothing told", Told(milestone="1y"), Need.UNKNOWN),
)
