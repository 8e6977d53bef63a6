"""Time to a threshold: the share that was there by a month, as closely as visits tell it."""

import math

from enthesis.evidence.analysis.times import AT_MONTHS, TimeTo
from enthesis.evidence.report.table import Line, Table, cells
from enthesis.evidence.report.tables.thresholds import METRICS
from enthesis.evidence.report.words import NONE, decimal, plain_number, whole


def times_table(found: tuple[TimeTo, ...]) -> Table:
    return Table(
        id="time-to-threshold",
        title="Time until a threshold was first seen to be met",
        header=(
            "Score and threshold",
            "Hips, n",
            "Met before surgery, n",
            "Without room, n",
            *(f"By {month} months, %" for month in AT_MONTHS),
            "Half of the hips, months",
        ),
        lines=tuple(_line(one) for one in found),
        notes=(
            "A hip is known to have met a threshold between two visits only: Turnbull’s estimate, days in "
            "the nearest month. Where two shares stand, the visits leave open which it is.",
            "Hips are followed to their last score before an endpoint; one that ended without meeting the "
            "threshold is taken as not having met it yet, which flatters. No interval is given. Who met it "
            "once may not have kept it.",
            "A threshold of one year and more is used at earlier visits too, as published series do.",
        ),
    )


def _line(one: TimeTo) -> Line:
    by_month = {told.month: _share(told.least, told.most) for told in one.reached}
    return cells(
        f"{one.title}: {METRICS[one.metric]} {plain_number(one.value)}",
        whole(one.n),
        whole(one.there),
        whole(one.no_room),
        *(by_month.get(month, NONE) for month in AT_MONTHS),
        _median(one),
    )


def _share(least: float, most: float) -> str:
    """One share, or the two between which it lies."""
    low, high = decimal(100 * least), decimal(100 * most)
    return low if low == high else f"{low} to {high}"


def _median(one: TimeTo) -> str:
    if one.median is None:
        return "not met" if one.n else NONE
    after, by = one.median
    return f"{whole(math.floor(after))} to {whole(math.ceil(by))}"
