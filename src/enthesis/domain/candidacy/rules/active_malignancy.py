"""ONC-1: an active malignancy keeps growth factors and cells out."""

from enthesis.domain.candidacy.facts import Cancer, Facts, facts
from enthesis.domain.candidacy.policy import Policy
from enthesis.domain.candidacy.reading import outdated
from enthesis.domain.candidacy.rule import Rule
from enthesis.domain.terms import Option, Tag
from enthesis.domain.verdict import Finding, Verdict

RULE = Rule(
    code="ONC-1",
    title="Active malignancy",
    row=1,
    reads=("malignancy",),
    verdicts={
        Option.PRP: Verdict.BLOCK,
        Option.CELLS: Verdict.BLOCK,
        Option.GRAFT: Verdict.WARN,
        Option.MICROPUNCTURE: Verdict.WARN,
    },
    source="S0, S75, S73",
    tag=Tag.VERIFIED,
    question="Ask whether the patient has, or ever had, a malignancy.",
    note="The sources say contra-indicated, one relatively for platelets; that it blocks is a proposal: "
    "should it?",
)


def judge(facts: Facts, option: Option, policy: Policy) -> Finding:
    """Applies while the malignancy is active, of whatever kind."""
    told = facts.malignancy
    if told is None:
        return RULE.ask(option, policy, "It is not known whether there is a malignancy.")
    active = told.status is Cancer.ACTIVE
    return RULE.conclude(
        option,
        policy,
        applies=active,
        sentence="There is an active malignancy." if active else "There is no active malignancy.",
        outdated=outdated("The answer about malignancy", told.at, facts.at, policy),
    )


EXAMPLES = (
    ("active", facts(cancer=Cancer.ACTIVE), Option.PRP, Verdict.BLOCK),
    ("active, cells", facts(cancer=Cancer.ACTIVE), Option.CELLS, Verdict.BLOCK),
    ("active, graft", facts(cancer=Cancer.ACTIVE), Option.GRAFT, Verdict.WARN),
    ("active, micropuncture", facts(cancer=Cancer.ACTIVE), Option.MICROPUNCTURE, Verdict.WARN),
    ("in remission", facts(cancer=Cancer.REMISSION), Option.PRP, Verdict.CLEAR),
    ("never", facts(cancer=Cancer.NEVER), Option.PRP, Verdict.CLEAR),
    ("missing", facts(), Option.PRP, Verdict.ASK),
    ("current on day 30", facts(cancer=Cancer.NEVER, days_old=30), Option.PRP, Verdict.CLEAR),
    ("stale good", facts(cancer=Cancer.NEVER, days_old=31), Option.PRP, Verdict.ASK),
    ("stale bad", facts(cancer=Cancer.ACTIVE, days_old=31), Option.PRP, Verdict.BLOCK),
)
