"""PLT-4: a platelet count below the usual makes a thin product."""

from enthesis.domain.candidacy.facts import Facts, facts
from enthesis.domain.candidacy.labs import judge_lab
from enthesis.domain.candidacy.policy import Policy
from enthesis.domain.candidacy.rule import Rule
from enthesis.domain.terms import Option, Sourced, Tag
from enthesis.domain.verdict import Finding, Verdict

RULE = Rule(
    code="PLT-4",
    title="Low platelets for yield",
    row=9,
    reads=("platelets",),
    verdicts={Option.PRP: Verdict.INFO, Option.CELLS: Verdict.INFO},
    limits={"below": Sourced(150, "10*9/L", tag="R", note="Recalled: below which count is the yield low?")},
    source="recalled",
    tag=Tag.RECALLED,
    question="Enter a current platelet count in ×10⁹/L.",
    note="Recalled: does a low count need to be mentioned?",
)


def judge(facts: Facts, option: Option, policy: Policy) -> Finding:
    """Applies below the limit, not at it. A value in another unit, or one that cannot be true, is asked."""
    return judge_lab(RULE, "platelets", facts, option, policy)


def _with(value: int | str, unit: str = "10*9/L", *, days_old: int = 0) -> Facts:
    return facts(labs={"platelets": (value, unit)}, days_old=days_old)


EXAMPLES = (
    ("below the limit", _with("149.9"), Option.PRP, Verdict.INFO),
    ("below the limit, cells", _with("149.9"), Option.CELLS, Verdict.INFO),
    ("at the limit", _with(150), Option.PRP, Verdict.CLEAR),
    ("above the limit", _with(240), Option.PRP, Verdict.CLEAR),
    ("same number in thousands per microlitre", _with(149, "10*3/uL"), Option.PRP, Verdict.INFO),
    ("another unit is not converted", _with(240000, "/uL"), Option.PRP, Verdict.ASK),
    ("too high to be true", _with(88000, "10*9/L"), Option.PRP, Verdict.ASK),
    ("too low to be true", _with(0, "10*9/L"), Option.PRP, Verdict.ASK),
    ("missing", facts(), Option.PRP, Verdict.ASK),
    ("current on day 30", _with(240, days_old=30), Option.PRP, Verdict.CLEAR),
    ("stale good", _with(240, days_old=31), Option.PRP, Verdict.ASK),
    ("stale bad", _with("149.9", days_old=31), Option.PRP, Verdict.INFO),
)
