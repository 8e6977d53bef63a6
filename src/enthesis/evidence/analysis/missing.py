"""Who is missing: the hips lost to follow-up beside those that were not, as they were before surgery."""

from dataclasses import dataclass

import numpy as np

from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.evidence.analysis.describe import Numbers, numbers_of
from enthesis.evidence.cohort import Cohort, Practice, Reals
from enthesis.evidence.protocol import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """`difference` is the standardised mean difference, lost minus analysed, over the pooled deviation."""

    title: str
    analysed: Numbers
    lost: Numbers
    difference: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """`lost_with_endpoint` of the lost are known to have reached an endpoint later; `uncounted` are forms."""

    eligible: int
    lost: int
    ended: int
    lost_with_endpoint: int
    without_latest: tuple[tuple[str, int], ...]
    rows: tuple[Beside, ...]
    uncounted: tuple[tuple[str, int], ...]


def missing(practice: Practice, cohort: Cohort, protocol: Protocol) -> Missing:
    hips = practice.hips
    sex = hips.word("sex")
    is_told = sex.is_known & ~sex.is_in("unknown")
    compared = [
        ("Age, years", hips.number("age")[cohort.eligible]),
        ("Body mass index, kg/m²", hips.number("bmi")[cohort.eligible]),
        ("Years since surgery", hips.number("observed")[cohort.eligible] / 365.25),
        ("Women, share", np.where(is_told, sex.is_in("female"), np.nan)[cohort.eligible]),
        *((f"{load_instrument(n).title}, before", cohort.before[n]) for n in protocol.outcomes.instruments),
    ]
    return Missing(
        eligible=len(cohort.eligible),
        lost=int(cohort.lost.sum()),
        ended=int(cohort.ended.sum()),
        lost_with_endpoint=int((cohort.lost & np.isfinite(cohort.endpoint_day)).sum()),
        without_latest=tuple(
            (load_instrument(n).title, int(np.isnan(cohort.latest[n][~cohort.ended]).sum()))
            for n in protocol.outcomes.instruments
        ),
        rows=tuple(_beside(title, values, cohort) for title, values in compared),
        uncounted=tuple(
            (load_instrument(n).title, practice.series[n].uncounted)
            for n in protocol.outcomes.instruments
            if practice.series[n].uncounted
        ),
    )


def _beside(title: str, values: Reals, cohort: Cohort) -> Beside:
    there, gone = numbers_of(values[~cohort.lost], "", ""), numbers_of(values[cohort.lost], "", "")
    difference = None
    if None not in (there.sd, gone.sd, there.mean, gone.mean):
        pooled = (((there.sd or 0) ** 2 + (gone.sd or 0) ** 2) / 2) ** 0.5
        difference = ((gone.mean or 0) - (there.mean or 0)) / pooled if pooled else None
    return Beside(title=title, analysed=there, lost=gone, difference=difference)
