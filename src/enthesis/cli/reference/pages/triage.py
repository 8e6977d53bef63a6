"""How soon somebody who asks should be seen: every ground of a suggestion, with its question."""

from enthesis.cli.reference.markdown import TRUST, cite, code, table
from enthesis.domain.numbers import in_words
from enthesis.domain.practice.triage import GROUNDS, Ground, HowSoon, WhyDeclined

TITLE = "Urgency of requests"
SUMMARY = (
    "What is told with a request suggests an urgency, with the reasons; the soonest counts. A person sets "
    "it, and says why where it is another. What nobody told is named as not known, and is no reason to wait."
)


def body() -> str:
    return "\n".join((_grounds(), _declined()))


def _grounds() -> str:
    soonest = sorted(GROUNDS, key=lambda ground: ground.how_soon.place)
    levels = ", ".join(how_soon.label.lower() for how_soon in HowSoon)
    head = ("Ground", "Suggests", "When", "Trust", "Source", "To confirm")
    return f"## Grounds\n\nThe urgencies, the soonest first: {levels}.\n\n" + table(
        head, [row for ground in soonest for row in _rows(ground)]
    )


def _rows(ground: Ground) -> list[tuple[str, ...]]:
    limit = f"{ground.limits[0].value}" if ground.limits else ""
    says = ground.says.format(limit=limit)
    first = (
        code(ground.id), ground.how_soon.label, says, TRUST[ground.tag], cite(ground.source), ground.note
    )  # fmt: skip
    numbers = [
        ("", "", in_words(limit), TRUST[limit.tag], cite(limit.source), limit.note) for limit in ground.limits
    ]
    return [first, *numbers]


def _declined() -> str:
    rows = [(code(why.value), why.label, why.sentence or "–") for why in WhyDeclined]
    return (
        "## Why a request is declined\n\nThe sentence stands in a message that is drafted and never sent by "
        "the program.\n\n" + table(("Code", "Reason", "Sentence in the draft"), rows)
    )
