"""DM-1: a diabetes out of control heals badly."""

from enthesis.domain.candidacy.facts import Facts, facts
from enthesis.domain.candidacy.labs import judge_lab
from enthesis.domain.candidacy.policy import Policy
from enthesis.domain.candidacy.rule import Rule
from enthesis.domain.terms import Option, Sourced, Tag
from enthesis.domain.verdict import Finding, Verdict

RULE = Rule(
    code="DM-1",
    title="Uncontrolled diabetes",
    row=26,
    reads=("hba1c",),
    verdicts={
        Option.PRP: Verdict.INFO,
        Option.CELLS: Verdict.INFO,
        Option.GRAFT: Verdict.WARN,
        Option.MICROPUNCTURE: Verdict.WARN,
    },
    limits={
        "above": Sourced(8, "%", tag="R", note="Recalled: above which HbA1c is a diabetes uncontrolled?")
    },
    source="recalled",
    tag=Tag.RECALLED,
    question="Enter a current HbA1c in %.",
    note="Recalled: is it a caution for what is added to the repair?",
)


def judge(facts: Facts, option: Option, policy: Policy) -> Finding:
    """Applies above the limit, not at it. A value in another unit, or one that cannot be true, is asked."""
    return judge_lab(RULE, "hba1c", facts, option, policy)


def _with(value: int | str, unit: str = "%", *, days_old: int = 0) -> Facts:
    return facts(labs={"hba1c": (value, unit)}, days_old=days_old)


EXAMPLES = (
    ("above the limit", _with("8.1"), Option.PRP, Verdict.INFO),
    ("above the limit, cells", _with("8.1"), Option.CELLS, Verdict.INFO),
    ("above the limit, graft", _with("8.1"), Option.GRAFT, Verdict.WARN),
    ("above the limit, micropuncture", _with("8.1"), Option.MICROPUNCTURE, Verdict.WARN),
    ("at the limit", _with(8), Option.PRP, Verdict.CLEAR),
    ("below the limit", _with("7.9"), Option.PRP, Verdict.CLEAR),
    ("another unit is not converted", _with(64, "mmol/mol"), Option.PRP, Verdict.ASK),
    ("no unit", _with("6.5", ""), Option.PRP, Verdict.ASK),
    ("a fraction taken for per cent", _with("0.08", "%"), Option.PRP, Verdict.ASK),
    ("too high to be true", _with(64, "%"), Option.PRP, Verdict.ASK),
    ("missing", facts(), Option.PRP, Verdict.ASK),
    ("current on day 30", _with("7.9", days_old=30), Option.PRP, Verdict.CLEAR),
    ("stale good", _with("7.9", days_old=31), Option.PRP, Verdict.ASK),
    ("stale bad", _with("8.1", days_old=31), Option.PRP, Verdict.INFO),
)
