"""PLT-3: platelets that do not work make no product, and bleed."""

from enthesis.domain.candidacy.facts import Facts, facts
from enthesis.domain.candidacy.heard import hear
from enthesis.domain.candidacy.policy import Policy
from enthesis.domain.candidacy.rule import Rule
from enthesis.domain.terms import Option, Tag
from enthesis.domain.verdict import Finding, Verdict

RULE = Rule(
    code="PLT-3",
    title="Platelet dysfunction",
    row=6,
    reads=("platelet_dysfunction",),
    verdicts={
        Option.PRP: Verdict.BLOCK,
        Option.CELLS: Verdict.WARN,
        Option.GRAFT: Verdict.WARN,
        Option.MICROPUNCTURE: Verdict.WARN,
    },
    source="S73, S74, S76",
    tag=Tag.VERIFIED,
    question="Ask about a known disorder of platelet function.",
    note="The sources say absolutely contra-indicated for plasma; that it blocks is a proposal: should it?",
)


def judge(facts: Facts, option: Option, policy: Policy) -> Finding:
    """Applies to a diagnosed disorder, whatever the platelet count."""
    heard = hear(
        facts.platelet_dysfunction,
        facts,
        policy,
        what="whether there is a disorder of platelet function",
        about="platelet function",
    )
    return RULE.find(
        option,
        policy,
        heard,
        yes="There is a disorder of platelet function.",
        no="There is no disorder of platelet function.",
    )


EXAMPLES = (
    ("yes", facts(yes=["platelet_dysfunction"]), Option.PRP, Verdict.BLOCK),
    ("yes, cells", facts(yes=["platelet_dysfunction"]), Option.CELLS, Verdict.WARN),
    ("yes, graft", facts(yes=["platelet_dysfunction"]), Option.GRAFT, Verdict.WARN),
    ("yes, micropuncture", facts(yes=["platelet_dysfunction"]), Option.MICROPUNCTURE, Verdict.WARN),
    ("no", facts(no=["platelet_dysfunction"]), Option.PRP, Verdict.CLEAR),
    ("missing", facts(), Option.PRP, Verdict.ASK),
    ("current on day 30", facts(no=["platelet_dysfunction"], days_old=30), Option.PRP, Verdict.CLEAR),
    ("stale good", facts(no=["platelet_dysfunction"], days_old=31), Option.PRP, Verdict.ASK),
    ("stale bad", facts(yes=["platelet_dysfunction"], days_old=31), Option.PRP, Verdict.BLOCK),
)
