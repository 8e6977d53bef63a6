"""STER-2: a systemic corticosteroid taken shortly before is a caution."""

from enthesis.domain.candidacy.facts import Facts, facts
from enthesis.domain.candidacy.heard import hear_day
from enthesis.domain.candidacy.policy import Policy
from enthesis.domain.candidacy.rule import Rule
from enthesis.domain.numbers import in_words
from enthesis.domain.terms import Option, Sourced, Tag
from enthesis.domain.verdict import Finding, Verdict

RULE = Rule(
    code="STER-2",
    title="Systemic corticosteroid",
    row=16,
    reads=("systemic_steroid",),
    verdicts={
        Option.PRP: Verdict.WARN,
        Option.CELLS: Verdict.WARN,
        Option.GRAFT: Verdict.INFO,
        Option.MICROPUNCTURE: Verdict.INFO,
    },
    limits={"within": Sourced(2, "wk", tag="V", source="S73, S74")},
    source="S73, S74",
    tag=Tag.VERIFIED,
    question="Ask when a systemic corticosteroid was last taken.",
)


def judge(facts: Facts, option: Option, policy: Policy) -> Finding:
    """Applies when the last day lies within the limit, the limit included."""
    limit = RULE.limit("within", policy)
    heard = hear_day(
        facts.systemic_steroid,
        facts,
        policy,
        limit,
        what="when a systemic corticosteroid was last taken",
        about="corticosteroids",
    )
    return RULE.find(
        option,
        policy,
        heard,
        yes=f"A systemic corticosteroid was taken within {in_words(limit)}.",
        no=f"No systemic corticosteroid was taken within {in_words(limit)}.",
    )


def _ago(days: int | None, *, days_old: int = 0) -> Facts:
    return facts(days_ago={"systemic_steroid": days}, days_old=days_old)


EXAMPLES = (
    ("below the limit", _ago(13), Option.PRP, Verdict.WARN),
    ("below the limit, cells", _ago(13), Option.CELLS, Verdict.WARN),
    ("below the limit, graft", _ago(13), Option.GRAFT, Verdict.INFO),
    ("below the limit, micropuncture", _ago(13), Option.MICROPUNCTURE, Verdict.INFO),
    ("at the limit", _ago(14), Option.PRP, Verdict.WARN),
    ("above the limit", _ago(15), Option.PRP, Verdict.CLEAR),
    ("never", _ago(None), Option.PRP, Verdict.CLEAR),
    ("missing", facts(), Option.PRP, Verdict.ASK),
    ("current for as long as the limit", _ago(None, days_old=14), Option.PRP, Verdict.CLEAR),
    ("stale good: older than the limit", _ago(None, days_old=15), Option.PRP, Verdict.ASK),
    ("stale good: nothing is known of the days since", _ago(90, days_old=15), Option.PRP, Verdict.ASK),
)
