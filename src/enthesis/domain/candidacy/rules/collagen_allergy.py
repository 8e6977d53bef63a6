"""ALL-3: an allergy or antibodies to bovine collagen keep out an implant of it."""

from enthesis.domain.candidacy.allergies import judge_allergy
from enthesis.domain.candidacy.facts import Facts, facts
from enthesis.domain.candidacy.policy import Policy
from enthesis.domain.candidacy.rule import Rule
from enthesis.domain.terms import Option, Tag
from enthesis.domain.verdict import Finding, Verdict

RULE = Rule(
    code="ALL-3",
    title="Allergy to bovine collagen",
    row=22,
    reads=("collagen_allergy", "collagen_planned"),
    verdicts={Option.GRAFT: Verdict.BLOCK},
    source="recalled",
    tag=Tag.RECALLED,
    version=2,
    question="Ask about an allergy or antibodies to bovine collagen, and whether the graft is to be of it.",
    note="Recalled: does it block an implant of bovine collagen?",
)


def judge(facts: Facts, option: Option, policy: Policy) -> Finding:
    """Applies when it is planned; where it is not, the allergy does not matter."""
    return judge_allergy(RULE, "collagen", "allergy or antibody to bovine collagen", facts, option, policy)


EXAMPLES = (
    (
        "allergic and planned",
        facts(yes=["collagen_allergy", "collagen_planned"]),
        Option.GRAFT,
        Verdict.BLOCK,
    ),
    (
        "allergic, not planned",
        facts(yes=["collagen_allergy"], no=["collagen_planned"]),
        Option.GRAFT,
        Verdict.CLEAR,
    ),
    (
        "not allergic, planned",
        facts(no=["collagen_allergy"], yes=["collagen_planned"]),
        Option.GRAFT,
        Verdict.CLEAR,
    ),
    ("not allergic", facts(no=["collagen_allergy"]), Option.GRAFT, Verdict.CLEAR),
    ("not planned", facts(no=["collagen_planned"]), Option.GRAFT, Verdict.CLEAR),
    ("allergic, plan missing", facts(yes=["collagen_allergy"]), Option.GRAFT, Verdict.ASK),
    ("planned, allergy missing", facts(yes=["collagen_planned"]), Option.GRAFT, Verdict.ASK),
    ("missing", facts(), Option.GRAFT, Verdict.ASK),
    (
        "stale good",
        facts(no=["collagen_allergy", "collagen_planned"], days_old=31),
        Option.GRAFT,
        Verdict.ASK,
    ),
    (
        "stale bad",
        facts(yes=["collagen_allergy", "collagen_planned"], days_old=31),
        Option.GRAFT,
        Verdict.BLOCK,
    ),
)
