"""WILL-1: who does not accept the risks gets nothing added; nobody may decide otherwise."""

from enthesis.domain.candidacy.facts import Facts, facts
from enthesis.domain.candidacy.heard import hear
from enthesis.domain.candidacy.policy import Policy
from enthesis.domain.candidacy.rule import Rule
from enthesis.domain.terms import Option, Tag
from enthesis.domain.verdict import Finding, Verdict

RULE = Rule(
    code="WILL-1",
    title="Risks not accepted",
    row=24,
    reads=("unwilling",),
    verdicts={
        Option.PRP: Verdict.BLOCK,
        Option.CELLS: Verdict.BLOCK,
        Option.GRAFT: Verdict.BLOCK,
        Option.MICROPUNCTURE: Verdict.BLOCK,
    },
    source="S74",
    tag=Tag.VERIFIED,
    question="Ask whether the patient accepts the risks.",
    note="The source says contra-indicated; that it blocks every option is a proposal: should it?",
    overridable=False,
    version=2,
)


def judge(facts: Facts, option: Option, policy: Policy) -> Finding:
    """Applies when the patient does not accept the risks."""
    heard = hear(
        facts.unwilling, facts, policy, what="whether the patient accepts the risks", about="the risks"
    )
    return RULE.find(
        option,
        policy,
        heard,
        yes="The patient does not accept the risks.",
        no="The patient accepts the risks.",
    )


EXAMPLES = (
    ("yes", facts(yes=["unwilling"]), Option.PRP, Verdict.BLOCK),
    ("yes, cells", facts(yes=["unwilling"]), Option.CELLS, Verdict.BLOCK),
    ("yes, graft", facts(yes=["unwilling"]), Option.GRAFT, Verdict.BLOCK),
    ("yes, micropuncture", facts(yes=["unwilling"]), Option.MICROPUNCTURE, Verdict.BLOCK),
    ("no", facts(no=["unwilling"]), Option.PRP, Verdict.CLEAR),
    ("missing", facts(), Option.PRP, Verdict.ASK),
    ("current on day 30", facts(no=["unwilling"], days_old=30), Option.PRP, Verdict.CLEAR),
    ("stale good", facts(no=["unwilling"], days_old=31), Option.PRP, Verdict.ASK),
    ("stale bad", facts(yes=["unwilling"], days_old=31), Option.PRP, Verdict.BLOCK),
)
