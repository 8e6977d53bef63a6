"""Bands and rows of a practice's own hips, scale by scale; too few people are told as too few."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

import numpy as np

from enthesis.domain.outcomes.catalogue import instruments
from enthesis.domain.outcomes.chosen import Choices
from enthesis.domain.outcomes.declared import HUNDREDTH
from enthesis.domain.outcomes.instrument import Instrument
from enthesis.domain.outcomes.own_cohort import FEWEST, Band, OwnCohort, Spread
from enthesis.domain.outcomes.schedule import MILESTONES
from enthesis.domain.pathway.comparable import GROUPS
from enthesis.evidence.analysis.own_hips import OwnHip, Variant
from enthesis.evidence.analysis.own_rows import made_rows


def own_cohorts(
    hips: Sequence[OwnHip], choices: Choices = (), *, on: date, with_labels: bool = False
) -> tuple[OwnCohort, ...]:
    """Every scale on which these hips have a score; `choices` name the anchors that are asked."""
    told = {scale for hip in hips for scale in hip.scores}
    return tuple(
        OwnCohort(
            instrument=one.id,
            scale=one.scale.id,
            scale_variant=one.scale_variant,
            on=on,
            bands=tuple(_bands(hips, (one.id, one.scale_variant))),
            made=tuple(made_rows(hips, one, choices)),
            with_labels=with_labels,
        )
        for one in _scales()
        if (one.id, one.scale_variant) in told
    )


def _scales() -> Iterator[Instrument]:
    for instrument in instruments().values():
        yield from instrument.by_scale


def _bands(hips: Sequence[OwnHip], scale: Variant) -> Iterator[Band]:
    """That of every hip, then those of each group of types that are alike; empty ones are left out."""
    for types in ((), *GROUPS):
        like = [hip for hip in hips if not types or hip.lall in types]
        spreads = tuple(_spreads(like, scale))
        if spreads:
            yield Band(types=types, spreads=spreads)


def _spreads(hips: Sequence[OwnHip], scale: Variant) -> Iterator[Spread]:
    for milestone in MILESTONES:
        told = [(hip.person, given) for hip in hips if (given := hip.at(scale, milestone.id)) is not None]
        persons = len({person for person, _ in told})
        if persons < FEWEST.value:
            continue
        lower, median, upper = np.percentile([given.value for _, given in told], (25, 50, 75))
        yield Spread(
            milestone=milestone.id,
            day=int(np.median([given.day for _, given in told])),
            hips=len(told),
            persons=persons,
            lower=_decimal(lower),
            median=_decimal(median),
            upper=_decimal(upper),
        )


def _decimal(value: float) -> Decimal:
    return Decimal(repr(float(value))).quantize(HUNDREDTH)
