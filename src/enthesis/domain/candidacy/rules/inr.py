"""COAG-2: a high INR stops a harvest of marrow."""

from enthesis.domain.candidacy.facts import Facts, facts
from enthesis.domain.candidacy.labs import judge_lab
from enthesis.domain.candidacy.policy import Policy
from enthesis.domain.candidacy.rule import Rule
from enthesis.domain.terms import Option, Sourced, Tag
from enthesis.domain.verdict import Finding, Verdict

RULE = Rule(
    code="COAG-2",
    title="High INR",
    row=14,
    reads=("inr",),
    verdicts={Option.CELLS: Verdict.BLOCK},
    limits={"above": Sourced("1.5", "{INR}", tag="R", note="Recalled: above which INR is no marrow taken?")},
    source="recalled",
    tag=Tag.RECALLED,
    question="Enter a current INR.",
    note="Recalled: does a high INR block a harvest of marrow?",
)


def judge(facts: Facts, option: Option, policy: Policy) -> Finding:
    """Applies above the limit, not at it. A value in another unit, or one that cannot be true, is asked.

    It is asked of everybody, whether an anticoagulant is taken or not.
    """
    return judge_lab(RULE, "inr", facts, option, policy)


def _with(value: int | str, unit: str = "{INR}", *, days_old: int = 0) -> Facts:
    return facts(labs={"inr": (value, unit)}, days_old=days_old)


EXAMPLES = (
    ("above the limit, cells", _with("1.6"), Option.CELLS, Verdict.BLOCK),
    ("at the limit", _with("1.5"), Option.CELLS, Verdict.CLEAR),
    ("below the limit", _with("1.4"), Option.CELLS, Verdict.CLEAR),
    ("just above the limit", _with("1.51", "{INR}"), Option.CELLS, Verdict.BLOCK),
    ("another unit is not converted", _with(70, "%"), Option.CELLS, Verdict.ASK),
    ("no unit", _with("1.1", ""), Option.CELLS, Verdict.ASK),
    ("too high to be true", _with(70, "{INR}"), Option.CELLS, Verdict.ASK),
    ("too low to be true", _with("0.1", "{INR}"), Option.CELLS, Verdict.ASK),
    ("missing", facts(), Option.CELLS, Verdict.ASK),
    ("current on day 30", _with("1.4", days_old=30), Option.CELLS, Verdict.CLEAR),
    ("stale good", _with("1.4", days_old=31), Option.CELLS, Verdict.ASK),
    ("stale bad", _with("1.6", days_old=31), Option.CELLS, Verdict.BLOCK),
)
