"""The patient says that they cannot put weight on the leg, or cannot walk at all."""

from enthesis.domain.outcomes.attention.rule import AttentionRule, Looked, Need
from enthesis.domain.outcomes.attention.told import RoundTold, Told
from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.item import NOT_APPLICABLE, Answer

UNABLE: dict[tuple[str, str], int] = {
    ("mhhs", "support"): -1,
    ("mhhs", "distance"): 0,
    ("hos-adl", "standing"): 0,
    ("hos-adl", "first-steps"): 0,
}
"""The answers that say so, by instrument and item."""

RULE = AttentionRule(
    code="LOAD-1",
    title="Cannot put weight on the leg",
    reads="The direct question at the end of a round; walking aid and distance of the Modified Harris Hip "
    "Score; standing and the first steps of the Hip Outcome Score",
    note="Do these answers say so, at every milestone, also while the leg is still protected?",
)


def judge(told: Told) -> Looked:
    """The direct question, or any of the items; what does not apply says nothing."""
    if told.said is not None and told.said.bears_weight is False:
        return RULE.yes("Says they cannot put weight on the leg.")
    known = {place: told.answer(*place) for place in UNABLE}
    for place, answer in known.items():
        if answer == UNABLE[place]:
            return RULE.yes(_said(*place, answer))
    said = told.said is not None and told.said.bears_weight is not None
    is_known = said or any(answer not in (None, NOT_APPLICABLE) for answer in known.values())
    return RULE.no() if is_known else RULE.unknown()


def _said(instrument: str, item: str, answer: Answer) -> str:
    asked = next(field for field in load_instrument(instrument).fields if field.id == item)
    label = next(choice.label for choice in asked.choices if choice.answer == answer)
    return f"{asked.topic}: “{label}”."


def _answered(instrument: str, item: str, answer: Answer) -> Told:
    return Told(milestone="6w", answers={instrument: {item: answer}})


EXAMPLES = (
    ("says no", Told(milestone="6w", said=RoundTold(milestone="6w", bears_weight=False)), Need.YES),
    ("says yes", Told(milestone="6w", said=RoundTold(milestone="6w", bears_weight=True)), Need.NO),
    ("left it out", Told(milestone="6w", said=RoundTold(milestone="6w", words="Hello")), Need.UNKNOWN),
    ("cannot walk", _answered("mhhs", "support", -1), Need.YES),
    ("two crutches carry weight", _answered("mhhs", "support", 0), Need.NO),
    ("bed and chair only", _answered("mhhs", "distance", 0), Need.YES),
    ("the first steps are not possible", _answered("hos-adl", "first-steps", 0), Need.YES),
    ("the first steps are hard", _answered("hos-adl", "first-steps", 1), Need.NO),
    ("does not apply", _answered("hos-adl", "first-steps", "na"), Need.UNKNOWN),
    ("left out", _answered("mhhs", "support", None), Need.UNKNOWN),
    ("another form", _answered("vas-pain-10", "pain", 0), Need.UNKNOWN),
    ("nothing told", Told(milestone="6w"), Need.UNKNOWN),
)  # fmt: skip
