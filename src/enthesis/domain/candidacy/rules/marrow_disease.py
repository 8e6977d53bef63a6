"""ONC-3: a disease of blood or marrow, or a metastasis in bone, keeps growth factors and cells out."""

from enthesis.domain.candidacy.facts import Facts, facts
from enthesis.domain.candidacy.heard import hear
from enthesis.domain.candidacy.policy import Policy
from enthesis.domain.candidacy.rule import Rule
from enthesis.domain.terms import Option, Tag
from enthesis.domain.verdict import Finding, Verdict

RULE = Rule(
    code="ONC-3",
    title="Disease of blood or marrow, metastasis in bone",
    row=3,
    reads=("marrow_disease",),
    verdicts={
        Option.PRP: Verdict.BLOCK,
        Option.CELLS: Verdict.BLOCK,
        Option.GRAFT: Verdict.WARN,
        Option.MICROPUNCTURE: Verdict.WARN,
    },
    source="S73, S74; cells recalled",
    tag=Tag.RECALLED,
    question="Ask about malignancy of the blood, myelodysplasia, disease of marrow, metastasis in bone.",
    note="The sources call it relative for platelets, for cells it is recalled: should it block both?",
)


def judge(facts: Facts, option: Option, policy: Policy) -> Finding:
    """Applies to a disease of blood or marrow, malignant or not, and to a metastasis in bone."""
    heard = hear(
        facts.marrow_disease,
        facts,
        policy,
        what="whether there is a disease of blood or marrow, or a metastasis in bone",
        about="blood, marrow and bone",
    )
    return RULE.find(
        option,
        policy,
        heard,
        yes="There is a disease of blood or marrow, or a metastasis in bone.",
        no="There is no disease of blood or marrow and no metastasis in bone.",
    )


EXAMPLES = (
    ("yes", facts(yes=["marrow_disease"]), Option.PRP, Verdict.BLOCK),
    ("yes, cells", facts(yes=["marrow_disease"]), Option.CELLS, Verdict.BLOCK),
    ("yes, graft", facts(yes=["marrow_disease"]), Option.GRAFT, Verdict.WARN),
    ("yes, micropuncture", facts(yes=["marrow_disease"]), Option.MICROPUNCTURE, Verdict.WARN),
    ("no", facts(no=["marrow_disease"]), Option.PRP, Verdict.CLEAR),
    ("missing", facts(), Option.PRP, Verdict.ASK),
    ("current on day 30", facts(no=["marrow_disease"], days_old=30), Option.PRP, Verdict.CLEAR),
    ("stale good", facts(no=["marrow_disease"], days_old=31), Option.PRP, Verdict.ASK),
    ("stale bad", facts(yes=["marrow_disease"], days_old=31), Option.PRP, Verdict.BLOCK),
)
