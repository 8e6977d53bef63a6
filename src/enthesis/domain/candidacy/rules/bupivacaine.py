"""ANA-1: bupivacaine where platelets go harms them."""

from datetime import timedelta
from functools import reduce

from enthesis.domain.candidacy.facts import NOON, Anaesthetic, BlockDrug, Facts, LocalAnaesthetic, facts
from enthesis.domain.candidacy.heard import Heard, either
from enthesis.domain.candidacy.policy import Policy
from enthesis.domain.candidacy.reading import outdated
from enthesis.domain.candidacy.rule import Rule
from enthesis.domain.terms import Option, Tag
from enthesis.domain.verdict import Finding, Verdict

RULE = Rule(
    code="ANA-1",
    title="Bupivacaine where the product goes",
    row=None,
    reads=("anaesthetic",),
    verdicts={Option.PRP: Verdict.WARN, Option.CELLS: Verdict.WARN},
    source="S79",
    tag=Tag.VERIFIED,
    question="Ask which local anaesthetic is to be given where the product goes.",
    note=(
        "The source tested platelets and one strength, 0.75 %; that any strength warns, and that it warns of "
        "cells too, is a proposal: should it?"
    ),
    version=3,
)
HARM = {
    Option.PRP: "fewer platelets live and adhere",
    Option.CELLS: "it harms platelets, and cells may fare alike",
}


def judge(facts: Facts, option: Option, policy: Policy) -> Finding:
    """Applies to bupivacaine of any strength. What it does to marrow cells was not tested there.

    Another than those that are told apart is asked about: it may be bupivacaine by a name of its own.
    """
    told = facts.anaesthetic
    if told is None:
        return RULE.ask(
            option, policy, "It is not known which anaesthetic is planned where the product goes."
        )
    stale = outdated("The answer about the anaesthetic", told.at, facts.at, policy)
    heard = reduce(either, (_hear(brought) for brought in told.brought))
    return RULE.find(
        option,
        policy,
        Heard(yes=heard.yes, doubt=" ".join(filter(None, (heard.doubt, stale)))),
        yes=f"Bupivacaine is planned where the product goes: {HARM[option]}.",
        no="No bupivacaine is planned where the product goes.",
    )


def _hear(brought: BlockDrug | None) -> Heard:
    if brought is None:
        return Heard(
            yes=None, doubt="It is not known what is given where the product goes besides the block."
        )
    if brought.drug is LocalAnaesthetic.OTHER:
        return Heard(yes=None, doubt="One of those planned is not told apart here: it may hold bupivacaine.")
    return Heard(yes=brought.drug is LocalAnaesthetic.BUPIVACAINE)


def _planned(drug: LocalAnaesthetic, *, days_old: int = 0) -> Facts:
    return facts(anaesthetic=Anaesthetic(drug=drug, at=NOON - timedelta(days=days_old)))


def _with_block(drug: LocalAnaesthetic | None, block: LocalAnaesthetic) -> Facts:
    return facts(anaesthetic=Anaesthetic(drug=drug, block=BlockDrug(drug=block), at=NOON))


BUPIVACAINE, ROPIVACAINE, NONE, OTHER = (
    LocalAnaesthetic.BUPIVACAINE,
    LocalAnaesthetic.ROPIVACAINE,
    LocalAnaesthetic.NONE,
    LocalAnaesthetic.OTHER,
)

EXAMPLES = (
    ("bupivacaine", _planned(BUPIVACAINE), Option.PRP, Verdict.WARN),
    ("bupivacaine, cells", _planned(BUPIVACAINE), Option.CELLS, Verdict.WARN),
    ("another", _planned(LocalAnaesthetic.LIDOCAINE), Option.PRP, Verdict.CLEAR),
    ("none", _planned(NONE), Option.PRP, Verdict.CLEAR),
    ("not told apart", _planned(OTHER), Option.PRP, Verdict.ASK),
    ("not told apart, cells", _planned(OTHER), Option.CELLS, Verdict.ASK),
    ("bupivacaine besides the block", _with_block(BUPIVACAINE, ROPIVACAINE), Option.PRP, Verdict.WARN),
    ("bupivacaine by the block", _with_block(None, BUPIVACAINE), Option.CELLS, Verdict.WARN),
    ("one not told apart beside it", _with_block(OTHER, BUPIVACAINE), Option.PRP, Verdict.WARN),
    ("none besides the block", _with_block(NONE, ROPIVACAINE), Option.PRP, Verdict.CLEAR),
    ("not known besides the block", _with_block(None, ROPIVACAINE), Option.PRP, Verdict.ASK),
    ("a block not told apart", _with_block(NONE, OTHER), Option.CELLS, Verdict.ASK),
    ("missing", facts(), Option.PRP, Verdict.ASK),
    ("stale good", _planned(NONE, days_old=31), Option.PRP, Verdict.ASK),
    ("stale bad", _planned(BUPIVACAINE, days_old=31), Option.PRP, Verdict.WARN),
)
