"""A sign that must not wait was ticked."""

from enthesis.domain.outcomes.attention.rule import AttentionRule, Looked, Need
from enthesis.domain.outcomes.attention.told import Ticked, Told

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
    if not told.signs.asked:
        return RULE.no()
    return RULE.yes(f"Ticked: {'. '.join(told.signs.asked)}.", urgent=told.signs.is_emergency)


def _ticked(*signs: str, urgent: bool = False, milestone: str = "6w") -> Told:
    return Told(milestone=milestone, signs=Ticked(asked=signs, is_emergency=urgent))


EXAMPLES = (
    ("an emergency", _ticked("A swollen calf", urgent=True), Need.YES),
    ("a call today", _ticked("Pus"), Need.YES),
    ("two of them", _ticked("Pus", "A pop in the hip"), Need.YES),
    ("asked, and none", _ticked(), Need.NO),
    ("before the operation", _ticked("Fever", urgent=True, milestone="baseline"), Need.YES),
    ("not asked", Told(milestone="6w"), Need.UNKNOWN),
)
