"""HB-1: an anaemia is a caution."""

from enthesis.domain.candidacy.facts import Facts, facts
from enthesis.domain.candidacy.labs import judge_lab
from enthesis.domain.candidacy.policy import Policy
from enthesis.domain.candidacy.rule import Rule
from enthesis.domain.terms import Option, Sourced, Tag
from enthesis.domain.verdict import Finding, Verdict

RULE = Rule(
    code="HB-1",
    title="Anaemia",
    row=10,
    reads=("haemoglobin",),
    verdicts={
        Option.PRP: Verdict.WARN,
        Option.CELLS: Verdict.WARN,
        Option.GRAFT: Verdict.INFO,
        Option.MICROPUNCTURE: Verdict.INFO,
    },
    limits={"below": Sourced(10, "g/dL", tag="V", source="S73, S74")},
    source="S73, S74",
    tag=Tag.VERIFIED,
    question="Enter a current haemoglobin in g/dL.",
)


def judge(facts: Facts, option: Option, policy: Policy) -> Finding:
    """Applies below the limit, not at it. A value in another unit, or one that cannot be true, is asked."""
    return judge_lab(RULE, "haemoglobin", facts, option, policy)


def _with(value: int | str, unit: str = "g/dL", *, days_old: int = 0) -> Facts:
    return facts(labs={"haemoglobin": (value, unit)}, days_old=days_old)


EXAMPLES = (
    ("below the limit", _with("9.9"), Option.PRP, Verdict.WARN),
    ("below the limit, cells", _with("9.9"), Option.CELLS, Verdict.WARN),
    ("below the limit, graft", _with("9.9"), Option.GRAFT, Verdict.INFO),
    ("below the limit, micropuncture", _with("9.9"), Option.MICROPUNCTURE, Verdict.INFO),
    ("at the limit", _with(10), Option.PRP, Verdict.CLEAR),
    ("above the limit", _with("13.5"), Option.PRP, Verdict.CLEAR),
    ("below the limit in grams per litre", _with(99, "g/L"), Option.PRP, Verdict.WARN),
    ("at the limit in grams per litre", _with(100, "g/L"), Option.PRP, Verdict.CLEAR),
    ("above the limit in grams per litre", _with(135, "g/L"), Option.PRP, Verdict.CLEAR),
    ("another unit is not converted", _with("8.4", "mmol/L"), Option.PRP, Verdict.ASK),
    ("no unit", _with("13.5", ""), Option.PRP, Verdict.ASK),
    ("grams per litre taken for decilitre", _with(135, "g/dL"), Option.PRP, Verdict.ASK),
    ("grams per decilitre taken for litre", _with("13.5", "g/L"), Option.PRP, Verdict.ASK),
    ("missing", facts(), Option.PRP, Verdict.ASK),
    ("current on day 30", _with("13.5", days_old=30), Option.PRP, Verdict.CLEAR),
    ("stale good", _with("13.5", days_old=31), Option.PRP, Verdict.ASK),
    ("stale bad", _with("9.9", days_old=31), Option.PRP, Verdict.WARN),
)
