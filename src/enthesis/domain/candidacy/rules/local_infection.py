"""INF-2: an infection at the hip, or where marrow is taken, stops everything that is put in."""

from enthesis.domain.candidacy.facts import Facts, facts
from enthesis.domain.candidacy.heard import hear
from enthesis.domain.candidacy.policy import Policy
from enthesis.domain.candidacy.rule import Rule
from enthesis.domain.terms import Option, Tag
from enthesis.domain.verdict import Finding, Verdict

RULE = Rule(
    code="INF-2",
    title="Local infection",
    row=5,
    reads=("local_infection",),
    verdicts={
        Option.PRP: Verdict.BLOCK,
        Option.CELLS: Verdict.BLOCK,
        Option.GRAFT: Verdict.BLOCK,
        Option.MICROPUNCTURE: Verdict.BLOCK,
    },
    source="S73, S75",
    tag=Tag.VERIFIED,
    question="Look for infection of skin, joint or bone at the hip and at the site of harvest.",
    note="The sources say contra-indicated; that it blocks is a proposal: should it?",
)


def judge(facts: Facts, option: Option, policy: Policy) -> Finding:
    """Applies to cellulitis, septic arthritis and osteomyelitis at the hip or at the site of harvest."""
    heard = hear(
        facts.local_infection,
        facts,
        policy,
        what="whether there is an infection at the site",
        about="infection",
    )
    return RULE.find(
        option,
        policy,
        heard,
        yes="There is an infection at the site.",
        no="There is no infection at the site.",
    )


EXAMPLES = (
    ("infected", facts(infection=True), Option.PRP, Verdict.BLOCK),
    ("infected, cells", facts(infection=True), Option.CELLS, Verdict.BLOCK),
    ("infected, graft", facts(infection=True), Option.GRAFT, Verdict.BLOCK),
    ("infected, micropuncture", facts(infection=True), Option.MICROPUNCTURE, Verdict.BLOCK),
    ("not infected", facts(infection=False), Option.PRP, Verdict.CLEAR),
    ("missing", facts(), Option.GRAFT, Verdict.ASK),
    ("current on day 30", facts(infection=False, days_old=30), Option.PRP, Verdict.CLEAR),
    ("stale good", facts(infection=False, days_old=31), Option.PRP, Verdict.ASK),
    ("stale bad", facts(infection=True, days_old=31), Option.PRP, Verdict.BLOCK),
)
