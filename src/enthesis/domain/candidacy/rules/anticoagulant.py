"""COAG-1: an anticoagulant is a caution for a draw; what it means for the surgery is decided there."""

from datetime import datetime, timedelta

from enthesis.domain.candidacy.facts import NOON, Anticoagulation, BloodThinner, Facts, facts
from enthesis.domain.candidacy.heard import Heard
from enthesis.domain.candidacy.policy import Policy
from enthesis.domain.candidacy.reading import elapsed, outdated, span
from enthesis.domain.candidacy.rule import Rule
from enthesis.domain.numbers import in_words
from enthesis.domain.terms import Option, Sourced, Tag
from enthesis.domain.verdict import Finding, Verdict

RULE = Rule(
    code="COAG-1",
    title="Anticoagulant",
    row=14,
    reads=("anticoagulation",),
    verdicts={
        Option.PRP: Verdict.WARN,
        Option.CELLS: Verdict.WARN,
        Option.GRAFT: Verdict.ASK,
        Option.MICROPUNCTURE: Verdict.ASK,
    },
    limits={
        "doac_within": Sourced(
            72, "h", tag="R", note="Recalled as 48 to 72 hours since the last dose: which holds?"
        )
    },
    source="recalled",
    tag=Tag.RECALLED,
    question="Ask which anticoagulant is taken and, of a direct oral one, when it was last taken.",
    note="Recalled: is a warning enough, and who decides for each surgery?",
)
DRAWN = (Option.PRP, Option.CELLS)
NAMES = {
    BloodThinner.WARFARIN: "Warfarin",
    BloodThinner.HEPARIN: "Heparin",
    BloodThinner.DOAC: "A direct oral anticoagulant",
}


def judge(facts: Facts, option: Option, policy: Policy) -> Finding:
    """Applies while one is taken; for a draw, of a direct oral one, within the limit of its last dose.

    For graft and micropuncture every anticoagulant is a question to those who plan the surgery.
    """
    told = facts.anticoagulation
    if told is None:
        return RULE.ask(option, policy, "It is not known whether an anticoagulant is taken.")
    if told.drug is BloodThinner.DOAC and option in DRAWN:
        return _judge_doac(told, facts, option, policy)
    taken = told.drug is not BloodThinner.NONE
    what = f"{NAMES[told.drug]} is taken." if taken else "No anticoagulant is taken."
    decide = "" if option in DRAWN or not taken else " Decide with its prescriber what it means here."
    heard = Heard(yes=taken, doubt=_doubt(told, facts, policy))
    return RULE.find(option, policy, heard, yes=f"{what}{decide}", no=what)


def _judge_doac(told: Anticoagulation, facts: Facts, option: Option, policy: Policy) -> Finding:
    limit, name = RULE.limit("doac_within", policy), NAMES[told.drug]
    if told.taken is None:
        return RULE.ask(option, policy, f"{name} is taken, and its last dose is not known.")
    heard = Heard(yes=elapsed(told.taken, facts.at) <= span(limit), doubt=_doubt(told, facts, policy, limit))
    return RULE.find(
        option,
        policy,
        heard,
        yes=f"{name} was taken within {in_words(limit)}.",
        no=f"{name} was last taken more than {in_words(limit)} ago.",
    )


def _doubt(told: Anticoagulation, facts: Facts, policy: Policy, *limits: Sourced) -> str:
    return outdated("The answer about anticoagulants", told.at, facts.at, policy, *limits)


def _taking(drug: BloodThinner, *, hours: int | None = None, days_old: int = 0) -> Facts:
    taken: datetime | None = None if hours is None else NOON - timedelta(hours=hours)
    told = Anticoagulation(drug=drug, taken=taken, at=NOON - timedelta(days=days_old))
    return facts(anticoagulation=told)


NONE, WARFARIN, HEPARIN, DOAC = BloodThinner

EXAMPLES = (
    ("warfarin", _taking(WARFARIN), Option.PRP, Verdict.WARN),
    ("warfarin, cells", _taking(WARFARIN), Option.CELLS, Verdict.WARN),
    ("warfarin, graft: decided for each surgery", _taking(WARFARIN), Option.GRAFT, Verdict.ASK),
    ("warfarin, micropuncture", _taking(WARFARIN), Option.MICROPUNCTURE, Verdict.ASK),
    ("heparin", _taking(HEPARIN), Option.PRP, Verdict.WARN),
    ("direct oral, below the limit", _taking(DOAC, hours=71), Option.PRP, Verdict.WARN),
    ("direct oral, at the limit", _taking(DOAC, hours=72), Option.CELLS, Verdict.WARN),
    ("direct oral, above the limit", _taking(DOAC, hours=73), Option.CELLS, Verdict.CLEAR),
    ("direct oral, above the limit, graft", _taking(DOAC, hours=73), Option.GRAFT, Verdict.ASK),
    ("direct oral, last dose missing", _taking(DOAC), Option.PRP, Verdict.ASK),
    ("none", _taking(NONE), Option.PRP, Verdict.CLEAR),
    ("none, graft", _taking(NONE), Option.GRAFT, Verdict.CLEAR),
    ("missing", facts(), Option.PRP, Verdict.ASK),
    ("stale good", _taking(NONE, days_old=31), Option.PRP, Verdict.ASK),
    ("stale good: direct oral", _taking(DOAC, hours=200, days_old=4), Option.PRP, Verdict.ASK),
    ("stale bad", _taking(WARFARIN, days_old=31), Option.PRP, Verdict.WARN),
)
