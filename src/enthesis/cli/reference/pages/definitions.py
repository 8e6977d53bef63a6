"""What the words of a result mean, and the published figures that stand beside our own."""

from collections.abc import Iterable

from enthesis.cli.reference.markdown import TRUST, cite, code, table
from enthesis.domain.numbers import in_words
from enthesis.domain.outcomes.definitions import DEFINITIONS
from enthesis.domain.outcomes.published import LATE, PUBLISHED, REGISTERED, RETURNED, TARGET, Figure

TITLE = "Definitions of results"
SUMMARY = (
    "What endpoint, failure, latest follow-up and responder mean wherever a result is told, and figures of "
    "others to compare with."
)


def body() -> str:
    return "\n".join((_definitions(), _answered(), _figures()))


def _definitions() -> str:
    rows = [
        (d.title, d.text.text, TRUST[d.text.tag], cite(d.text.source), d.text.note, code(d.computed_by))
        for d in DEFINITIONS
    ]
    return "## Words\n\n" + table(("Word", "Meaning", "Trust", "Source", "To confirm", "Computed by"), rows)


def _answered() -> str:
    rows = [
        (
            a.milestone,
            a.series,
            f"{a.answered} of {a.asked}" if a.answered is not None else "not available",
            in_words(a.percent),
            cite(a.percent.source),
        )
        for a in PUBLISHED
    ]
    aim = f"To reach: {in_words(TARGET)}, {TRUST[TARGET.tag]}. {TARGET.note}\n\n"
    return (
        "## How many answered\n\n" + aim + table(("Milestone", "Series", "Answered", "Share", "Source"), rows)
    )


def _figures() -> str:
    told = (
        ("## How many operations a registry knows of", REGISTERED),
        ("## Those who answer late", LATE),
        ("## Return to activity", RETURNED),
    )
    return "\n".join(f"{title}\n\n{_table(figures)}" for title, figures in told)


def _table(figures: Iterable[Figure]) -> str:
    rows = [(f.what, in_words(f.value), TRUST[f.value.tag], cite(f.value.source)) for f in figures]
    return table(("", "Figure", "Trust", "Source"), rows)
