"""ILL-1: a fever or illness shortly before is a caution."""

from enthesis.domain.candidacy.facts import Facts, facts
from enthesis.domain.candidacy.heard import hear_day
from enthesis.domain.candidacy.policy import Policy
from enthesis.domain.candidacy.rule import Rule
from enthesis.domain.numbers import in_words
from enthesis.domain.terms import Option, Sourced, Tag
from enthesis.domain.verdict import Finding, Verdict

RULE = Rule(
    code="ILL-1",
    title="Recent fever or illness",
    row=17,
    reads=("illness",),
    verdicts={
        Option.PRP: Verdict.WARN,
        Option.CELLS: Verdict.WARN,
        Option.GRAFT: Verdict.WARN,
        Option.MICROPUNCTURE: Verdict.WARN,
    },
    limits={
        "within": Sourced(
            2, "wk", tag="R", note="The sources leave it to the clinician: how long ago is recent?"
        )
    },
    source="S73, S74; limit recalled",
    tag=Tag.RECALLED,
    question="Ask when the patient last had a fever or an illness.",
    note="The sources leave it to judgement: does any illness warn, or only some?",
)


def judge(facts: Facts, option: Option, policy: Policy) -> Finding:
    """Applies when the last day lies within the limit, the limit included."""
    limit = RULE.limit("within", policy)
    heard = hear_day(
        facts.illness,
        facts,
        policy,
        limit,
        what="when there was last a fever or an illness",
        about="fever and illness",
    )
    return RULE.find(
        option,
        policy,
        heard,
        yes=f"There was a fever or an illness within {in_words(limit)}.",
        no=f"There was no fever and no illness within {in_words(limit)}.",
    )


def _ago(days: int | None, *, days_old: int = 0) -> Facts:
    return facts(days_ago={"illness": days}, days_old=days_old)


EXAMPLES = (
    ("below the limit", _ago(13), Option.PRP, Verdict.WARN),
    ("below the limit, cells", _ago(13), Option.CELLS, Verdict.WARN),
    ("below the limit, graft", _ago(13), Option.GRAFT, Verdict.WARN),
    ("below the limit, micropuncture", _ago(13), Option.MICROPUNCTURE, Verdict.WARN),
    ("at the limit", _ago(14), Option.PRP, Verdict.WARN),
    ("above the limit", _ago(15), Option.PRP, Verdict.CLEAR),
    ("never", _ago(None), Option.PRP, Verdict.CLEAR),
    ("missing", facts(), Option.PRP, Verdict.ASK),
    ("current for as long as the limit", _ago(None, days_old=14), Option.PRP, Verdict.CLEAR),
    ("stale good: older than the limit", _ago(None, days_old=15), Option.PRP, Verdict.ASK),
    ("stale good: nothing is known of the days since", _ago(90, days_old=15), Option.PRP, Verdict.ASK),
)
