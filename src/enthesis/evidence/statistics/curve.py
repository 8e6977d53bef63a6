"""A receiver operating curve: how well scores tell apart who answered an anchor with yes; the best cut."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from enthesis.evidence.statistics.estimate import LEVEL, Estimate, Reals, check_pairs

AREA = "area under the receiver operating curve, DeLong's interval"
YOUDEN = "receiver operating curve, greatest Youden index; of equal ones the most sensitive"
ASSUMPTIONS = ("hips are independent of each other", "the anchor is true")
FEW = 10  # of either answer; below it a cut follows single hips

Answers = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A score is on the better side from `value` on; halfway between two scores that were seen.

    `index` is Youden's: sensitivity and specificity less one. `equal` counts the other cuts of that index.
    """

    value: float
    sensitivity: float
    specificity: float
    index: float
    equal: int
    n: int
    positives: int
    method: str = YOUDEN
    assumptions: tuple[str, ...] = ASSUMPTIONS
    warnings: tuple[str, ...] = ()


def area_under(scores: Reals, positive: Answers, *, lower_is_better: bool = False) -> Estimate:
    """The chance that a hip with a yes scores better than one with a no, a tie counting half; `p` against ½.

    Source: DeLong 1988; checked against R's wilcox.test and the variance of its placements, and against the
    ratings of Hanley and McNeil 1982.
    """
    yes, no = _parted(scores, positive, lower_is_better)
    n = len(scores)
    if not len(yes) or not len(no):
        return _without(n, None, "Everybody gave the same answer.")
    of_yes, of_no = _placements(yes, no), 1 - _placements(no, yes)
    area = math.fsum(of_yes) / len(yes)
    if min(len(yes), len(no)) == 1:
        return _without(n, area, "One hip with an answer has no interval.")
    error = math.sqrt(of_yes.var(ddof=1) / len(yes) + of_no.var(ddof=1) / len(no))
    if error == 0:
        return _without(n, area, "The scores part the answers without one exception.")
    reach = float(stats.norm.ppf((1 + LEVEL) / 2)) * error
    return Estimate(
        n=n,
        persons=n,
        value=area,
        low=max(0.0, area - reach),
        high=min(1.0, area + reach),
        p=float(2 * stats.norm.sf(abs(area - 0.5) / error)),
        method=AREA,
        assumptions=ASSUMPTIONS,
    )


def best_cut(scores: Reals, positive: Answers, *, lower_is_better: bool = False) -> Cut | None:
    """The cut of the greatest Youden index; of equal ones that which finds more of the yes.

    None where everybody gave the same answer or no cut does better than chance. Source: Youden 1950; checked
    by hand, and beside indices that R printed.
    """
    yes, no = _parted(scores, positive, lower_is_better)
    seen = np.unique(np.concatenate([yes, no]))
    if not len(yes) or not len(no) or len(seen) == 1:
        return None
    cuts = (seen[:-1] + seen[1:]) / 2
    found = len(yes) - np.searchsorted(yes, cuts)  # hips with a yes at the cut or beyond
    spared = np.searchsorted(no, cuts)
    index = found * len(no) + spared * len(yes) - len(yes) * len(no)  # whole, so that equal is equal
    best = int(index.argmax())  # the first of equal ones is the lowest cut, and the most sensitive
    if index[best] <= 0:
        return None
    few = min(len(yes), len(no))
    return Cut(
        value=float(-cuts[best] if lower_is_better else cuts[best]),
        sensitivity=int(found[best]) / len(yes),
        specificity=int(spared[best]) / len(no),
        index=int(index[best]) / (len(yes) * len(no)),
        equal=int((index == index[best]).sum()) - 1,
        n=len(scores),
        positives=len(yes),
        warnings=(f"Only {few} gave one of the answers: the cut may lie elsewhere.",) if few < FEW else (),
    )


def _parted(scores: Reals, positive: Answers, lower_is_better: bool) -> tuple[Reals, Reals]:
    """Scores with a yes and with a no, each sorted, the better ones last."""
    check_pairs(scores, positive.astype(np.int64))
    turned = -scores if lower_is_better else scores
    return np.sort(turned[positive]), np.sort(turned[~positive])


def _placements(own: Reals, others: Reals) -> Reals:
    """For each the share of the others it is above, half of those it equals."""
    below, upto = np.searchsorted(others, own), np.searchsorted(others, own, side="right")
    placed: Reals = (below + upto) / (2 * len(others))
    return placed


def _without(n: int, value: float | None, warning: str) -> Estimate:
    return Estimate(
        n=n,
        persons=n,
        value=value,
        low=None,
        high=None,
        method=AREA,
        assumptions=ASSUMPTIONS,
        warnings=(warning,),
    )
