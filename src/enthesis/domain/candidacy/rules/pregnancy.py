"""PREG-1: nothing is added electively in pregnancy or while breast-feeding."""

from datetime import date, timedelta

from enthesis.domain.candidacy.facts import NOON, Expecting, Facts, Pregnancy, facts
from enthesis.domain.candidacy.policy import SHIPPED, Policy
from enthesis.domain.candidacy.reading import day_after, outdated
from enthesis.domain.candidacy.rule import Rule
from enthesis.domain.terms import Option, Sourced, Tag
from enthesis.domain.verdict import Finding, Verdict

RULE = Rule(
    code="PREG-1",
    title="Pregnancy or breast-feeding",
    row=19,
    reads=("pregnancy",),
    verdicts={
        Option.PRP: Verdict.BLOCK,
        Option.CELLS: Verdict.BLOCK,
        Option.GRAFT: Verdict.BLOCK,
        Option.MICROPUNCTURE: Verdict.BLOCK,
    },
    limits={
        "below_age": Sourced(
            55, "a", tag="P", note="From which birthday on is a pregnancy no longer asked about?"
        )
    },
    source="S140; elective surgery recalled",
    tag=Tag.RECALLED,
    question="Ask whether the patient is pregnant or breast-feeding.",
    note="The source is a clinic's page that says contra-indicated; that it blocks is a proposal: should it?",
)
SENTENCES = {
    Expecting.PREGNANT: "The patient is pregnant.",
    Expecting.BREAST_FEEDING: "The patient is breast-feeding.",
    Expecting.NEITHER: "The patient is neither pregnant nor breast-feeding.",
    Expecting.NOT_POSSIBLE: "A pregnancy is not possible.",
}
STOPPING = (Expecting.PREGNANT, Expecting.BREAST_FEEDING)


def judge(facts: Facts, option: Option, policy: Policy) -> Finding:
    """Applies to both. That a pregnancy is not possible does not become old; the other answers do."""
    told = facts.pregnancy
    if told is None:
        return RULE.ask(option, policy, "It is not known whether the patient is pregnant or breast-feeding.")
    ages = told.status is not Expecting.NOT_POSSIBLE or told.at > facts.at
    return RULE.conclude(
        option,
        policy,
        applies=told.status in STOPPING,
        sentence=SENTENCES[told.status],
        outdated=outdated("The answer about pregnancy", told.at, facts.at, policy) if ages else "",
    )


def may_be_pregnant(*, female: bool | None, born_on: date | None, on: date, policy: Policy = SHIPPED) -> bool:
    """Whether to ask: not of a man, and not from the birthday on that the policy names.

    Where sex or birthday is not known, it is asked.
    """
    if female is False:
        return False
    return born_on is None or on < day_after(born_on, RULE.limit("below_age", policy))


def _told(status: Expecting, *, days_old: int = 0) -> Facts:
    return facts(pregnancy=Pregnancy(status=status, at=NOON - timedelta(days=days_old)))


PREGNANT, BREAST_FEEDING, NEITHER, NOT_POSSIBLE = Expecting

EXAMPLES = (
    ("pregnant", _told(PREGNANT), Option.PRP, Verdict.BLOCK),
    ("pregnant, cells", _told(PREGNANT), Option.CELLS, Verdict.BLOCK),
    ("pregnant, graft", _told(PREGNANT), Option.GRAFT, Verdict.BLOCK),
    ("pregnant, micropuncture", _told(PREGNANT), Option.MICROPUNCTURE, Verdict.BLOCK),
    ("breast-feeding", _told(BREAST_FEEDING), Option.PRP, Verdict.BLOCK),
    ("neither", _told(NEITHER), Option.PRP, Verdict.CLEAR),
    ("not possible", _told(NOT_POSSIBLE), Option.PRP, Verdict.CLEAR),
    ("missing", facts(), Option.PRP, Verdict.ASK),
    ("current on day 30", _told(NEITHER, days_old=30), Option.PRP, Verdict.CLEAR),
    ("stale good", _told(NEITHER, days_old=31), Option.PRP, Verdict.ASK),
    ("stale bad", _told(PREGNANT, days_old=31), Option.PRP, Verdict.BLOCK),
    ("not possible stays so", _told(NOT_POSSIBLE, days_old=400), Option.PRP, Verdict.CLEAR),
)
