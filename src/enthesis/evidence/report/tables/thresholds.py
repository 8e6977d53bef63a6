"""Responders: each rate with the row of the threshold table behind it, printed as its source prints it."""

from collections.abc import Iterator

from enthesis.domain.outcomes.chosen import Origin
from enthesis.domain.outcomes.instrument import Direction
from enthesis.domain.outcomes.threshold import Kind
from enthesis.domain.terms import Tag
from enthesis.evidence.analysis.responders import Counted, OwnThreshold, Rate, Responders, Row
from enthesis.evidence.report.citations import Citations
from enthesis.evidence.report.table import Line, Table, cells, heading, under
from enthesis.evidence.report.words import (
    NONE,
    between_percent,
    decimal,
    n_of,
    plain_number,
    share,
    whole,
)
from enthesis.evidence.statistics.proportion import wilson

METRICS = {"mcid": "MCID", "pass": "PASS", "scb": "SCB", "moi": "MOI"}
ALWAYS = ("MCID", "PASS")  # told to be absent where there is no row
NO_ROW = (
    "No {metric} is given: none was found for this scale that could be taken without a choice of the study."
)
FAIL = "Early endpoint counted as not reached, n/N (%)"
OUT = "Early endpoint left out, n/N (%)"
OUT_CI = "95% CI, endpoint left out, %"


def responders_table(found: tuple[Responders, ...], cite: Citations) -> Table:
    """The row of each metric that is used; hips with an endpoint as not reaching it first, then left out."""
    return Table(
        id="responders",
        title="Hips that reached a threshold",
        header=("Score and threshold", FAIL, "95% CI, %", OUT, OUT_CI, "Without room, n"),
        lines=tuple(line for one in found for line in _of(one, cite)),
        notes=(
            "MCID: minimal clinically important difference, a change. PASS: patient acceptable symptom "
            "state, a score. SCB: a score or a change that its source calls substantial. MOI: maximal "
            "outcome improvement, a share of the possible.",
            "Without room: hips whose score before surgery left less than the threshold up to the end of the "
            "scale. They are counted, and left out in the line below.",
            "A threshold belongs to the cohort it was computed in; another one gives another share (next "
            "tables).",
        ),
    )


def strip_table(found: tuple[Responders, ...], cite: Citations) -> Table:
    """Every row of each metric, counted both ways."""
    return Table(
        id="every-threshold",
        title="The same hips by every published threshold",
        header=("Threshold", "Value", FAIL, "95% CI, %", OUT, OUT_CI, "Cohort of the threshold"),
        lines=tuple(line for one in found if one.strip for line in _strip(one, cite)),
        notes=(
            "Values are points, or percent of the possible where it says so. The row used above is marked "
            "“default” or “chosen”.",
            "† Of younger patients after hip arthroscopy: shown beside the others, never the default.",
        ),
    )


def own_table(found: tuple[Responders, ...]) -> Table:
    """Half a standard deviation of this cohort's own scores, counted both ways."""
    return Table(
        id="own-thresholds",
        title="Half a standard deviation of this cohort’s own scores as the threshold",
        header=("Score and deviation", "½ SD, points", FAIL, "95% CI, %", OUT, OUT_CI),
        lines=tuple(line for one in found for line in _own(one.title, one.own)),
        notes=(
            "Computed in the hips it is applied to, so it says little about them; published thresholds come "
            "first. The intervals take hips as independent of each other.",
        ),
    )


def row_told(row: Row, cite: Citations) -> str:
    """The threshold row in words: value, population, n, horizon, method, source, and who chose it."""
    told = (
        f"{row.id}: {limit_told(row)}",
        row.population,
        n_of(row.n) if row.n is not None else "n not stated",
        row.horizon or "horizon not stated",
        row.method or "method not stated",
    )
    chosen = "" if row.origin == Origin.DEFAULT else "; chosen by the protocol"
    return f"Threshold {'; '.join(told)}{_source(row, cite)}{chosen}"


def before_told(rate: Rate) -> str:
    """How many were in the state before surgery already: they cannot be told to have reached it by then."""
    if not rate.known_before:
        return "how many were in it before surgery is not known"
    return f"in it before surgery already: {share(rate.there_before or 0, rate.known_before)} of these hips"


