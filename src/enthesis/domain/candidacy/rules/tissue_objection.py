"""OBJ-1: an objection to blood or tissue products is respected."""

from enthesis.domain.candidacy.facts import Facts, facts
from enthesis.domain.candidacy.heard import hear
from enthesis.domain.candidacy.policy import Policy
from enthesis.domain.candidacy.rule import Rule
from enthesis.domain.terms import Option, Tag
from enthesis.domain.verdict import Finding, Verdict

RULE = Rule(
    code="OBJ-1",
    title="Objection to blood or tissue products",
    row=27,
    reads=("tissue_objection",),
    verdicts={
        Option.PRP: Verdict.WARN,
        Option.CELLS: Verdict.WARN,
        Option.GRAFT: Verdict.WARN,
    },
    source="recalled",
    tag=Tag.RECALLED,
    question="Ask whether the patient objects to products of blood or tissue, human or animal.",
    note="Recalled: must an objection be settled before such a product is planned?",
)


def judge(facts: Facts, option: Option, policy: Policy) -> Finding:
    """Applies to any objection; of a graft the sentence says where it may come from."""
    heard = hear(
        facts.tissue_objection,
        facts,
        policy,
        what="whether the patient objects to blood or tissue products",
        about="an objection",
    )
    graft = " A graft may be of human, bovine or porcine tissue." if option is Option.GRAFT else ""
    yes = f"The patient objects to blood or tissue products.{graft}"
    return RULE.find(
        option, policy, heard, yes=yes, no="The patient does not object to blood or tissue products."
    )


EXAMPLES = (
    ("yes", facts(yes=["tissue_objection"]), Option.PRP, Verdict.WARN),
    ("yes, cells", facts(yes=["tissue_objection"]), Option.CELLS, Verdict.WARN),
    ("yes, graft", facts(yes=["tissue_objection"]), Option.GRAFT, Verdict.WARN),
    ("no", facts(no=["tissue_objection"]), Option.PRP, Verdict.CLEAR),
    ("missing", facts(), Option.PRP, Verdict.ASK),
    ("current on day 30", facts(no=["tissue_objection"], days_old=30), Option.PRP, Verdict.CLEAR),
    ("stale good", facts(no=["tissue_objection"], days_old=31), Option.PRP, Verdict.ASK),
    ("stale bad", facts(yes=["tissue_objection"], days_old=31), Option.PRP, Verdict.WARN),
)
