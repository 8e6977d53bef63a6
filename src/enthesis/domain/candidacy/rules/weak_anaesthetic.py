"""ANA-2: lidocaine or ropivacaine where platelets go was acceptable in one strength and up to one part."""

from datetime import timedelta
from decimal import Decimal

from enthesis.domain.candidacy.facts import NOON, Anaesthetic, BlockDrug, Facts, LocalAnaesthetic, facts
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
    version=2,
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
    stale = outdated("The answer about the anaesthetic", told.at, facts.at, policy)
    doubt = " ".join(filter(None, (*(_doubt(brought) for brought in told.brought), stale)))
    found = [b for b in told.brought if b is not None and b.drug in RULE.limits]
    if found:
        sentence = " ".join(_sentence(brought, policy) for brought in found)
        return RULE.conclude(option, policy, applies=True, sentence=sentence, outdated=doubt)
    sentence = "No lidocaine or ropivacaine is planned where the product goes."
    return RULE.conclude(option, policy, applies=False, sentence=sentence, outdated=doubt)


def _doubt(brought: BlockDrug | None) -> str:
    """Why one of what is given there must be asked about; empty where it need not be."""
    if brought is None:
        return "It is not known what is given where the product goes besides the block."
    if brought.drug is LocalAnaesthetic.OTHER:
        return "The anaesthetic where the product goes is one that was not studied."
    is_open = brought.drug in RULE.limits and brought.percent is None
    return f"The strength of {brought.drug} is not known." if is_open else ""


def _sentence(brought: BlockDrug, policy: Policy) -> str:
    studied, parts = RULE.limit(brought.drug, policy), plain(RULE.limit("parts_to_one", policy).value)
    name = brought.drug.capitalize()
    if brought.percent is not None and brought.percent > studied.value:
        stronger = f"{name} {plain(brought.percent)} % is planned where the product goes"
        return f"{stronger}: only {in_words(studied)} was studied."
    return f"{name} is planned where the product goes: {in_words(studied)} was acceptable up to {parts}:1."


def _planned(drug: LocalAnaesthetic, percent: str | None = None, *, days_old: int = 0) -> Facts:
    strength = None if percent is None else Decimal(percent)
    return facts(anaesthetic=Anaesthetic(drug=drug, percent=strength, at=NOON - timedelta(days=days_old)))


def _with_block(drug: LocalAnaesthetic | None, block: LocalAnaesthetic, percent: str) -> Facts:
    brought = BlockDrug(drug=block, percent=Decimal(percent))
    return facts(anaesthetic=Anaesthetic(drug=drug, block=brought, at=NOON))


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
    ("by the block, and nothing else", _with_block(NONE, ROPIVACAINE, "0.5"), Option.PRP, Verdict.INFO),
    ("bupivacaine besides the block", _with_block(BUPIVACAINE, LIDOCAINE, "1"), Option.PRP, Verdict.INFO),
    ("by the block, else not known", _with_block(None, LIDOCAINE, "1"), Option.PRP, Verdict.INFO),
    (
        "bupivacaine by the block, else not known",
        _with_block(None, BUPIVACAINE, "1"),
        Option.PRP,
        Verdict.ASK,
    ),
    ("missing", facts(), Option.PRP, Verdict.ASK),
    ("stale good", _planned(NONE, days_old=31), Option.PRP, Verdict.ASK),
    ("stale bad", _planned(LIDOCAINE, "1", days_old=31), Option.PRP, Verdict.INFO),
)
