"""NSAID-2: stricter practices want a longer time without an anti-inflammatory drug, before and after."""

from enthesis.domain.candidacy.facts import Facts, facts
from enthesis.domain.candidacy.heard import hear_dose
from enthesis.domain.candidacy.policy import Policy
from enthesis.domain.candidacy.rule import Rule
from enthesis.domain.numbers import in_words, plain
from enthesis.domain.terms import Option, Sourced, Tag
from enthesis.domain.verdict import Finding, Verdict

RULE = Rule(
    code="NSAID-2",
    title="NSAID within the stricter washout",
    row=12,
    reads=("nsaid",),
    verdicts={Option.PRP: Verdict.WARN, Option.CELLS: Verdict.INFO},
    limits={
        "within": Sourced(10, "d", tag="R", note="Recalled as 7 to 10 days: which holds, if any?"),
        "afterwards_from": Sourced(2, "wk", tag="R", note="Recalled: for how long at least afterwards?"),
        "afterwards_to": Sourced(6, "wk", tag="R", note="Recalled: for how long at most afterwards?"),
    },
    source="recalled",
    tag=Tag.RECALLED,
    question="Ask when an NSAID was last taken.",
    note="Recalled: does the practice want more than the 48 hours that are published?",
)


def judge(facts: Facts, option: Option, policy: Policy) -> Finding:
    """Applies when the last dose lies within the limit, the limit included."""
    limit = RULE.limit("within", policy)
    least, most = RULE.limit("afterwards_from", policy), RULE.limit("afterwards_to", policy)
    after = f"Stricter practice also leaves it out for {plain(least.value)} to {in_words(most)} afterwards."
    heard = hear_dose(facts.nsaid, facts, policy, limit, what="when an NSAID was last taken", about="NSAIDs")
    return RULE.find(
        option,
        policy,
        heard,
        yes=f"An NSAID was taken within {in_words(limit)}. {after}",
        no=f"No NSAID was taken within {in_words(limit)}. {after}",
    )


EXAMPLES = (
    ("below the limit", facts(nsaid_hours=239), Option.PRP, Verdict.WARN),
    ("below the limit, cells", facts(nsaid_hours=239), Option.CELLS, Verdict.INFO),
    ("at the limit", facts(nsaid_hours=240), Option.PRP, Verdict.WARN),
    ("above the limit", facts(nsaid_hours=241), Option.PRP, Verdict.CLEAR),
    ("takes none", facts(no_nsaid=True), Option.PRP, Verdict.CLEAR),
    ("missing", facts(), Option.PRP, Verdict.ASK),
    ("current on day 10", facts(no_nsaid=True, days_old=10), Option.PRP, Verdict.CLEAR),
    ("stale good: older than the limit", facts(no_nsaid=True, days_old=11), Option.PRP, Verdict.ASK),
)
