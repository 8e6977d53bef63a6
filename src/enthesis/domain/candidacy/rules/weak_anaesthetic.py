"""ANA-2: lidocaine or ropivacaine where platelets go was acceptable in one strength and up to one part."""

from datetime import timedelta
from decimal import Decimal

from enthesis.domain.candidacy.facts import NOON, Anaesthetic, Facts, LocalAnaesthetic, facts
from enthesis.domain.candidacy.policy import Policy
from enthesis.domain.candidacy.reading import outdated
from enthesis.domain.candidacy.rule import Rule
from enthesis.domain.numbers import in_words, plain
from enthesis.domain.terms import Option, Sourced, Tag
from enthesis.domain.verdict import Finding, Verdict

RULE = Rule(
    code="ANA-2",
    title="Lidocaine or ropivacaine where the product goes",
    row=None,
    reads=("anaesthetic",),
    verdicts={Option.PRP: Verdict.INFO},
    limits={
        "lidocaine": Sourced(1, "%", tag="V", source="S79"),
        "ropivacaine": Sourced("0.5", "%", tag="V", source="S79"),
        "parts_to_one": Sourced(1, "1", tag="V", source="S79"),
    },
    source="S79",
    tag=Tag.VERIFIED,
    question="Ask which local anaesthetic is to be given where the product goes, and how strong it is.",
    note="That it is said, and no more, is a proposal: is it enough?",
)


def judge(facts: Facts, option: Option, policy: Policy) -> Finding:
    """Applies to both drugs; the sentence says whether their strength is the one that was studied.

    A strength that is not known is asked, and so is another drug than the three that were studied.
    """
    told = facts.anaesthetic
    if told is None:
        return RULE.ask(
            option, policy, "It is not known which anaesthetic is planned where the product goes."
        )
    if told.drug is LocalAnaesthetic.OTHER:
        return RULE.ask(option, policy, "The anaesthetic where the product goes is one that was not studied.")
    stale = outdated("The answer about the anaesthetic", told.at, facts.at, policy)
    if told.drug not in RULE.limits:
        sentence = "No lidocaine or ropivacaine is planned where the product goes."
        return RULE.conclude(option, policy, applies=False, sentence=sentence, outdated=stale)
    unknown = "" if told.percent is not None else f"The strength of {told.drug} is not known."
    return RULE.conclude(
        option, policy, applies=True, sentence=_sentence(told, policy), outdated=stale or unknown
    )


def _sentence(told: Anaesthetic, policy: Policy) -> str:
    studied, parts = RULE.limit(told.drug, policy), plain(RULE.limit("parts_to_one", policy).value)
    name = told.drug.capitalize()
    if told.percent is not None and told.percent > studied.value:
        stronger = f"{name} {plain(told.percent)} % is planned where the product goes"
        return f"{stronger}: only {in_words(studied)} was studied."
    return f"{name} is planned where the product goes: {in_words(studied)} was acceptable up to {parts}:1."


def _planned(drug: LocalAnaesthetic, percent: str | None = None, *, days_old: int = 0) -> Facts:
    strength = None if percent is None else Decimal(percent)
    return facts(anaesthetic=Anaesthetic(drug=drug, percent=strength, at=NOON - timedelta(days=days_old)))


NONE, BUPIVACAINE, LIDOCAINE, ROPIVACAINE, OTHER = LocalAnaesthetic

EXAMPLES = (
    ("lidocaine below the limit", _planned(LIDOCAINE, "0.5"), Option.PRP, Verdict.INFO),
    ("lidocaine at the limit", _planned(LIDOCAINE, "1"), Option.PRP, Verdict.INFO),
    ("lidocaine above the limit", _planned(LIDOCAINE, "2"), Option.PRP, Verdict.INFO),
    ("ropivacaine below the limit", _planned(ROPIVACAINE, "0.2"), Option.PRP, Verdict.INFO),
    ("ropivacaine at the limit", _planned(ROPIVACAINE, "0.5"), Option.PRP, Verdict.INFO),
    ("ropivacaine above the limit", _planned(ROPIVACAINE, "0.75"), Option.PRP, Verdict.INFO),
    ("strength missing", _planned(LIDOCAINE), Option.PRP, Verdict.INFO),
    ("bupivacaine is judged elsewhere", _planned(BUPIVACAINE, "0.5"), Option.PRP, Verdict.CLEAR),
    ("one that was not studied", _planned(OTHER), Option.PRP, Verdict.ASK),
    ("none", _planned(NONE), Option.PRP, Verdict.CLEAR),
    ("missing", facts(), Option.PRP, Verdict.ASK),
    ("stale good", _planned(NONE, days_old=31), Option.PRP, Verdict.ASK),
    ("stale bad", _planned(LIDOCAINE, "1", days_old=31), Option.PRP, Verdict.INFO),
)
