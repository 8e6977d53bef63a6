"""ALL-2: an allergy or antibodies to bovine thrombin keep out plasma that is activated with it."""

from enthesis.domain.candidacy.allergies import judge_allergy
from enthesis.domain.candidacy.facts import Facts, facts
from enthesis.domain.candidacy.policy import Policy
from enthesis.domain.candidacy.rule import Rule
from enthesis.domain.terms import Option, Tag
from enthesis.domain.verdict import Finding, Verdict

RULE = Rule(
    code="ALL-2",
    title="Allergy to bovine thrombin",
    row=22,
    reads=("thrombin_allergy", "thrombin_planned"),
    verdicts={Option.PRP: Verdict.BLOCK},
    source="recalled",
    tag=Tag.RECALLED,
    version=2,
    question="Ask about an allergy or antibodies to bovine thrombin, and whether it is to activate plasma.",
    note="Recalled: does it block plasma that is activated with bovine thrombin?",
)


def judge(facts: Facts, option: Option, policy: Policy) -> Finding:
    """Applies when it is planned; where it is not, the allergy does not matter."""
    return judge_allergy(RULE, "thrombin", "allergy or antibody to bovine thrombin", facts, option, policy)


EXAMPLES = (
    ("allergic and planned", facts(yes=["thrombin_allergy", "thrombin_planned"]), Option.PRP, Verdict.BLOCK),
    (
        "allergic, not planned",
        facts(yes=["thrombin_allergy"], no=["thrombin_planned"]),
        Option.PRP,
        Verdict.CLEAR,
    ),
    (
        "not allergic, planned",
        facts(no=["thrombin_allergy"], yes=["thrombin_planned"]),
        Option.PRP,
        Verdict.CLEAR,
    ),
    ("not allergic", facts(no=["thrombin_allergy"]), Option.PRP, Verdict.CLEAR),
    ("not planned", facts(no=["thrombin_planned"]), Option.PRP, Verdict.CLEAR),
    ("allergic, plan missing", facts(yes=["thrombin_allergy"]), Option.PRP, Verdict.ASK),
    ("planned, allergy missing", facts(yes=["thrombin_planned"]), Option.PRP, Verdict.ASK),
    ("missing", facts(), Option.PRP, Verdict.ASK),
    ("stale good", facts(no=["thrombin_allergy", "thrombin_planned"], days_old=31), Option.PRP, Verdict.ASK),
    (
        "stale bad",
        facts(yes=["thrombin_allergy", "thrombin_planned"], days_old=31),
        Option.PRP,
        Verdict.BLOCK,
    ),
)
