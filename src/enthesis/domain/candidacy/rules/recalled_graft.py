"""LOT-1: a graft of a recalled lot is not implanted; nobody may decide otherwise."""

from enthesis.domain.candidacy.facts import Facts, facts
from enthesis.domain.candidacy.heard import hear
from enthesis.domain.candidacy.policy import Policy
from enthesis.domain.candidacy.rule import Rule
from enthesis.domain.terms import Option, Tag
from enthesis.domain.verdict import Finding, Verdict

RULE = Rule(
    code="LOT-1",
    title="Recalled graft",
    row=28,
    reads=("graft_recalled",),
    verdicts={Option.GRAFT: Verdict.BLOCK},
    source="recalled",
    tag=Tag.RECALLED,
    question="Check the lot of the graft against the recall list.",
    note="Recalled: which recall list is checked, and how often?",
    overridable=False,
    version=2,
)


def judge(facts: Facts, option: Option, policy: Policy) -> Finding:
    """Applies when the lot is on a recall list."""
    heard = hear(
        facts.graft_recalled,
        facts,
        policy,
        what="whether the lot of the graft is on a recall list",
        about="the recall list",
    )
    return RULE.find(
        option,
        policy,
        heard,
        yes="The lot of the graft is on a recall list.",
        no="The lot of the graft is on no recall list.",
    )


EXAMPLES = (
    ("yes, graft", facts(yes=["graft_recalled"]), Option.GRAFT, Verdict.BLOCK),
    ("no", facts(no=["graft_recalled"]), Option.GRAFT, Verdict.CLEAR),
    ("missing", facts(), Option.GRAFT, Verdict.ASK),
    ("current on day 30", facts(no=["graft_recalled"], days_old=30), Option.GRAFT, Verdict.CLEAR),
    ("stale good", facts(no=["graft_recalled"], days_old=31), Option.GRAFT, Verdict.ASK),
    ("stale bad", facts(yes=["graft_recalled"], days_old=31), Option.GRAFT, Verdict.BLOCK),
)
