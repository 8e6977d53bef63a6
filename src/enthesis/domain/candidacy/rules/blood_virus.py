"""VIR-1: a virus in the blood is no bar to autologous products, but laboratory and staff must know."""

from enthesis.domain.candidacy.facts import Facts, facts
from enthesis.domain.candidacy.heard import hear
from enthesis.domain.candidacy.policy import Policy
from enthesis.domain.candidacy.rule import Rule
from enthesis.domain.terms import Option, Tag
from enthesis.domain.verdict import Finding, Verdict

RULE = Rule(
    code="VIR-1",
    title="HIV, hepatitis B or C",
    row=20,
    reads=("blood_virus",),
    verdicts={
        Option.PRP: Verdict.WARN,
        Option.CELLS: Verdict.WARN,
        Option.GRAFT: Verdict.INFO,
        Option.MICROPUNCTURE: Verdict.INFO,
    },
    source="recalled",
    tag=Tag.RECALLED,
    question="Enter whether HIV, hepatitis B or hepatitis C is positive.",
    version=2,
    note="Recalled: is a warning enough where the product is the patient's own?",
)
OWN = (Option.PRP, Option.CELLS)


def judge(facts: Facts, option: Option, policy: Policy) -> Finding:
    """Applies to any of the three."""
    heard = hear(
        facts.blood_virus,
        facts,
        policy,
        what="whether HIV, hepatitis B or hepatitis C is positive",
        about="HIV and hepatitis",
    )
    return RULE.find(
        option,
        policy,
        heard,
        yes=(
            "HIV, hepatitis B or hepatitis C is positive. The patient's own product may still be used: "
            "laboratory and staff must know."
            if option in OWN
            else "HIV, hepatitis B or hepatitis C is positive: laboratory and staff must know."
        ),
        no="HIV, hepatitis B and hepatitis C are negative.",
    )


EXAMPLES = (
    ("yes", facts(yes=["blood_virus"]), Option.PRP, Verdict.WARN),
    ("yes, cells", facts(yes=["blood_virus"]), Option.CELLS, Verdict.WARN),
    ("yes, graft", facts(yes=["blood_virus"]), Option.GRAFT, Verdict.INFO),
    ("yes, micropuncture", facts(yes=["blood_virus"]), Option.MICROPUNCTURE, Verdict.INFO),
    ("no", facts(no=["blood_virus"]), Option.PRP, Verdict.CLEAR),
    ("missing", facts(), Option.PRP, Verdict.ASK),
    ("current on day 30", facts(no=["blood_virus"], days_old=30), Option.PRP, Verdict.CLEAR),
    ("stale good", facts(no=["blood_virus"], days_old=31), Option.PRP, Verdict.ASK),
    ("stale bad", facts(yes=["blood_virus"], days_old=31), Option.PRP, Verdict.WARN),
)
