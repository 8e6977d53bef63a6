"""The patient wrote something to the team: words are read by a person, whatever they say."""

from enthesis.domain.outcomes.attention.rule import AttentionRule, Looked, Need
from enthesis.domain.outcomes.attention.told import RoundTold, Told

RULE = AttentionRule(
    code="WORDS-1",
    title="Wrote to the team",
    reads="The words at the end of a round",
    note="Is everything a patient writes read the same day, without a search for words in it?",
)


def judge(told: Told) -> Looked:
    if told.said is None or not told.said.words.strip():
        return RULE.unknown()
    return RULE.yes(f"Wrote: “{told.said.words.strip()}”")


EXAMPLES = (
    ("a line", Told(milestone="6w", said=RoundTold(milestone="6w", words="My knee swells.")), Need.YES),
    ("thanks", Told(milestone="", said=RoundTold(milestone="", words="Thank you!")), Need.YES),
    (
        "only the question answered",
        Told(milestone="6w", said=RoundTold(milestone="6w", words=" ", bears_weight=True)),
        Need.UNKNOWN,
    ),
    ("nothing told", Told(milestone="6w"), Need.UNKNOWN),
)
