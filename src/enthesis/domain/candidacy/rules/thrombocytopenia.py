"""PLT-2: a low platelet count is a caution."""

from enthesis.domain.candidacy.facts import Facts, facts
from enthesis.domain.candidacy.labs import judge_lab
from enthesis.domain.candidacy.policy import Policy
from enthesis.domain.candidacy.rule import Rule
from enthesis.domain.terms import Option, Sourced, Tag
from enthesis.domain.verdict import Finding, Verdict

RULE = Rule(
    code="PLT-2",
    title="Thrombocytopenia",
    row=8,
    reads=("platelets",),
    verdicts={
        Option.PRP: Verdict.WARN,
        Option.CELLS: Verdict.WARN,
        Option.GRAFT: Verdict.INFO,
        Option.MICROPUNCTURE: Verdict.INFO,
    },
    limits={"below": Sourced(100, "10*9/L", tag="V", source="S73, S74")},
    source="S73, S74",
    tag=Tag.VERIFIED,
    question="Enter a current platelet count in ×10⁹/L.",
)


def judge(facts: Facts, option: Option, policy: Policy) -> Finding:
    """Applies below the limit, not at it. A count in another unit, or one that cannot be true, is asked."""
    return judge_lab(RULE, "platelets", facts, option, policy)


EXAMPLES = (
    ("below the limit", facts(platelets=88), Option.PRP, Verdict.WARN),
    ("below the limit, cells", facts(platelets=88), Option.CELLS, Verdict.WARN),
    ("below the limit, graft", facts(platelets=88), Option.GRAFT, Verdict.INFO),
    ("below the limit, micropuncture", facts(platelets=88), Option.MICROPUNCTURE, Verdict.INFO),
    ("just below the limit", facts(platelets="99.9"), Option.PRP, Verdict.WARN),
    ("at the limit", facts(platelets=100), Option.PRP, Verdict.CLEAR),
    ("above the limit", facts(platelets=240), Option.PRP, Verdict.CLEAR),
    (
        "same number in thousands per microlitre",
        facts(platelets=88, unit="10*3/uL"),
        Option.PRP,
        Verdict.WARN,
    ),
    ("missing", facts(), Option.PRP, Verdict.ASK),
    ("another unit is not converted", facts(platelets=240000, unit="/uL"), Option.PRP, Verdict.ASK),
    ("the printed trap 105/uL", facts(platelets=105, unit="/uL"), Option.PRP, Verdict.ASK),
    ("no unit", facts(platelets=240, unit=""), Option.PRP, Verdict.ASK),
    ("too high to be true", facts(platelets=88000), Option.PRP, Verdict.ASK),
    ("too low to be true", facts(platelets=0), Option.PRP, Verdict.ASK),
    ("current on day 30", facts(platelets=240, days_old=30), Option.PRP, Verdict.CLEAR),
    ("stale good", facts(platelets=240, days_old=31), Option.PRP, Verdict.ASK),
    ("stale bad", facts(platelets=88, days_old=31), Option.PRP, Verdict.WARN),
)
