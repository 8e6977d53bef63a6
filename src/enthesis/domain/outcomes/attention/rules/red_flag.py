"""A sign that must not wait was ticked."""

from enthesis.domain.outcomes.attention.rule import AttentionRule, Looked, Need
from enthesis.domain.outcomes.attention.told import Told
from enthesis.domain.practice.red_flags import Urgency, questions, signs_told

RULE = AttentionRule(
    code="SIGN-1",
    title="A sign that must not wait",
    reads="The signs asked before the questions",
    note="Does each ticked sign go to the list of the same day, whatever the patient was told to do?",
)


def judge(told: Told) -> Looked:
    """Any ticked sign; urgent where it needs emergency care."""
    if told.signs is None:
        return RULE.unknown()
    if told.signs.urgency is None:
        return RULE.no()
    asked = ". ".join(questions(told.signs.ticked))
    return RULE.yes(f"Ticked: {asked}.", urgent=told.signs.urgency is Urgency.EMERGENCY)


def _ticked(*signs: str, milestone: str = "6w") -> Told:
    return Told(milestone=milestone, signs=signs_told(milestone, frozenset(signs)))


EXAMPLES = (
    ("an emergency", _ticked("clot"), Need.YES),
    ("a call today", _ticked("wound"), Need.YES),
    ("asked, and none", _ticked(), Need.NO),
    ("before the operation", _ticked("weight_loss", milestone="baseline"), Need.YES),
    ("not asked", Told(milestone="6w"), Need.UNKNOWN),
)
