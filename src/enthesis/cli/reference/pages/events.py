"""Adverse events: the kinds, and the scales they are judged on."""

from collections.abc import Mapping

from enthesis.cli.reference.markdown import TRUST, cite, code, table
from enthesis.domain.numbers import in_words
from enthesis.domain.outcomes.event_grade import CRITERIA, GRADES, RELATEDNESS, SEVERITIES
from enthesis.domain.outcomes.event_type import KINDS, OF_PRODUCT, OPERATIONS, EventType
from enthesis.domain.outcomes.published import AGREEMENT, Figure
from enthesis.domain.outcomes.retear import SEEN, WAYS
from enthesis.domain.pathway.doing_again import REASONS, ActivityScale
from enthesis.domain.terms import Wording

TITLE = "Adverse events"
SUMMARY = (
    "What may happen to a patient after an operation, how grave it was and how much it has to do with the "
    "treatment. An event that contradicts itself is not recorded: a death that is not serious, an "
    "operation of grade I, a result of an operation that came later."
)


def body() -> str:
    return "\n".join((_kinds(), _found(), _grades(), _severities(), _judged(), _agreement(), _again()))


def _kinds() -> str:
    rows = [(code(kind), kind.label, _needs(kind)) for kind in EventType]
    return f"## Kinds\n\n{TRUST[KINDS.tag].capitalize()}. {KINDS.note}\n\n" + table(
        ("Id", "Kind", "What it is"), rows
    )


def _needs(kind: EventType) -> str:
    if kind in OPERATIONS:
        return "at least grade III; endpoint of a repair"
    if kind is EventType.READMISSION:
        return "at least grade III"
    return "of a product, or of taking it" if kind in OF_PRODUCT else ""


def _found() -> str:
    rows = [
        (what, w.text, TRUST[w.tag], w.note) for what, w in (("Found by", WAYS), ("At an operation", SEEN))
    ]
    return "## A new tear\n\n" + table(("", "Words", "Trust", "To confirm"), rows)


def _again() -> str:
    scales = ", ".join(f"{s.label} ({s.levels[0]} to {s.levels[1]})" for s in ActivityScale)
    return (
        "## Return to activity, sport and work\n\nLevels are told by "
        f"{scales}. Why not: {REASONS.text}. {TRUST[REASONS.tag].capitalize()}. {REASONS.note}\n"
    )


def _grades() -> str:
    return "## Grades, modified Clavien–Dindo–Sink\n\n" + _scale({str(k): v for k, v in GRADES.items()})


def _severities() -> str:
    return "## Severity\n\n" + _scale({str(int(k)): v for k, v in SEVERITIES.items()})


def _scale(levels: Mapping[str, Wording]) -> str:
    rows = [(name, w.text, TRUST[w.tag], cite(w.source), w.note) for name, w in levels.items()]
    return table(("Level", "Meaning", "Trust", "Source", "To confirm"), rows)


def _judged() -> str:
    rows = [
        (what, w.text, TRUST[w.tag], w.note)
        for what, w in (
            ("Serious by one of", CRITERIA),
            ("Related to the operation, and to the product", RELATEDNESS),
        )
    ]
    return "## Serious and related\n\n" + table(("", "Levels", "Trust", "To confirm"), rows)


def _agreement() -> str:
    rows = [(f.what, in_words(f.value), _interval(f), cite(f.value.source)) for f in AGREEMENT]
    return "## How well ten readers agreed on 44 cases\n\n" + table(
        ("", "Fleiss kappa", "Interval", "Source"), rows
    )


def _interval(figure: Figure) -> str:
    return (
        f"{in_words(figure.low)} to {in_words(figure.high)}"
        if figure.low and figure.high
        else "not available"
    )
