"""The published thresholds behind every word such as "improved"."""

from collections.abc import Iterable

from enthesis.cli.reference.markdown import TRUST, cite, table
from enthesis.domain.numbers import in_words
from enthesis.domain.outcomes.detectable import DETECTABLE
from enthesis.domain.outcomes.distribution import MDC95, METHODS
from enthesis.domain.outcomes.instrument import Direction
from enthesis.domain.outcomes.threshold import Kind, Printed, Threshold
from enthesis.domain.outcomes.thresholds import (
    AFTER_REPAIR,
    DEFAULTS,
    FALLBACK,
    PRINTED_RANGES,
    UNFOUND,
    VERSION,
)

TITLE = "Thresholds"
SUMMARY = (
    "What counts as a change or a state that matters differs from publication to publication. No "
    "threshold is a constant here: every responder rate names the row it used. Which row is the default "
    "is a **proposal**, open to each practice and study."
)

HEADER = (
    "Set",
    "Instrument",
    "Scale",
    "Metric",
    "Reached when",
    "Achieved there",
    "Population",
    "n",
    "Horizon",
    "Method",
    "Source",
    "To confirm",
)

OWN = (
    "A cohort's own rows stand beside the published ones and are never a default. A cut by an anchor is that "
    "of the greatest Youden index; of equal ones the most sensitive."
)
BEYOND = "Below such a change a difference may be error of measurement. A change beyond it need not matter."


def body() -> str:
    return "\n".join(
        (
            f"Version {VERSION} of the table.\n",
            _section("After repair", "", table(HEADER, _rows(AFTER_REPAIR))),
            _section(
                "Of hip arthroscopy, as a fallback",
                "These patients are younger. None of these rows is a default: somebody has to choose it.",
                table(HEADER, _rows(FALLBACK)),
            ),
            _section(
                "Printed as a range",
                "A range is no cut until a practice or study chooses a value in it and says why.",
                _ranges(),
            ),
            _section(
                "Not found",
                "These were published, and their values were not found. None is guessed.",
                _unfound(),
            ),
            _section("From a cohort's own scores", OWN, _formulas()),
            _section("Changes beyond error", BEYOND, _detectable()),
        )
    )


def _section(title: str, words: str, rows: str) -> str:
    return f"## {title}\n\n" + (f"{words}\n\n" if words else "") + rows


def _rows(rows: Iterable[Threshold]) -> list[tuple[str, ...]]:
    return [_row(t) for t in rows]


def _row(t: Threshold) -> tuple[str, ...]:
    default = (t.instrument, t.metric, t.set_id) in {(d.instrument, d.metric, d.set_id) for d in DEFAULTS}
    return (
        t.set_id + (" (default)" if default else ""),
        t.instrument,
        t.scale_variant,
        t.metric.upper(),
        _reached(t) + _accuracy(t),
        in_words(t.achieved) if t.achieved else "",
        t.population,
        _count(t),
        t.horizon or "not available",
        t.method or "not available",
        cite(t.source) or TRUST[t.value.tag],
        t.note,
    )


def _reached(t: Threshold) -> str:
    better, worse = ("≥", "≤") if t.direction is Direction.HIGHER_BETTER else ("≤", "≥")
    match t.kind:
        case Kind.CHANGE:
            return f"better by {'' if t.inclusive else 'more than '}{in_words(t.value)}"
        case Kind.PERCENT:
            return f"better by {in_words(t.value)} of what was possible"
        case Kind.ABSOLUTE:
            return f"score {better} {in_words(t.value)}"
        case Kind.NO_BETTER:
            return f"score {worse} {in_words(t.value)}"


def _accuracy(t: Threshold) -> str:
    if t.accuracy is None:
        return ""
    told = t.accuracy
    return (
        f" (sensitivity {in_words(told.sensitivity)}, specificity {in_words(told.specificity)}, area under "
        f"the curve {in_words(told.area)})"
    )


def _ranges() -> str:
    rows = [
        (*_named(r), f"{r.low.value} to {in_words(r.high)}", r.population, _count(r), cite(r.source), r.note)
        for r in PRINTED_RANGES
    ]
    return table(
        ("Set", "Instrument", "Scale", "Metric", "Range", "Population", "n", "Source", "To confirm"), rows
    )


def _unfound() -> str:
    rows = [
        (*_named(u), u.population, _count(u), u.horizon, u.method or "not available", cite(u.source))
        for u in UNFOUND
    ]
    return table(
        ("Set", "Instrument", "Scale", "Metric", "Population", "n", "Horizon", "Method", "Source"), rows
    )


def _named(row: Printed) -> tuple[str, str, str, str]:
    return row.set_id, row.instrument, row.scale_variant, row.metric.upper()


def _count(row: Printed) -> str:
    return "not available" if row.n is None else str(row.n)


def _formulas() -> str:
    told = [("MCID", f) for f in METHODS.values()] + [("MDC95", MDC95)]
    rows = [(name, f.text.text, TRUST[f.text.tag], cite(f.text.source), f.text.note) for name, f in told]
    return table(("Gives", "Formula", "Trust", "Source", "To confirm"), rows)


def _detectable() -> str:
    rows = [
        (
            row.instrument,
            row.scale_variant,
            in_words(row.change),
            f"{'above ' if row.is_floor else ''}{row.reliability.value}",
            row.population,
            "not available" if row.n is None else str(row.n),
            cite(row.change.source),
        )
        for row in DETECTABLE
    ]
    return table(("Instrument", "Scale", "Change", "Correlation", "Population", "n", "Source"), rows)
