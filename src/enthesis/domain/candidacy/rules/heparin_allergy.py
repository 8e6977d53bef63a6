"""ALL-4: an allergy to heparin keeps out marrow that is taken with it."""

from enthesis.domain.candidacy.allergies import judge_allergy
from enthesis.domain.candidacy.facts import Facts, facts
from enthesis.domain.candidacy.policy import Policy
from enthesis.domain.candidacy.rule import Rule
from enthesis.domain.terms import Option, Tag
from enthesis.domain.verdict import Finding, Verdict

RULE = Rule(
    code="ALL-4",
    title="Allergy to heparin",
    row=23,
    reads=("heparin_allergy", "heparin_planned"),
    verdicts={Option.CELLS: Verdict.BLOCK},
    source="recalled",
    tag=Tag.RECALLED,
    version=2,
    question="Ask about an allergy to heparin or thrombocytopenia from it, and whether heparin is planned.",
    note="Recalled: does it block marrow that is taken with heparin?",
)


def judge(facts: Facts, option: Option, policy: Policy) -> Finding:
    """Applies when it is planned; where it is not, the allergy does not matter."""
    return judge_allergy(
        RULE, "heparin", "allergy to heparin, or thrombocytopenia from it", facts, option, policy
    )


EXAMPLES = (
    ("allergic and planned", facts(yes=["heparin_allergy", "heparin_planned"]), Option.CELLS, Verdict.BLOCK),
    (
        "allergic, not planned",
        facts(yes=["heparin_allergy"], no=["heparin_planned"]),
        Option.CELLS,
        Verdict.CLEAR,
    ),
    (
        "not allergic, planned",
        facts(no=["heparin_allergy"], yes=["heparin_planned"]),
        Option.CELLS,
        Verdict.CLEAR,
    ),
    ("not allergic", facts(no=["heparin_allergy"]), Option.CELLS, Verdict.CLEAR),
    ("not planned", facts(no=["heparin_planned"]), Option.CELLS, Verdict.CLEAR),
    ("allergic, plan missing", facts(yes=["heparin_allergy"]), Option.CELLS, Verdict.ASK),
    ("planned, allergy missing", facts(yes=["heparin_planned"]), Option.CELLS, Verdict.ASK),
    ("missing", facts(), Option.CELLS, Verdict.ASK),
    ("stale good", facts(no=["heparin_allergy", "heparin_planned"], days_old=31), Option.CELLS, Verdict.ASK),
    (
        "stale bad",
        facts(yes=["heparin_allergy", "heparin_planned"], days_old=31),
        Option.CELLS,
        Verdict.BLOCK,
    ),
)
