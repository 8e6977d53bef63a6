"""Time to a threshold: the share that was there by a month, as closely as visits tell it."""

import math

from enthesis.evidence.analysis.times import AT_MONTHS, Estimated, TimeTo
from enthesis.evidence.report.table import Line, Table, cells, inner, under
from enthesis.evidence.report.tables.thresholds import METRICS
from enthesis.evidence.report.words import NONE, decimal, plain_number, whole

NOTES = (
    "A hip is known to have met a threshold between two visits only: Turnbull’s estimate. Where two "
    "shares stand, the visits leave open which it is. Days are taken to the nearest month, so that visits "
    "of one milestone are one time: by day, two hips seen a few days apart would be placed in the days in "
    "which their visits overlap, as if that were known. Estimates by day differ a little.",
    "Hips are followed to their last score before an endpoint. One that ended without meeting the "
    "threshold never met it in the first line; in the second it has not met it yet, which flatters. No "
    "interval is given. Who met it once may not have kept it.",
    "Every score after surgery counts, also outside the windows of follow-up; a threshold of one year and "
    "more is used at earlier visits too, as published series do.",
)


def times_table(found: tuple[TimeTo, ...]) -> Table:
    return Table(
        id="time-to-threshold",
        title="Whole months until a threshold was first seen to be met",
        header=(
            "Score and threshold",
            "Hips, n",
            "Met before surgery, n",
            "Without room, n",
            *(f"By {month} months, %" for month in AT_MONTHS),
            "Half of the hips, months",
        ),
        lines=(*(line for one in found for line in _lines(one)), *(under(note) for note in NOTES if found)),
    )


def _lines(one: TimeTo) -> tuple[Line, Line]:
    """Hips with an endpoint as never meeting it first, then as not having met it yet."""
    title = f"{one.title}: {METRICS[one.metric]} {plain_number(one.value)}"
    before = whole(one.there), whole(one.no_room)
    fail, later = one.ended_fail, one.ended_open
    return (
        cells(f"{title}; endpoint: never met", whole(fail.n), *before, *_told(fail)),
        inner(f"{title}; endpoint: not met yet", whole(later.n), *before, *_told(later)),
    )


def _told(made: Estimated) -> tuple[str, ...]:
    by_month = {told.month: _share(told.least, told.most) for told in made.reached}
    return (*(by_month.get(month, NONE) for month in AT_MONTHS), _median(made))


def _share(least: float, most: float) -> str:
    """One share, or the two between which it lies."""
    low, high = decimal(100 * least), decimal(100 * most)
    return low if low == high else f"{low} to {high}"


def _median(one: Estimated) -> str:
    if one.median is None:
        return "not met" if one.n else NONE
    after, by = one.median
    return f"{whole(math.floor(after))} to {whole(math.ceil(by))}"
