"""Which forms were answered, on which day, with which answers; what was left out is left out."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy import stats

from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.schedule import Milestone, milestone_called
from enthesis.evidence.statistics.estimate import Keys, Reals
from enthesis.evidence.synthetic.answers import Answers, answers_for
from enthesis.evidence.synthetic.courses import MHHS, Courses, true_scores
from enthesis.evidence.synthetic.dice import Flags, dice_of
from enthesis.evidence.synthetic.hips import Hips
from enthesis.evidence.synthetic.moments import placing
from enthesis.evidence.synthetic.truth import Truth, part
from enthesis.evidence.tables import MISSING, NOT_APPLICABLE

SATISFACTION = "satisfaction-10"
ASKS_SATISFACTION = ("1y", "2y", "5y", "10y")
REMINDED = 28  # days after the invitation: who answers from here on was reminded
LATEST = 90  # days after the invitation


@dataclass(frozen=True, slots=True, kw_only=True)
class Forms:
    """The answered forms of one instrument at one milestone: `hips` are places in the block."""

    instrument: str
    milestone: str
    hips: Keys
    day: Keys
    answers: Answers


def draw_forms(truth: Truth, hips: Hips, courses: Courses, *, seed: int, block: int) -> Iterator[Forms]:
    """Every form that was sent in before today, milestone by milestone."""
    lasting = dice_of(seed, block, "answering").standard_normal(len(hips))[hips.whose]
    for name, share in truth.answers.items():
        milestone = milestone_called(name)
        dice = dice_of(seed, block, f"forms {name}")
        answers, late = _answering(truth, hips, lasting, part(share), dice)
        day = _days(milestone, late, dice)
        who = np.flatnonzero(answers & (day < hips.ago))
        for instrument, wanted in true_scores(truth, courses, day[who], who, dice).items():
            yield _form(truth, instrument, name, who, day[who], wanted, dice)
        if name in ASKS_SATISFACTION:
            wanted = _satisfied(truth, courses, late, who, dice)
            yield _form(truth, SATISFACTION, name, who, day[who], wanted, dice)


def _answering(
    truth: Truth, hips: Hips, lasting: Reals, share: float, dice: np.random.Generator
) -> tuple[Flags, Flags]:
    """Who answers, and who of them only after a reminder: those who hardly do."""
    lasts, hidden = float(truth.answering_lasts.value), float(truth.hidden_on_answering.value)
    noise = dice.standard_normal(len(hips))
    eager = np.sqrt(lasts) * lasting + np.sqrt(1 - lasts) * noise + hidden * hips.hidden
    eager = eager / np.sqrt(1 + hidden**2)
    return eager > stats.norm.isf(share), eager <= stats.norm.isf(share * part(truth.prompt))


def _days(milestone: Milestone, late: Flags, dice: np.random.Generator) -> Keys:
    """Days since surgery: soon after the invitation or after a reminder, in the window where it counts."""
    first = int(max(milestone.invites.value, milestone.counts_from.value))
    last = min(int(milestone.closes.value) - 1, first + LATEST)
    waited = np.floor(dice.exponential(REMINDED / 4, len(late))).astype(np.int64)
    return np.where(
        late, np.minimum(first + REMINDED + 2 * waited, last), first + np.minimum(waited, REMINDED - 1)
    )


def _satisfied(truth: Truth, courses: Courses, late: Flags, who: Keys, dice: np.random.Generator) -> Reals:
    """Satisfaction follows how the hip does; late answers are as much lower as published."""
    spread, of_late = placing(truth.satisfaction, step=1), 1 - part(truth.prompt)
    lower = stats.norm.isf(part(truth.satisfied_prompt)) - stats.norm.isf(part(truth.satisfied_late))
    follows = float(truth.outcome_on_satisfaction.value)
    own = follows * courses.end[MHHS][who] + np.sqrt(1 - follows**2) * dice.standard_normal(len(who))
    z = (own + lower * (late[who] - of_late)) / np.sqrt(1 + lower**2 * of_late * (1 - of_late))
    return spread.of(z)


def _form(
    truth: Truth,
    instrument: str,
    milestone: str,
    who: Keys,
    day: Keys,
    wanted: Reals,
    dice: np.random.Generator,
) -> Forms:
    declared = load_instrument(instrument)
    answers = answers_for(declared, wanted, dice)
    if answers.shape[1] > 1:
        moot = np.array([item.allows_na for item in declared.fields])
        answers[moot & (dice.random(answers.shape) < part(truth.item_moot))] = NOT_APPLICABLE
        answers[dice.random(answers.shape) < part(truth.item_missing)] = MISSING
    return Forms(instrument=instrument, milestone=milestone, hips=who, day=day, answers=answers)
