"""NSAID-1: an anti-inflammatory drug taken shortly before the draw impairs the platelets."""

from enthesis.domain.candidacy.facts import Facts, facts
from enthesis.domain.candidacy.heard import hear_dose
from enthesis.domain.candidacy.policy import Policy
from enthesis.domain.candidacy.rule import Rule
from enthesis.domain.numbers import in_words
from enthesis.domain.terms import Option, Sourced, Tag
from enthesis.domain.verdict import Finding, Verdict

RULE = Rule(
    code="NSAID-1",
    title="NSAID shortly before the draw",
    row=11,
    reads=("nsaid",),
    verdicts={Option.PRP: Verdict.WARN, Option.CELLS: Verdict.INFO},
    limits={"within": Sourced(48, "h", tag="V", source="S73, S74")},
    source="S73, S74, S77",
    tag=Tag.VERIFIED,
    question="Ask when an NSAID was last taken.",
)


def judge(facts: Facts, option: Option, policy: Policy) -> Finding:
    """Applies when the last dose lies within the limit, the limit included.

    An answer older than the limit says nothing about the hours since: it is asked again.
    """
    limit = RULE.limit("within", policy)
    heard = hear_dose(facts.nsaid, facts, policy, limit, what="when an NSAID was last taken", about="NSAIDs")
    return RULE.find(
        option,
        policy,
        heard,
        yes=f"An NSAID was taken within {in_words(limit)}.",
        no=f"No NSAID was taken within {in_words(limit)}.",
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
