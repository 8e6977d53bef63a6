"""ONC-2: a malignancy in recent remission keeps growth factors and cells out; the site says how recent."""

from datetime import date

from enthesis.domain.candidacy.facts import Cancer, Facts, facts
from enthesis.domain.candidacy.policy import Policy
from enthesis.domain.candidacy.reading import day_after, outdated
from enthesis.domain.candidacy.rule import Rule
from enthesis.domain.numbers import in_words
from enthesis.domain.terms import Option, Sourced, Tag
from enthesis.domain.verdict import Finding, Verdict

RULE = Rule(
    code="ONC-2",
    title="Malignancy in recent remission",
    row=2,
    reads=("malignancy",),
    verdicts={
        Option.PRP: Verdict.BLOCK,
        Option.CELLS: Verdict.BLOCK,
        Option.GRAFT: Verdict.INFO,
        Option.MICROPUNCTURE: Verdict.INFO,
    },
    limits={
        "window": Sourced(
            5, "a", tag="R", note="The source gives no duration: how long is a remission recent?"
        )
    },
    source="S0; window recalled",
    tag=Tag.RECALLED,
    question="Ask whether there was a malignancy and since when it is in remission.",
    note="The source says contra-indicated; that it blocks is a proposal: should it?",
)


def judge(facts: Facts, option: Option, policy: Policy) -> Finding:
    """Applies until the whole window has passed since the remission began; one without a date is asked.

    `facts.at` is in the zone of the case's office: the window ends with the local day, not that of UTC.
    """
    told = facts.malignancy
    if told is None:
        return RULE.ask(option, policy, "It is not known whether there was a malignancy.")
    if told.status is Cancer.REMISSION and told.remission_since is None:
        return RULE.ask(option, policy, "The malignancy is in remission, and its date is not known.")
    since, window = told.remission_since, RULE.limit("window", policy)
    recent = since is not None and facts.at.date() < day_after(since, window)
    return RULE.conclude(
        option,
        policy,
        applies=recent,
        sentence=_sentence(since, recent, in_words(window)),
        outdated=outdated("The answer about malignancy", told.at, facts.at, policy),
    )


def _sentence(since: date | None, recent: bool, window: str) -> str:
    if since is None:
        return "There is no malignancy in remission."
    return f"Remission since {since}, {'less than' if recent else 'at least'} {window} ago."


EXAMPLES = (
    (
        "one day below the limit",
        facts(cancer=Cancer.REMISSION, remission_since=date(2021, 3, 3)),
        Option.PRP,
        Verdict.BLOCK,
    ),
    (
        "at the limit",
        facts(cancer=Cancer.REMISSION, remission_since=date(2021, 3, 2)),
        Option.PRP,
        Verdict.CLEAR,
    ),
    (
        "above the limit",
        facts(cancer=Cancer.REMISSION, remission_since=date(2010, 1, 1)),
        Option.PRP,
        Verdict.CLEAR,
    ),
    (
        "last year, cells",
        facts(cancer=Cancer.REMISSION, remission_since=date(2025, 1, 1)),
        Option.CELLS,
        Verdict.BLOCK,
    ),
    (
        "last year, graft",
        facts(cancer=Cancer.REMISSION, remission_since=date(2025, 1, 1)),
        Option.GRAFT,
        Verdict.INFO,
    ),
    (
        "last year, micropuncture",
        facts(cancer=Cancer.REMISSION, remission_since=date(2025, 1, 1)),
        Option.MICROPUNCTURE,
        Verdict.INFO,
    ),
    ("date missing", facts(cancer=Cancer.REMISSION), Option.PRP, Verdict.ASK),
    ("active is judged elsewhere", facts(cancer=Cancer.ACTIVE), Option.PRP, Verdict.CLEAR),
    ("never", facts(cancer=Cancer.NEVER), Option.PRP, Verdict.CLEAR),
    ("missing", facts(), Option.PRP, Verdict.ASK),
    ("stale good", facts(cancer=Cancer.NEVER, days_old=31), Option.PRP, Verdict.ASK),
    (
        "stale bad",
        facts(cancer=Cancer.REMISSION, remission_since=date(2025, 1, 1), days_old=31),
        Option.PRP,
        Verdict.BLOCK,
    ),
)
