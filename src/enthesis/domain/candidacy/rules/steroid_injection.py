"""STER-1: a corticosteroid injected at the hip shortly before is a caution."""

from enthesis.domain.candidacy.facts import Facts, facts
from enthesis.domain.candidacy.heard import hear_day
from enthesis.domain.candidacy.policy import Policy
from enthesis.domain.candidacy.rule import Rule
from enthesis.domain.numbers import in_words
from enthesis.domain.terms import Option, Sourced, Tag
from enthesis.domain.verdict import Finding, Verdict

RULE = Rule(
    code="STER-1",
    title="Corticosteroid injection at the hip",
    row=15,
    reads=("steroid_injection",),
    verdicts={
        Option.PRP: Verdict.WARN,
        Option.CELLS: Verdict.WARN,
        Option.GRAFT: Verdict.WARN,
        Option.MICROPUNCTURE: Verdict.WARN,
    },
    limits={"within": Sourced(1, "mo", tag="V", source="S73, S74")},
    source="S73, S74",
    tag=Tag.VERIFIED,
    question="Ask when a corticosteroid was last injected at this hip.",
)


def judge(facts: Facts, option: Option, policy: Policy) -> Finding:
    """Applies when the last day lies within the limit, the limit included."""
    limit = RULE.limit("within", policy)
    heard = hear_day(
        facts.steroid_injection,
        facts,
        policy,
        limit,
        what="when a corticosteroid was last injected at this hip",
        about="injections",
    )
    return RULE.find(
        option,
        policy,
        heard,
        yes=f"A corticosteroid was injected at this hip within {in_words(limit)}.",
        no=f"No corticosteroid was injected at this hip within {in_words(limit)}.",
    )


def _ago(days: int | None, *, days_old: int = 0) -> Facts:
    return facts(days_ago={"steroid_injection": days}, days_old=days_old)


EXAMPLES = (
    ("below the limit", _ago(27), Option.PRP, Verdict.WARN),
    ("below the limit, cells", _ago(27), Option.CELLS, Verdict.WARN),
    ("below the limit, graft", _ago(27), Option.GRAFT, Verdict.WARN),
    ("below the limit, micropuncture", _ago(27), Option.MICROPUNCTURE, Verdict.WARN),
    ("at the limit", _ago(28), Option.PRP, Verdict.WARN),
    ("above the limit", _ago(29), Option.PRP, Verdict.CLEAR),
    ("never", _ago(None), Option.PRP, Verdict.CLEAR),
    ("missing", facts(), Option.PRP, Verdict.ASK),
    ("current for as long as the limit", _ago(None, days_old=28), Option.PRP, Verdict.CLEAR),
    ("stale good: older than the limit", _ago(None, days_old=29), Option.PRP, Verdict.ASK),
    ("stale good: nothing is known of the days since", _ago(90, days_old=29), Option.PRP, Verdict.ASK),
)