def limit_told(row: Row) -> str:
    """What has to be reached, such as `an improvement of at least 5.8 points`."""
    value, least = plain_number(row.value), "at least" if row.inclusive else "more than"
    if row.kind == Kind.CHANGE:
        return f"an improvement of {least} {value} points"
    if row.kind == Kind.PERCENT:
        return f"an improvement of {least} {value}% of the possible"
    above = row.direction == Direction.HIGHER_BETTER
    if row.inclusive:
        return f"a score of {value} or {'more' if above else 'less'}"
    return f"a score of {'more' if above else 'less'} than {value}"


def _source(row: Row, cite: Citations) -> str:
    if row.tag == Tag.RECALLED:
        return "; recalled, not read in a source: to be confirmed"
    return cite.mark(row.source) if row.source else "; derived, published nowhere"


def _of(one: Responders, cite: Citations) -> Iterator[Line]:
    yield heading(one.title)
    for metric in METRICS.values():
        mine = [rate for rate in one.rates if METRICS[rate.row.metric] == metric]
        if not mine and metric in ALWAYS:
            yield under(NO_ROW.format(metric=metric))
        for rate in mine:
            yield _rate(rate)
            yield under(row_told(rate.row, cite))
            if rate.there_before is not None:
                yield under(f"{before_told(rate)[0].upper()}{before_told(rate)[1:]}.")
            if rate.with_room is not None:
                yield under(_with_room(rate.with_room))


def _rate(rate: Rate) -> Line:
    room = NONE if rate.row.kind == Kind.ABSOLUTE else whole(rate.no_room)
    return cells(f"{METRICS[rate.row.metric]} {_value(rate.row)}", *_both(rate.every), room)


def _both(told: Counted) -> tuple[str, str, str, str]:
    """The share and its interval with early endpoints as not reached, and the same without them."""
    counted, apart = told.ended_fail, told.ended_excluded
    return (
        share(told.reached, counted.n),
        between_percent(counted.low, counted.high),
        share(told.reached_excluded, apart.n),
        between_percent(apart.low, apart.high),
    )


def _with_room(told: Counted) -> str:
    counted, interval, apart, interval_apart = _both(told)
    return (
        f"Hips with room alone: {counted}, 95% CI {interval}; early endpoint left out {apart}, 95% CI "
        f"{interval_apart}"
    )


def _value(row: Row) -> str:
    """Such as 5.8, or 54.8%."""
    return f"{plain_number(row.value)}{'%' if row.kind == Kind.PERCENT else ''}"


def _strip(one: Responders, cite: Citations) -> Iterator[Line]:
    metric = ""
    for rate in one.strip:
        row = rate.row
        if metric != (metric := METRICS[row.metric]):
            yield heading(f"{one.title}: {metric}")
        more = "" if row.inclusive else "more than "
        cohort = "; ".join(filter(None, (row.population, row.horizon, row.method)))
        yield cells(
            f"{row.id.split('/')[0]}{_mark(row)}",
            f"{more}{_value(row)}",
            *_both(rate.every),
            f"{cohort}{_source(row, cite)}",
        )


def _mark(row: Row) -> str:
    used = "" if not row.is_used else " (default)" if row.origin == Origin.DEFAULT else " (chosen)"
    return used + (" †" if row.is_fallback else "")


def _own(title: str, own: OwnThreshold) -> Iterator[Line]:
    halves = (
        ("before surgery", own.half_sd_before, own.reached_before),
        ("of the change", own.half_sd_change, own.reached_change),
    )
    for words, half, reached in halves:
        both = (NONE,) * 4 if reached is None else _shares(reached, own)
        yield cells(f"{title}: {words}", decimal(half), *both)


def _shares(reached: int, own: OwnThreshold) -> tuple[str, ...]:
    told = []
    for n in (own.n, own.n_excluded):
        made = wilson(reached, n)
        told += [share(reached, n), between_percent(made.low, made.high)]
    return tuple(told)


def limit_of(rate: Rate) -> str:
    """What has to be reached, by the row's own words."""
    return limit_told(rate.row)
