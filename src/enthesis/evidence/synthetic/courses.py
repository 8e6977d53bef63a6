"""How each hip does over time: a true score for each instrument on each day it is asked.

Before and after are drawn together, so that the later score has its published moments and correlation; what a
product does is added to it, centred, so that an effect moves the groups apart and not the whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.schedule import milestone_called
from enthesis.evidence.statistics.estimate import Keys, Reals
from enthesis.evidence.synthetic.answers import grain
from enthesis.evidence.synthetic.dice import dice_of, normals
from enthesis.evidence.synthetic.hips import Hips
from enthesis.evidence.synthetic.moments import Placing, alike, placing
from enthesis.evidence.synthetic.truth import Truth, part

DAYS_A_MONTH = 30.4375
FATTY = 2  # from this Goutallier grade on recovery is slow
MHHS = "mhhs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Courses:
    """Standard normal values: of each hip before and in the end, by instrument; what it gained on the whole.

    `effect` is what was done for it, in deviations of the later score; `pace` the days to half of the change.
    """

    before: Mapping[str, Reals]
    end: Mapping[str, Reals]
    gained: Reals
    effect: Reals
    pace: Reals


def placings(truth: Truth, name: str) -> tuple[Placing, Placing]:
    """How an instrument's scores lie before surgery and in the end."""
    course, step = truth.scores[name], grain(load_instrument(name))
    return placing(course.before, step=step), placing(course.after, step=step)


def likeness(truth: Truth, name: str) -> float:
    """How alike the normal values behind this instrument and mHHS must be."""
    if name == MHHS:
        return 1.0
    wanted = float(truth.scores[name].likeness.value)
    return alike(wanted, placings(truth, MHHS)[0], placings(truth, name)[0])


def draw_courses(truth: Truth, hips: Hips, *, seed: int, block: int) -> Courses:
    dice = dice_of(seed, block, "courses")
    two = float(truth.alike.value)
    general, gained = normals(dice, hips.whose, two), _gained(truth, hips, dice)
    together = _together(truth)
    before, end = {}, {}
    for name in truth.scores:
        like = likeness(truth, name)
        own = np.sqrt(1 - like**2)
        before[name] = like * general + own * normals(dice, hips.whose, two)
        later = like * gained + own * normals(dice, hips.whose, two)
        end[name] = together * before[name] + np.sqrt(1 - together**2) * later
    return Courses(
        before=before, end=end, gained=gained, effect=_effect(truth, hips), pace=_pace(truth, hips)
    )


def true_scores(
    truth: Truth, courses: Courses, days: Keys, hips: Keys, dice: np.random.Generator
) -> Mapping[str, Reals]:
    """Every instrument's score of these hips on these days since surgery, on its scale, not yet rounded."""
    noise = float(truth.visit_noise.value)
    of_day = dice.standard_normal(len(hips))
    risen = _risen(courses.pace[hips], days)
    found = {}
    for name in truth.scores:
        like, (early, late) = likeness(truth, name), placings(truth, name)
        today = like * of_day + np.sqrt(1 - like**2) * dice.standard_normal(len(hips))
        z = np.sqrt(1 - noise) * courses.end[name][hips] + np.sqrt(noise) * today
        before, end = early.of(courses.before[name][hips]), late.of(z + like * courses.effect[hips])
        found[name] = before + (end - before) * risen
    return found


def _risen(pace: Reals, days: Keys) -> Reals:
    """The share of the change that has come: half after the pace, all of it after two years."""
    two_years = float(milestone_called("2y").target.value)
    since = np.clip(days, 0, two_years)
    return np.asarray((1 - 2.0 ** (-since / pace)) / (1 - 2.0 ** (-two_years / pace)))


def _pace(truth: Truth, hips: Hips) -> Reals:
    """Days to half of the change: the published mean over all hips, longer for weak or fatty ones."""
    factor = float(truth.weak_slows.value)
    quick = (1 - part(truth.weak)) * sum(part(s) for s in truth.goutallier[:FATTY])
    mean = quick + (1 - quick) * factor
    slow = np.where(hips.weak | (hips.goutallier >= FATTY), factor, 1.0)
    return slow / mean * float(truth.half_rise.value) * DAYS_A_MONTH


def _together(truth: Truth) -> float:
    """Correlation of the normal values before and in the end; that of two days then is the wanted one."""
    of_days = alike(float(truth.before_after.value), *placings(truth, MHHS))
    return of_days / float(np.sqrt(1 - float(truth.visit_noise.value)))


def _gained(truth: Truth, hips: Hips, dice: np.random.Generator) -> Reals:
    """Standard normal: severity, weakness, what no record holds, and chance."""
    of_severity, of_hidden = float(truth.severity_on_outcome.value), float(truth.hidden_on_outcome.value)
    of_weak, weak = float(truth.weak_on_outcome.value), part(truth.weak)
    chance = np.sqrt(1 - of_severity**2 - of_hidden**2 - of_weak**2)
    return np.asarray(
        of_severity * hips.severity
        + of_hidden * hips.hidden
        + of_weak * (hips.weak - weak) / np.sqrt(weak * (1 - weak))
        + chance * normals(dice, hips.whose, float(truth.alike.value))
    )


def _effect(truth: Truth, hips: Hips) -> Reals:
    """Centred over the block."""
    found = np.zeros(len(hips))
    for name, effect in truth.effect.items():
        has = hips.graft if name == "graft" else hips.product == name
        found += float(effect.value) * (has - has.mean())
    return found
