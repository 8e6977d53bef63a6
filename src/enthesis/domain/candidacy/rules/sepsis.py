"""INF-1: a sepsis stops everything that is put in; nobody may decide otherwise."""

from enthesis.domain.candidacy.facts import Facts, facts
from enthesis.domain.candidacy.heard import hear
from enthesis.domain.candidacy.policy import Policy
from enthesis.domain.candidacy.rule import Rule
from enthesis.domain.terms import Option, Tag
from enthesis.domain.verdict import Finding, Verdict

RULE = Rule(
    code="INF-1",
    title="Sepsis",
    row=4,
    reads=("sepsis",),
    verdicts={
        Option.PRP: Verdict.BLOCK,
        Option.CELLS: Verdict.BLOCK,
        Option.GRAFT: Verdict.BLOCK,
        Option.MICROPUNCTURE: Verdict.BLOCK,
    },
    source="S73, S74",
    tag=Tag.VERIFIED,
    question="Look for sepsis, bacteraemia and an unstable circulation.",
    note="The sources say absolutely contra-indicated; that it blocks every option is a proposal: should it?",
    overridable=False,
    version=2,
)


def judge(facts: Facts, option: Option, policy: Policy) -> Finding:
    """Applies to sepsis, bacteraemia and an unstable circulation."""
    heard = hear(facts.sepsis, facts, policy, what="whether there is sepsis", about="sepsis")
    return RULE.find(
        option,
        policy,
        heard,
        yes="There is sepsis, bacteraemia or an unstable circulation.",
        no="There is no sepsis, no bacteraemia and no unstable circulation.",
    )


EXAMPLES = (
    ("yes", facts(yes=["sepsis"]), Option.PRP, Verdict.BLOCK),
    ("yes, cells", facts(yes=["sepsis"]), Option.CELLS, Verdict.BLOCK),
    ("yes, graft", facts(yes=["sepsis"]), Option.GRAFT, Verdict.BLOCK),
    ("yes, micropuncture", facts(yes=["sepsis"]), Option.MICROPUNCTURE, Verdict.BLOCK),
    ("no", facts(no=["sepsis"]), Option.PRP, Verdict.CLEAR),
    ("missing", facts(), Option.PRP, Verdict.ASK),
    ("current on day 30", facts(no=["sepsis"], days_old=30), Option.PRP, Verdict.CLEAR),
    ("stale good", facts(no=["sepsis"], days_old=31), Option.PRP, Verdict.ASK),
    ("stale bad", facts(yes=["sepsis"], days_old=31), Option.PRP, Verdict.BLOCK),
)
