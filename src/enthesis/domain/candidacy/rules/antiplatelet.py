"""APT-1: aspirin and P2Y12 inhibitors impair platelets; they are never stopped without the prescriber."""

from enthesis.domain.candidacy.facts import Facts, facts
from enthesis.domain.candidacy.heard import either, hear_day
from enthesis.domain.candidacy.policy import Policy
from enthesis.domain.candidacy.rule import Rule
from enthesis.domain.numbers import in_words
from enthesis.domain.terms import Option, Sourced, Tag
from enthesis.domain.verdict import Finding, Verdict

RULE = Rule(
    code="APT-1",
    title="Aspirin or P2Y12 inhibitor",
    row=13,
    reads=("aspirin", "p2y12"),
    verdicts={
        Option.PRP: Verdict.WARN,
        Option.CELLS: Verdict.WARN,
        Option.GRAFT: Verdict.WARN,
        Option.MICROPUNCTURE: Verdict.WARN,
    },
    limits={
        "aspirin_within": Sourced(
            7, "d", tag="R", note="Recalled: how long does aspirin impair the platelets?"
        ),
        "p2y12_within": Sourced(
            7, "d", tag="R", note="Recalled as 5 to 7 days for clopidogrel and prasugrel: which holds?"
        ),
    },
    source="recalled",
    tag=Tag.RECALLED,
    question="Ask when aspirin and a P2Y12 inhibitor (clopidogrel, prasugrel, ticagrelor) were last taken.",
    note="Recalled: who decides with the prescriber whether it is stopped?",
)
PRESCRIBER = "It is never stopped without the prescriber."


def judge(facts: Facts, option: Option, policy: Policy) -> Finding:
    """Applies when either was taken within its limit, the limit included; what is not known is asked."""
    limits = RULE.limit("aspirin_within", policy), RULE.limit("p2y12_within", policy)
    aspirin, p2y12 = (
        hear_day(told, facts, policy, limit, what=f"when {drug} was last taken", about=drug)
        for told, limit, drug in zip(
            (facts.aspirin, facts.p2y12), limits, ("aspirin", "a P2Y12 inhibitor"), strict=True
        )
    )
    within = tuple(map(in_words, limits))
    taken = [
        f"{drug} was taken within {limit}."
        for heard, drug, limit in zip((aspirin, p2y12), ("Aspirin", "A P2Y12 inhibitor"), within, strict=True)
        if heard.yes
    ]
    return RULE.find(
        option,
        policy,
        either(aspirin, p2y12),
        yes=" ".join((*taken, PRESCRIBER)),
        no=f"No aspirin was taken within {within[0]} and no P2Y12 inhibitor within {within[1]}.",
    )


def _ago(aspirin: int | None, p2y12: int | None, *, days_old: int = 0) -> Facts:
    return facts(days_ago={"aspirin": aspirin, "p2y12": p2y12}, days_old=days_old)


EXAMPLES = (
    ("aspirin below the limit", _ago(6, None), Option.PRP, Verdict.WARN),
    ("aspirin below the limit, cells", _ago(6, None), Option.CELLS, Verdict.WARN),
    ("aspirin below the limit, graft", _ago(6, None), Option.GRAFT, Verdict.WARN),
    ("aspirin below the limit, micropuncture", _ago(6, None), Option.MICROPUNCTURE, Verdict.WARN),
    ("aspirin at the limit", _ago(7, None), Option.PRP, Verdict.WARN),
    ("aspirin above the limit", _ago(8, None), Option.PRP, Verdict.CLEAR),
    ("P2Y12 inhibitor below the limit", _ago(None, 6), Option.PRP, Verdict.WARN),
    ("P2Y12 inhibitor at the limit", _ago(None, 7), Option.PRP, Verdict.WARN),
    ("P2Y12 inhibitor above the limit", _ago(None, 8), Option.PRP, Verdict.CLEAR),
    ("both", _ago(1, 1), Option.PRP, Verdict.WARN),
    ("never", _ago(None, None), Option.PRP, Verdict.CLEAR),
    ("missing", facts(), Option.PRP, Verdict.ASK),
    ("one missing", facts(days_ago={"aspirin": None}), Option.PRP, Verdict.ASK),
    ("one missing, the other taken", facts(days_ago={"aspirin": 2}), Option.PRP, Verdict.WARN),
    ("stale good: older than the limit", _ago(None, None, days_old=8), Option.PRP, Verdict.ASK),
    ("stale good: nothing is known of the days since", _ago(90, None, days_old=8), Option.PRP, Verdict.ASK),
)
