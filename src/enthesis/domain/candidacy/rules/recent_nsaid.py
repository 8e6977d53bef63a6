"""NSAID-1: an anti-inflammatory drug taken shortly before the draw impairs the platelets."""

from enthesis.domain.candidacy.facts import Facts, facts
from enthesis.domain.candidacy.policy import Policy
from enthesis.domain.candidacy.reading import outdated_after, plain, span
from enthesis.domain.candidacy.rule import Rule
from enthesis.domain.terms import Option, Sourced, Tag
from enthesis.domain.verdict import Finding, Verdict

RULE = Rule(
    code="NSAID-1",
    title="NSAID shortly before the draw",
    row=11,
    reads=("nsaid",),
    verdicts={Option.PRP: Verdict.WARN, Option.CELLS: Verdict.INFO},
    limits={"within": Sourced(48, "h", tag="V", source="S73, S74")},
    source="S73, S74",
    tag=Tag.VERIFIED,
    question="Ask when an NSAID was last taken.",
)


def judge(facts: Facts, option: Option, policy: Policy) -> Finding:
    """Applies when the last dose lies within the limit, the limit included.

    An answer older than the limit says nothing about the hours since: it is asked again.
    """
    told = facts.nsaid
    if told is None:
        return RULE.ask(option, policy, "It is not known when an NSAID was last taken.")
    limit = RULE.limit("within", policy)
    recent = told.taken is not None and facts.at - told.taken <= span(limit)
    return RULE.conclude(
        option,
        policy,
        applies=recent,
        sentence=f"{'An' if recent else 'No'} NSAID was taken within {plain(limit.value)} hours.",
        outdated=outdated_after("The answer about NSAIDs", told.at, facts.at, span(limit)),
    )


EXAMPLES = (
    ("below the limit", facts(nsaid_hours=12), Option.PRP, Verdict.WARN),
    ("below the limit, cells", facts(nsaid_hours=12), Option.CELLS, Verdict.INFO),
    ("at the limit", facts(nsaid_hours=48, days_old=1), Option.PRP, Verdict.WARN),
    ("above the limit", facts(nsaid_hours=49), Option.PRP, Verdict.CLEAR),
    ("takes none", facts(no_nsaid=True), Option.PRP, Verdict.CLEAR),
    ("missing", facts(), Option.PRP, Verdict.ASK),
    ("stale good: older than the limit", facts(no_nsaid=True, days_old=3), Option.PRP, Verdict.ASK),
)
