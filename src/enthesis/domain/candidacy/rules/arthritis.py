"""OA-1: an advanced arthritis of the hip is said; a replacement of the joint may serve better."""

from datetime import timedelta

from enthesis.domain.candidacy.facts import NOON, Facts, Tonnis, facts
from enthesis.domain.candidacy.heard import Heard
from enthesis.domain.candidacy.policy import Policy
from enthesis.domain.candidacy.reading import outdated
from enthesis.domain.candidacy.rule import Rule
from enthesis.domain.numbers import plain
from enthesis.domain.terms import Option, Sourced, Tag
from enthesis.domain.verdict import Finding, Verdict

RULE = Rule(
    code="OA-1",
    title="Advanced arthritis",
    row=29,
    reads=("tonnis",),
    verdicts={
        Option.PRP: Verdict.INFO,
        Option.CELLS: Verdict.INFO,
        Option.GRAFT: Verdict.INFO,
        Option.MICROPUNCTURE: Verdict.INFO,
    },
    limits={"from": Sourced(2, "{grade}", tag="V", source="S136")},
    source="S136; rest recalled",
    tag=Tag.RECALLED,
    question="Read the Tönnis grade on a radiograph.",
    note="The source left such hips out of a study: from which grade should the surgeon be told?",
)
STRUCTURAL = (Option.GRAFT, Option.MICROPUNCTURE)


def judge(facts: Facts, option: Option, policy: Policy) -> Finding:
    """Applies from the limit on, the limit included; graft and micropuncture are told of arthroplasty."""
    told = facts.tonnis
    if told is None:
        return RULE.ask(option, policy, "The Tönnis grade is not known.")
    limit = RULE.limit("from", policy).value
    consider = " Consider arthroplasty." if option in STRUCTURAL else ""
    return RULE.find(
        option,
        policy,
        Heard(yes=told.grade >= limit, doubt=outdated("The Tönnis grade", told.at, facts.at, policy)),
        yes=f"Arthritis of Tönnis grade {told.grade}: advanced from grade {plain(limit)} on.{consider}",
        no=f"Tönnis grade {told.grade}, less than {plain(limit)}.",
    )


def _grade(grade: int, *, days_old: int = 0) -> Facts:
    return facts(tonnis=Tonnis(grade=grade, at=NOON - timedelta(days=days_old)))


EXAMPLES = (
    ("below the limit", _grade(1), Option.PRP, Verdict.CLEAR),
    ("at the limit", _grade(2), Option.PRP, Verdict.INFO),
    ("at the limit, cells", _grade(2), Option.CELLS, Verdict.INFO),
    ("at the limit, graft", _grade(2), Option.GRAFT, Verdict.INFO),
    ("at the limit, micropuncture", _grade(2), Option.MICROPUNCTURE, Verdict.INFO),
    ("above the limit", _grade(3), Option.GRAFT, Verdict.INFO),
    ("none", _grade(0), Option.GRAFT, Verdict.CLEAR),
    ("missing", facts(), Option.GRAFT, Verdict.ASK),
    ("current on day 30", _grade(0, days_old=30), Option.GRAFT, Verdict.CLEAR),
    ("stale good", _grade(0, days_old=31), Option.GRAFT, Verdict.ASK),
    ("stale bad", _grade(3, days_old=31), Option.GRAFT, Verdict.INFO),
)
