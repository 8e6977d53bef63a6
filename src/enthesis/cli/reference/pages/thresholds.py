"""The published thresholds behind every word such as "improved"."""

from enthesis.cli.reference.markdown import cite, number, table
from enthesis.domain.outcomes.thresholds import DEFAULTS, THRESHOLDS, Kind, Threshold

TITLE = "Thresholds"
SUMMARY = (
    "What counts as a change or a state that matters differs from publication to publication. No "
    "threshold is a constant here: every responder rate names the row it used. Which row is the default "
    "is a **proposal**, open to each practice and study."
)


def body() -> str:
    return table(
        (
            "Set",
            "Instrument",
            "Scale",
            "Metric",
            "Reached when",
            "Population",
            "n",
            "Horizon",
            "Method",
            "Source",
        ),
        [_row(t) for t in THRESHOLDS],
    )


def _row(t: Threshold) -> tuple[str, ...]:
    default = (t.instrument, t.metric, t.set_id) in {(d.instrument, d.metric, d.set_id) for d in DEFAULTS}
    return (
        t.set_id + (" (default)" if default else ""),
        t.instrument,
        t.scale_variant,
        t.metric.upper(),
        _reached(t),
        t.population,
        str(t.n),
        t.horizon,
        t.method or "not available",
        cite(t.source),
    )


def _reached(t: Threshold) -> str:
    if t.kind is Kind.CHANGE:
        return f"better by {number(t.value)}{'' if t.inclusive else ' and more'}"
    lower = t.direction.value == "lower_better"
    return f"score {'≤' if lower else '≥'} {number(t.value)}"
