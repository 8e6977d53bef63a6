"""ANA-1: bupivacaine where platelets go harms them."""

from datetime import timedelta

from enthesis.domain.candidacy.facts import NOON, Anaesthetic, Facts, LocalAnaesthetic, facts
from enthesis.domain.candidacy.heard import Heard
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
    version=2,
)
HARM = {
    Option.PRP: "fewer platelets live and adhere",
    Option.CELLS: "it harms platelets, and cells may fare alike",
}


def judge(facts: Facts, option: Option, policy: Policy) -> Finding:
    """Applies to bupivacaine of any strength. What it does to marrow cells was not tested there."""
    told = facts.anaesthetic
    if told is None:
        return RULE.ask(
            option, policy, "It is not known which anaesthetic is planned where the product goes."
        )
    heard = Heard(
        yes=told.drug is LocalAnaesthetic.BUPIVACAINE,
        doubt=outdated("The answer about the anaesthetic", told.at, facts.at, policy),
    )
    return RULE.find(
        option,
        policy,
        heard,
        yes=f"Bupivacaine is planned where the product goes: {HARM[option]}.",
        no="No bupivacaine is planned where the product goes.",
    )


def _planned(drug: LocalAnaesthetic, *, days_old: int = 0) -> Facts:
    return facts(anaesthetic=Anaesthetic(drug=drug, at=NOON - timedelta(days=days_old)))


EXAMPLES = (
    ("bupivacaine", _planned(LocalAnaesthetic.BUPIVACAINE), Option.PRP, Verdict.WARN),
    ("bupivacaine, cells", _planned(LocalAnaesthetic.BUPIVACAINE), Option.CELLS, Verdict.WARN),
    ("another", _planned(LocalAnaesthetic.LIDOCAINE), Option.PRP, Verdict.CLEAR),
    ("none", _planned(LocalAnaesthetic.NONE), Option.PRP, Verdict.CLEAR),
    ("missing", facts(), Option.PRP, Verdict.ASK),
    ("stale good", _planned(LocalAnaesthetic.NONE, days_old=31), Option.PRP, Verdict.ASK),
    ("stale bad", _planned(LocalAnaesthetic.BUPIVACAINE, days_old=31), Option.PRP, Verdict.WARN),
)
