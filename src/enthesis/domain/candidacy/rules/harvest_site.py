"""HARV-1: a crest that was irradiated or operated on is a poor place to take marrow from."""

from enthesis.domain.candidacy.facts import Facts, facts
from enthesis.domain.candidacy.heard import hear
from enthesis.domain.candidacy.policy import Policy
from enthesis.domain.candidacy.rule import Rule
from enthesis.domain.terms import Option, Tag
from enthesis.domain.verdict import Finding, Verdict

RULE = Rule(
    code="HARV-1",
    title="Pelvic radiation or surgery of the crest",
    row=25,
    reads=("pelvic_radiation",),
    verdicts={Option.CELLS: Verdict.WARN},
    source="recalled",
    tag=Tag.RECALLED,
    question="Ask about radiation of the pelvis and surgery of the iliac crest.",
    note="Recalled: is another site enough, or does it speak against marrow altogether?",
)


def judge(facts: Facts, option: Option, policy: Policy) -> Finding:
    """Applies to radiation of the pelvis and to surgery of the crest the marrow is to come from."""
    heard = hear(
        facts.pelvic_radiation,
        facts,
        policy,
        what="whether the pelvis was irradiated or the crest operated on",
        about="the crest",
    )
    return RULE.find(
        option,
        policy,
        heard,
        yes="The pelvis was irradiated or the iliac crest operated on: choose another site for the marrow.",
        no="The pelvis was not irradiated and the iliac crest not operated on.",
    )


EXAMPLES = (
    ("yes, cells", facts(yes=["pelvic_radiation"]), Option.CELLS, Verdict.WARN),
    ("no", facts(no=["pelvic_radiation"]), Option.CELLS, Verdict.CLEAR),
    ("missing", facts(), Option.CELLS, Verdict.ASK),
    ("current on day 30", facts(no=["pelvic_radiation"], days_old=30), Option.CELLS, Verdict.CLEAR),
    ("stale good", facts(no=["pelvic_radiation"], days_old=31), Option.CELLS, Verdict.ASK),
    ("stale bad", facts(yes=["pelvic_radiation"], days_old=31), Option.CELLS, Verdict.WARN),
)
