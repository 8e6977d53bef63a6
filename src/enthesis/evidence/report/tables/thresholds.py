"""Responders: each rate with the row of the threshold table behind it, printed as its source prints it."""

from collections.abc import Iterator

from enthesis.domain.outcomes.threshold import Kind, Threshold
from enthesis.domain.outcomes.thresholds import load_threshold
from enthesis.domain.terms import Tag
from enthesis.evidence.analysis.responders import OwnThreshold, Rate, Responders
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

METRICS = {"mcid": "MCID", "pass": "PASS"}
NO_ROW = (
    "No {metric} is given: none was found for this scale that could be taken without a choice of the study."
)


def responders_table(found: tuple[Responders, ...], cite: Citations) -> Table:
    """The default row of each metric; hips with an endpoint as not reaching it first, then left out."""
    return Table(
        id="responders",
        title="Hips that reached a published threshold",
        header=(
            "Score and threshold",
            "Early endpoint counted as not reached, n/N (%)",
            "95% CI, %",
            "Early endpoint left out, n/N (%)",
            "95% CI, endpoint left out, %",
            "Without room, n",
        ),
        lines=tuple(line for one in found for line in _of(one, cite)),
        notes=(
            "MCID: minimal clinically important difference, a change. PASS: patient acceptable symptom "
            "state, a score.",
            "Without room: hips whose score before surgery left less than the threshold up to the end of the "
            "scale. They are counted.",
            "A threshold belongs to the cohort it was computed in; another one gives another share (next "
            "tables).",
        ),
    )


def strip_table(found: tuple[Responders, ...], cite: Citations) -> Table:
    """Every published row of each metric."""
    return Table(
        id="every-threshold",
        title="The same hips by every published threshold",
        header=("Threshold", "Value, points", "Reached, n/N (%)", "95% CI, %", "Cohort of the threshold"),
        lines=tuple(line for one in found if one.strip for line in _strip(one, cite)),
        notes=(
            "Hips with an early endpoint count as not reaching it. The row used above is marked “default”.",
            "† Of younger patients after hip arthroscopy: shown beside the others, never the default.",
        ),
    )


def own_table(found: tuple[Responders, ...]) -> Table:
    """Half a standard deviation of this cohort's own scores."""
    return Table(
        id="own-thresholds",
        title="Half a standard deviation of this cohort’s own scores as the threshold",
        header=(
            "Score",
            "½ SD before surgery, points",
            "Reached, n/N (%)",
            "½ SD of the change, points",
            "Reached it, n/N (%)",
        ),
        lines=tuple(_own(one.title, one.own) for one in found),
        notes=(
            "Computed in the hips it is applied to, so it says little about them; published thresholds come "
            "first. Hips with an early endpoint count as not reaching it.",
        ),
    )


def row_told(rate: Rate, cite: Citations) -> str:
    """The threshold row in words: value, population, n, horizon, method, source."""
    row, threshold = rate.row, load_threshold(rate.row.id)
    told = (
        f"{row.id}: {limit_told(threshold)}",
        row.population,
        n_of(row.n) if row.n is not None else "n not stated",
        row.horizon or "horizon not stated",
        row.method or "method not stated",
    )
    return f"Threshold {'; '.join(told)}{_source(threshold, cite)}"


def limit_told(threshold: Threshold) -> str:
    """What has to be reached, such as `an improvement of at least 5.8 points`."""
    value = plain_number(threshold.value.value)
    if threshold.kind is Kind.CHANGE:
        return f"an improvement of {'at least' if threshold.inclusive else 'more than'} {value} points"
    above = threshold.direction == "higher_better"
    if threshold.inclusive:
        return f"a score of {value} or {'more' if above else 'less'}"
    return f"a score of {'more' if above else 'less'} than {value}"


def _source(threshold: Threshold, cite: Citations) -> str:
    if threshold.value.tag is Tag.RECALLED:
        return "; recalled, not read in a source: to be confirmed"
    return cite.mark(threshold.source)


def _of(one: Responders, cite: Citations) -> Iterator[Line]:
    yield heading(one.title)
    for metric in METRICS.values():
        mine = [rate for rate in one.rates if METRICS[rate.row.metric] == metric]
        if not mine:
            yield under(NO_ROW.format(metric=metric))
        for rate in mine:
            yield _rate(rate)
            yield under(row_told(rate, cite))


def _rate(rate: Rate) -> Line:
    counted, apart = rate.all_counted, rate.ended_excluded
    return cells(
        f"{METRICS[rate.row.metric]} {plain_number(rate.row.value)}",
        share(rate.reached, counted.n),
        between_percent(counted.low, counted.high),
        share(rate.reached_excluded, apart.n),
        between_percent(apart.low, apart.high),
        whole(rate.no_room) if rate.row.kind == Kind.CHANGE else NONE,
    )


def _strip(one: Responders, cite: Citations) -> Iterator[Line]:
    metric = ""
    for rate in one.strip:
        row = rate.row
        if metric != (metric := METRICS[row.metric]):
            yield heading(f"{one.title}: {metric}")
        threshold = load_threshold(row.id)
        mark = " (default)" if row.is_default else " †" if row.is_fallback else ""
        more = "" if threshold.inclusive else "more than "
        cohort = "; ".join(filter(None, (row.population, row.horizon, row.method)))
        yield cells(
            f"{row.id.split('/')[0]}{mark}",
            f"{more}{plain_number(row.value)}",
            share(rate.reached, rate.all_counted.n),
            between_percent(rate.all_counted.low, rate.all_counted.high),
            f"{cohort}{_source(threshold, cite)}",
        )


def _own(title: str, own: OwnThreshold) -> Line:
    return cells(
        title,
        decimal(own.half_sd_before),
        NONE if own.reached_before is None else share(own.reached_before, own.n),
        decimal(own.half_sd_change),
        NONE if own.reached_change is None else share(own.reached_change, own.n),
    )


def limit_of(rate: Rate) -> str:
    """What has to be reached, by the row's own words."""
    return limit_told(load_threshold(rate.row.id))
