"""PLT-1: a critically low platelet count keeps platelet products out."""

from enthesis.domain.candidacy.facts import Facts, facts
from enthesis.domain.candidacy.labs import judge_lab
from enthesis.domain.candidacy.policy import Policy
from enthesis.domain.candidacy.rule import Rule
from enthesis.domain.terms import Option, Sourced, Tag
from enthesis.domain.verdict import Finding, Verdict

RULE = Rule(
    code="PLT-1",
    title="Critical thrombocytopenia",
    row=7,
    reads=("platelets",),
    verdicts={
        Option.PRP: Verdict.BLOCK,
        Option.CELLS: Verdict.WARN,
        Option.GRAFT: Verdict.WARN,
        Option.MICROPUNCTURE: Verdict.WARN,
    },
    limits={
        "below": Sourced(50, "10*9/L", tag="R", note="The source gives no number: which count is critical?")
    },
    source="S73; limit recalled",
    tag=Tag.RECALLED,
    question="Enter a current platelet count in ×10⁹/L.",
    note="The source says contra-indicated; that it blocks is a proposal: should it?",
)


def judge(facts: Facts, option: Option, policy: Policy) -> Finding:
    """Applies below the limit, not at it. A count in another unit, or one that cannot be true, is asked."""
    return judge_lab(RULE, "platelets", facts, option, policy)


EXAMPLES = (
    ("below the limit", facts(platelets=42), Option.PRP, Verdict.BLOCK),
    ("below the limit, cells", facts(platelets=42), Option.CELLS, Verdict.WARN),
    ("below the limit, graft", facts(platelets=42), Option.GRAFT, Verdict.WARN),
    ("below the limit, micropuncture", facts(platelets=42), Option.MICROPUNCTURE, Verdict.WARN),
    ("just below the limit", facts(platelets="49.9"), Option.PRP, Verdict.BLOCK),
    ("at the limit", facts(platelets=50), Option.PRP, Verdict.CLEAR),
    ("above the limit", facts(platelets=88), Option.PRP, Verdict.CLEAR),
    (
        "same number in thousands per microlitre",
        facts(platelets=42, unit="10*3/uL"),
        Option.PRP,
        Verdict.BLOCK,
    ),
    ("missing", facts(), Option.PRP, Verdict.ASK),
    ("another unit is not converted", facts(platelets=240000, unit="/uL"), Option.PRP, Verdict.ASK),
    ("the printed trap 105/uL", facts(platelets=105, unit="/uL"), Option.PRP, Verdict.ASK),
    ("no unit", facts(platelets=240, unit=""), Option.PRP, Verdict.ASK),
    ("too high to be true", facts(platelets=88000), Option.PRP, Verdict.ASK),
    ("too low to be true", facts(platelets=0), Option.PRP, Verdict.ASK),
    ("current on day 30", facts(platelets=88, days_old=30), Option.PRP, Verdict.CLEAR),
    ("stale good", facts(platelets=88, days_old=31), Option.PRP, Verdict.ASK),
    ("stale bad", facts(platelets=42, days_old=31), Option.PRP, Verdict.BLOCK),
)
