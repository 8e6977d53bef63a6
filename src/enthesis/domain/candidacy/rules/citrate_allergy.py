"""ALL-1: an allergy to citrate keeps out what is made with it."""

from enthesis.domain.candidacy.allergies import judge_allergy
from enthesis.domain.candidacy.facts import Facts, facts
from enthesis.domain.candidacy.policy import Policy
from enthesis.domain.candidacy.rule import Rule
from enthesis.domain.terms import Option, Tag
from enthesis.domain.verdict import Finding, Verdict

RULE = Rule(
    code="ALL-1",
    title="Allergy to citrate",
    row=21,
    reads=("citrate_allergy", "citrate_planned"),
    verdicts={Option.PRP: Verdict.BLOCK, Option.CELLS: Verdict.BLOCK},
    source="recalled",
    tag=Tag.RECALLED,
    version=2,
    question="Ask about an allergy to citrate (ACD-A), and whether citrate is planned for the cells.",
    note="Recalled: does an allergy to citrate block plasma, and cells taken with citrate?",
)


def judge(facts: Facts, option: Option, policy: Policy) -> Finding:
    """Applies when it is planned; plasma is hardly made without, so that the allergy alone counts there."""
    return judge_allergy(RULE, "citrate", "allergy to citrate", facts, option, policy, always=(Option.PRP,))


EXAMPLES = (
    ("allergic", facts(yes=["citrate_allergy"]), Option.PRP, Verdict.BLOCK),
    (
        "allergic, plasma even where none is planned",
        facts(yes=["citrate_allergy"], no=["citrate_planned"]),
        Option.PRP,
        Verdict.BLOCK,
    ),
    ("not allergic, plasma", facts(no=["citrate_allergy"]), Option.PRP, Verdict.CLEAR),
    ("allergy missing, plasma", facts(no=["citrate_planned"]), Option.PRP, Verdict.ASK),
    ("stale good, plasma", facts(no=["citrate_allergy"], days_old=31), Option.PRP, Verdict.ASK),
    ("allergic and planned", facts(yes=["citrate_allergy", "citrate_planned"]), Option.CELLS, Verdict.BLOCK),
    (
        "allergic, not planned",
        facts(yes=["citrate_allergy"], no=["citrate_planned"]),
        Option.CELLS,
        Verdict.CLEAR,
    ),
    (
        "not allergic, planned",
        facts(no=["citrate_allergy"], yes=["citrate_planned"]),
        Option.CELLS,
        Verdict.CLEAR,
    ),
    ("not allergic", facts(no=["citrate_allergy"]), Option.CELLS, Verdict.CLEAR),
    ("not planned", facts(no=["citrate_planned"]), Option.CELLS, Verdict.CLEAR),
    ("allergic, plan missing", facts(yes=["citrate_allergy"]), Option.CELLS, Verdict.ASK),
    ("planned, allergy missing", facts(yes=["citrate_planned"]), Option.CELLS, Verdict.ASK),
    ("missing", facts(), Option.CELLS, Verdict.ASK),
    ("stale good", facts(no=["citrate_allergy", "citrate_planned"], days_old=31), Option.CELLS, Verdict.ASK),
    (
        "stale bad",
        facts(yes=["citrate_allergy", "citrate_planned"], days_old=31),
        Option.CELLS,
        Verdict.BLOCK,
    ),
)
