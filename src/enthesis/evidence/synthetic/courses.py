"""How each hip does over time: a true score for each instrument on each day it is asked.

Before and after are drawn together, so that the later score has its published moments and correlation; what a
product does is added to it, centred, so that an effect moves the groups apart and not the whole.
"""

from dataclasses import dataclass

import numpy as np

from enthesis.evidence.statistics.estimate import Keys, Reals
from enthesis.evidence.synthetic.hips import Hips, dice_of
from enthesis.evidence.synthetic.moments import placed
from enthesis.evidence.synthetic.truth import Truth

DAYS_A_MONTH = 30.4375
FATTY = 2  # from this Goutallier grade on recovery is slow


@dataclass(frozen=True, slots=True, kw_only=True)
class Courses:
    """Standard normal places of each hip before and in the end, by instrument; the pace in days to half."""

    before: dict[str, Reals]
    end: dict[str, Reals]
    pace: Reals


def draw_courses(truth: Truth, hips: Hips, *, seed: int, block: int) -> Courses:
    dice = dice_of(seed, block, "courses")
    n = len(hips)
    general = dice.standard_normal(n)  # how the hip is before surgery, on the whole
    gained = _gained(truth, hips, dice)
    together = float(truth.before_after.value)
    before, end = {}, {}
    for name, course in truth.scores.items():
        like = float(course.likeness.value)
        own = np.sqrt(1 - like**2)
        before[name] = like * general + own * dice.standard_normal(n)
        later = like * gained + own * dice.standard_normal(n)
        end[name] = together * before[name] + np.sqrt(1 - together**2) * later
    slow = np.where(hips.weak | (hips.goutallier >= FATTY), float(truth.weak_slows.value), 1.0)
    return Courses(before=before, end=end, pace=slow * float(truth.half_rise.value) * DAYS_A_MONTH)


def true_score(
    truth: Truth, courses: Courses, name: str, days: Keys, hips: Keys, dice: np.random.Generator
) -> Reals:
    """The score of these hips on these days since surgery, on the instrument's scale, before any rounding."""
    course = truth.scores[name]
    noise = float(truth.visit_noise.value)
    z = np.sqrt(1 - noise) * courses.end[name][hips] + np.sqrt(noise) * dice.standard_normal(len(hips))
    before, end = placed(courses.before[name][hips], course.before), placed(z, course.after)
    risen = np.where(days <= 0, 0.0, 1 - 2.0 ** (-np.maximum(days, 0) / courses.pace[hips]))
    return before + (end - before) * risen


def _gained(truth: Truth, hips: Hips, dice: np.random.Generator) -> Reals:
    """Standard normal, unless a product has an effect."""
    a, b = float(truth.severity_on_outcome.value), float(truth.hidden_on_outcome.value)
    chance = np.sqrt(1 - a * a - b * b) * dice.standard_normal(len(hips))
    gained = a * hips.severity + b * hips.hidden + chance
    for name, effect in truth.effect.items():
        has = hips.graft if name == "graft" else hips.product == name
        gained = gained + float(effect.value) * (has - has.mean())
    return np.asarray(gained)
