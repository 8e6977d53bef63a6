"""TOB-1: tobacco is a caution."""

from enthesis.domain.candidacy.facts import Facts, facts
from enthesis.domain.candidacy.heard import hear
from enthesis.domain.candidacy.policy import Policy
from enthesis.domain.candidacy.rule import Rule
from enthesis.domain.terms import Option, Tag
from enthesis.domain.verdict import Finding, Verdict

RULE = Rule(
    code="TOB-1",
    title="Tobacco",
    row=18,
    reads=("tobacco",),
    verdicts={
        Option.PRP: Verdict.WARN,
        Option.CELLS: Verdict.WARN,
        Option.GRAFT: Verdict.WARN,
        Option.MICROPUNCTURE: Verdict.WARN,
    },
    source="S74",
    tag=Tag.VERIFIED,
    question="Ask whether the patient uses tobacco at present.",
)


def judge(facts: Facts, option: Option, policy: Policy) -> Finding:
    """Applies to present use; former use does not count."""
    heard = hear(facts.tobacco, facts, policy, what="whether the patient uses tobacco", about="tobacco")
    return RULE.find(
        option, policy, heard, yes="The patient uses tobacco.", no="The patient does not use tobacco."
    )


EXAMPLES = (
    ("yes", facts(yes=["tobacco"]), Option.PRP, Verdict.WARN),
    ("yes, cells", facts(yes=["tobacco"]), Option.CELLS, Verdict.WARN),
    ("yes, graft", facts(yes=["tobacco"]), Option.GRAFT, Verdict.WARN),
    ("yes, micropuncture", facts(yes=["tobacco"]), Option.MICROPUNCTURE, Verdict.WARN),
    ("no", facts(no=["tobacco"]), Option.PRP, Verdict.CLEAR),
    ("missing", facts(), Option.PRP, Verdict.ASK),
    ("current on day 30", facts(no=["tobacco"], days_old=30), Option.PRP, Verdict.CLEAR),
    ("stale good", facts(no=["tobacco"], days_old=31), Option.PRP, Verdict.ASK),
    ("stale bad", facts(yes=["tobacco"], days_old=31), Option.PRP, Verdict.WARN),
)
