"""Thresholds that a practice's own hips make: half a deviation, both ways, and the cut of an anchor."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

import numpy as np

from enthesis.domain.outcomes.catalogue import instruments
from enthesis.domain.outcomes.chosen import Choices, OwnWay, ThresholdChoice
from enthesis.domain.outcomes.declared import HUNDREDTH
from enthesis.domain.outcomes.distribution import METHODS, Way
from enthesis.domain.outcomes.from_cohort import Cohort, row_by_anchor, row_by_deviation
from enthesis.domain.outcomes.instrument import Direction, Instrument
from enthesis.domain.outcomes.own_cohort import FEWEST, FEWEST_FOR_ROW, MadeRow
from enthesis.domain.outcomes.threshold import Accuracy, Kind, Metric
from enthesis.domain.outcomes.thresholds import JUDGED_FROM
from enthesis.domain.terms import Sourced, Tag
from enthesis.evidence.analysis.own_hips import Given, OwnHip
from enthesis.evidence.statistics.curve import Cut, area_under, best_cut
from enthesis.evidence.statistics.deviation import METHOD, deviation
from enthesis.evidence.statistics.estimate import Estimate

POPULATION = "this practice's own hips"
LATER = f"latest score from day {JUDGED_FROM.value} on"
WAYS = {OwnWay.BASELINE: Way.BASELINE, OwnWay.CHANGE: Way.CHANGE}
Pair = tuple[OwnHip, Given, Given]


def made_rows(hips: Sequence[OwnHip], instrument: Instrument, choices: Choices) -> Iterator[MadeRow]:
    """Both halves of a deviation, and each anchor that was chosen for this scale."""
    pairs = _pairs(hips, instrument)
    for own in WAYS:
        yield _by_deviation(own, pairs, instrument)
    for choice in choices:
        if choice.own_way is OwnWay.ANCHOR and choice.scale == instrument.scale.id:
            yield _by_anchor(choice, hips, instrument)


def _pairs(hips: Sequence[OwnHip], instrument: Instrument) -> list[Pair]:
    """Hips with a score before surgery and a later one."""
    scale, told = (instrument.id, instrument.scale_variant), []
    for hip in hips:
        before, after = hip.before(scale), hip.latest(scale, from_day=int(JUDGED_FROM.value))
        if before is not None and after is not None:
            told.append((hip, before, after))
    return told


def _by_deviation(own: OwnWay, pairs: Sequence[Pair], instrument: Instrument) -> MadeRow:
    """Of the hips that have both scores, so that both ways are of the same ones."""
    n, way = len(pairs), WAYS[own]
    if n < FEWEST_FOR_ROW.value:
        return MadeRow(way=own, metric=Metric.MCID, n=n, why_not=_too_few(n, "with a score before and later"))
    is_first = way is Way.BASELINE
    values = [before.value if is_first else _gain(before, after, instrument) for _, before, after in pairs]
    horizon = "before surgery" if way is Way.BASELINE else LATER
    row = row_by_deviation(
        instrument, way, [_decimal(v) for v in values], Cohort(population=POPULATION, horizon=horizon)
    )
    if row is None:
        return MadeRow(way=own, metric=Metric.MCID, n=n, why_not="All of these hips are alike.")
    made, half = deviation(np.array(values, dtype=np.float64)), float(METHODS[way].factor.value)
    return MadeRow(
        way=own,
        metric=Metric.MCID,
        n=n,
        row=row,
        low=_decimal(made.low * half) if made.low is not None else None,
        high=_decimal(made.high * half) if made.high is not None else None,
        interval=METHOD,
    )


def _by_anchor(choice: ThresholdChoice, hips: Sequence[OwnHip], instrument: Instrument) -> MadeRow:
    """The cut that parts those who answered the anchor with yes at the same visit from those who did not."""
    told = list(_answered(choice, hips, instrument))
    scores = np.array([score for score, _yes in told], dtype=np.float64)
    yes = np.array([answer for _score, answer in told], dtype=np.bool_)
    n, fewer = len(told), int(min(yes.sum(), (~yes).sum())) if told else 0
    if n < FEWEST_FOR_ROW.value or fewer < FEWEST.value:
        why = _too_few(n, "with an answer to the anchor") if n < FEWEST_FOR_ROW.value else _one_sided(fewer)
        return MadeRow(way=OwnWay.ANCHOR, metric=choice.metric, n=n, why_not=why)
    lower = choice.metric is Metric.PASS and instrument.direction is Direction.LOWER_BETTER
    cut, area = best_cut(scores, yes, lower_is_better=lower), area_under(scores, yes, lower_is_better=lower)
    row = (
        None
        if cut is None
        else row_by_anchor(
            instrument,
            choice.metric,
            _kind(choice),
            _decimal(cut.value),
            _accuracy(cut, area, n),
            n=n,
            cohort=Cohort(population=POPULATION, horizon=LATER),
        )
    )
    why = "" if row else "No cut tells the answers apart better than chance."
    return MadeRow(way=OwnWay.ANCHOR, metric=choice.metric, n=n, row=row, why_not=why)


def _kind(choice: ThresholdChoice) -> Kind:
    return Kind.ABSOLUTE if choice.metric is Metric.PASS else Kind.CHANGE


def _answered(
    choice: ThresholdChoice, hips: Sequence[OwnHip], instrument: Instrument
) -> Iterator[tuple[float, bool]]:
    """What the threshold is cut from, and whether the anchor was answered with yes at that milestone."""
    scale, question = (instrument.id, instrument.scale_variant), _asked(choice.anchor)
    for hip in hips:
        after = hip.latest(scale, from_day=int(JUDGED_FROM.value))
        before = hip.before(scale)
        answer = after and hip.at((question.id, question.scale_variant), after.milestone)
        if after is None or answer is None or (before is None and choice.metric is Metric.MCID):
            continue
        score = (
            after.value
            if before is None or choice.metric is Metric.PASS
            else _gain(before, after, instrument)
        )
        yield score, _is_yes(answer.value, choice, question)


def _is_yes(value: float, choice: ThresholdChoice, question: Instrument) -> bool:
    limit = float(choice.yes_from or 0)
    return value >= limit if question.direction is Direction.HIGHER_BETTER else value <= limit


def _asked(name: str) -> Instrument:
    """The instrument of an anchor, with that scale alone."""
    scales = (one for i in instruments().values() for one in i.by_scale)
    return next(one for one in scales if one.scale.id == name)


def _accuracy(cut: Cut, area: Estimate, n: int) -> Accuracy:
    def share(value: float | None, what: str) -> Sourced:
        told = Decimal(repr(value or 0.0)).quantize(HUNDREDTH)
        return Sourced(told, "1", tag=Tag.DERIVED, note=f"{what}, of {n} hips of this practice")

    return Accuracy(
        sensitivity=share(cut.sensitivity, "Share of the yes at or beyond the cut"),
        specificity=share(cut.specificity, "Share of the no on the other side"),
        area=share(area.value, area.method),
    )


def _gain(before: Given, after: Given, instrument: Instrument) -> float:
    risen = after.value - before.value
    return risen if instrument.direction is Direction.HIGHER_BETTER else -risen


def _too_few(n: int, which: str) -> str:
    return f"Too few: {n} hips {which}, and {FEWEST_FOR_ROW.value} are needed."


def _one_sided(fewer: int) -> str:
    return f"Too few: only {fewer} hips gave one of the two answers, and {FEWEST.value} are needed."


def _decimal(value: float) -> Decimal:
    return Decimal(repr(float(value))).quantize(HUNDREDTH)
