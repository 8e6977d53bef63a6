"""What is examined, item by item, and what is published on how well it tells."""

from enthesis.cli.reference.facts import facts_table
from enthesis.cli.reference.markdown import TRUST, cite, table, words
from enthesis.domain.examination.history import History
from enthesis.domain.examination.imaging import MriFindings
from enthesis.domain.examination.items import ITEMS, Item
from enthesis.domain.examination.muscle import Muscle
from enthesis.domain.examination.published import AGREEMENTS, PUBLISHED, Agreement
from enthesis.domain.examination.tear import Tear
from enthesis.domain.examination.tests import ACCURACY, FAMILIAR_PAIN, STANCE_SECONDS, Accuracy, Examination
from enthesis.domain.numbers import in_words
from enthesis.domain.pathway.indications import INDICATIONS, Indication
from enthesis.domain.terms import Tag

TITLE = "What is examined, and how well it tells"
SUMMARY = (
    "Every item that is recorded of a hip, how far its list may be trusted, and what is published about it. "
    "What was not asked, read or done stays unknown: it is never normal."
)
HEADINGS = {
    History: "What is told",
    Examination: "By hand",
    Tear: "The tear",
    Muscle: "The muscle",
    MriFindings: "The images",
}


def body() -> str:
    parts = [f"## {HEADINGS[kind]}\n\n{_items(items)}" for kind, items in ITEMS.items()]
    return "\n".join((*parts, _accuracy(), _agreement(), _published(), _indications()))


def _items(items: tuple[Item, ...]) -> str:
    rows = [(i.title, _recorded(i), TRUST[i.tag], cite(i.source), i.note) for i in items]
    return table(("Item", "Recorded as", "Trust", "Source", "To confirm"), rows)


def _recorded(item: Item) -> str:
    answers = [
        w.text + (" (recalled)" if w.tag is Tag.RECALLED else "") for w in (item.answers or {}).values()
    ]
    return ": ".join(part for part in (item.recorded, "; ".join(answers)) if part)


def _accuracy() -> str:
    rule = (
        f"The single-leg stance is positive with the familiar pain of {in_words(FAMILIAR_PAIN)} or more "
        f"of 10 within {in_words(STANCE_SECONDS)} ({cite(FAMILIAR_PAIN.source)})."
    )
    header = ("Test", "Study", "Hips", "Sensitivity", "Specificity", "Source")
    return f"## How well the tests tell\n\n{rule}\n\n{table(header, map(_accurate, ACCURACY))}"


def _accurate(found: Accuracy) -> tuple[str, ...]:
    title = next(item.title for item in ITEMS[Examination] if item.id == found.test)
    hips = str(found.hips) if found.hips else "not available"
    values = (in_words(found.sensitivity), in_words(found.specificity))
    return title, found.study, hips, *values, cite(found.sensitivity.source)


def _agreement() -> str:
    header = ("Scale", "Study", "Read", "Agreement", "Statistic", "Value", "Source")
    return (
        "## How well readers agree\n\nA reading names its reader, and a second reader makes a second one: "
        "agreement can be counted here too.\n\n" + table(header, map(_agreed, AGREEMENTS))
    )


def _agreed(found: Agreement) -> tuple[str, ...]:
    return (
        found.of,
        found.study,
        in_words(found.patients),
        found.who or "not available",
        found.statistic or "not available",
        " / ".join(in_words(value) for value in found.values),
        cite(found.values[0].source),
    )


def _published() -> str:
    return f"## What is published about the items\n\n{facts_table(PUBLISHED, _about)}"


def _about(name: str) -> str:
    titles = {item.id: item.title for items in ITEMS.values() for item in items}
    return titles.get(name, words(name))


def _indications() -> str:
    header = ("Indication", "Trust", "Source", "Numbers", "Note")
    return (
        "## Published indications\n\nA hip meets one, does not, or nobody knows yet. They advise and hold no "
        "signature back.\n\n" + table(header, map(_indication, INDICATIONS))
    )


def _indication(one: Indication) -> tuple[str, ...]:
    limits = "; ".join(f"{in_words(limit)}, {TRUST[limit.tag]}" for limit in one.limits)
    return one.statement, TRUST[one.tag], cite(one.source), limits, one.note
