"""ANA-3: a product mixed with an anaesthetic or a steroid harms the cells of the tendon."""

from enthesis.domain.candidacy.facts import Facts, facts
from enthesis.domain.candidacy.heard import hear
from enthesis.domain.candidacy.policy import Policy
from enthesis.domain.candidacy.rule import Rule
from enthesis.domain.terms import Option, Tag
from enthesis.domain.verdict import Finding, Verdict

RULE = Rule(
    code="ANA-3",
    title="Product mixed with an anaesthetic or a steroid",
    row=None,
    reads=("mixed",),
    verdicts={Option.PRP: Verdict.WARN, Option.CELLS: Verdict.WARN},
    source="S78",
    tag=Tag.VERIFIED,
    question="Ask whether the product is to be mixed with a local anaesthetic or a corticosteroid.",
    note="The source shows it on tendon cells; that it warns, of marrow too, is a proposal: should it?",
    version=2,
)


def judge(facts: Facts, option: Option, policy: Policy) -> Finding:
    """Applies to lidocaine, bupivacaine and methylprednisolone alike, and to any other of their kind."""
    heard = hear(
        facts.mixed,
        facts,
        policy,
        what="whether the product is to be mixed with an anaesthetic or a corticosteroid",
        about="mixing",
    )
    return RULE.find(
        option,
        policy,
        heard,
        yes="The product is to be mixed with an anaesthetic or a corticosteroid: they harm tendon cells.",
        no="The product is not mixed with an anaesthetic or a corticosteroid.",
    )


EXAMPLES = (
    ("yes", facts(yes=["mixed"]), Option.PRP, Verdict.WARN),
    ("yes, cells", facts(yes=["mixed"]), Option.CELLS, Verdict.WARN),
    ("no", facts(no=["mixed"]), Option.PRP, Verdict.CLEAR),
    ("missing", facts(), Option.PRP, Verdict.ASK),
    ("current on day 30", facts(no=["mixed"], days_old=30), Option.PRP, Verdict.CLEAR),
    ("stale good", facts(no=["mixed"], days_old=31), Option.PRP, Verdict.ASK),
    ("stale bad", facts(yes=["mixed"], days_old=31), Option.PRP, Verdict.WARN),
)
