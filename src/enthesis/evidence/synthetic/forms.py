"""Which forms were answered, on which day, with which answers; what was left out is left out."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy import stats

from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.schedule import Milestone, milestone_called
from enthesis.evidence.statistics.estimate import Keys, Reals
from enthesis.evidence.synthetic.answers import Answers, answers_for
from enthesis.evidence.synthetic.courses import Courses, true_score
from enthesis.evidence.synthetic.hips import Flags, Hips, dice_of
from enthesis.evidence.synthetic.moments import placed
from enthesis.evidence.synthetic.truth import Truth
from enthesis.evidence.tables import MISSING

SATISFACTION = "satisfaction-10"
ASKS_SATISFACTION = ("1y", "2y", "5y", "10y")
LATE = 45  # days after the invitation within which nearly everybody who answers has done so


@dataclass(frozen=True, slots=True, kw_only=True)
class Forms:
    """The answered forms of one instrument at one milestone: `hips` are places in the block."""

    instrument: str
    milestone: str
    hips: Keys
    day: Keys
    answers: Answers


def draw_forms(truth: Truth, hips: Hips, courses: Courses, *, seed: int, block: int) -> Iterator[Forms]:
    """Every form that was sent before today, milestone by milestone."""
    for name, share in truth.answers.items():
        milestone = milestone_called(name)
        dice = dice_of(seed, block, f"forms {name}")
        day = _days(milestone, len(hips), dice)
        answered = _answers(truth, hips, float(share.value) / 100, dice) & (hips.ago - day >= 0)
        who = np.flatnonzero(answered)
        for instrument in truth.scores:
            wanted = true_score(truth, courses, instrument, day[who], who, dice)
            yield _form(truth, instrument, name, who, day[who], wanted, dice)
        if name in ASKS_SATISFACTION:
            wanted = _satisfied(truth, courses, who, dice)
            yield _form(truth, SATISFACTION, name, who, day[who], wanted, dice)


def _days(milestone: Milestone, n: int, dice: np.random.Generator) -> Keys:
    """Days since surgery: soon after the invitation, always inside the window and where it counts."""
    first = int(max(milestone.invites.value, milestone.counts_from.value))
    last = min(int(milestone.closes.value) - 1, first + 2 * LATE)
    waited = np.floor(dice.exponential(LATE / 4, n)).astype(np.int64)
    return np.clip(first + waited, first, last)


def _answers(truth: Truth, hips: Hips, share: float, dice: np.random.Generator) -> Flags:
    b = float(truth.hidden_on_answering.value)
    cut = stats.norm.isf(share) * np.sqrt(1 + b * b)
    return np.asarray(b * hips.hidden + dice.standard_normal(len(hips)) > cut)


def _satisfied(truth: Truth, courses: Courses, who: Keys, dice: np.random.Generator) -> Reals:
    z = 0.6 * courses.end["mhhs"][who] + 0.8 * dice.standard_normal(len(who))
    return placed(z, truth.satisfaction)


def _form(
    truth: Truth,
    instrument: str,
    milestone: str,
    who: Keys,
    day: Keys,
    wanted: Reals,
    dice: np.random.Generator,
) -> Forms:
    answers = answers_for(load_instrument(instrument), wanted, dice)
    if answers.shape[1] > 1:
        answers[dice.random(answers.shape) < float(truth.item_missing.value) / 100] = MISSING
    return Forms(instrument=instrument, milestone=milestone, hips=who, day=day, answers=answers)
