"""What happened to the hips after surgery: complications, tears that came back, further operations."""

from dataclasses import dataclass

import numpy as np

from enthesis.domain.outcomes.event_grade import Grade, Relatedness
from enthesis.domain.outcomes.event_type import EventType
from enthesis.evidence.statistics.estimate import Keys
from enthesis.evidence.synthetic.courses import Courses
from enthesis.evidence.synthetic.dice import Flags, Words, dice_of, happens, likelier
from enthesis.evidence.synthetic.hips import Hips
from enthesis.evidence.synthetic.truth import Truth, part

SOON = (1, 90)  # days after surgery within which complications begin
EARLIEST_TEAR, EARLIEST_ARTHROPLASTY = 30, 120
TO_REVISION = (20, 120)  # days from the new tear to the revision
OTHERS = (
    EventType.HAEMATOMA.value,
    EventType.SEROMA.value,
    EventType.BURSITIS.value,
    EventType.LATERAL_FEMORAL_CUTANEOUS_NERVE.value,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Happenings:
    """Events that began before today: `hips` are places in the block, `day` counts from surgery."""

    hips: Keys
    kind: Words
    day: Keys
    grade: Words
    operation: Words  # how far it comes from the operation
    product: Words  # how far it comes from the product; empty where there was none


def draw_happenings(truth: Truth, hips: Hips, courses: Courses, *, seed: int, block: int) -> Happenings:
    dice, n = dice_of(seed, block, "happenings"), len(hips)
    complication, kind, grade = _complications(truth, hips, dice)
    retorn = _poorly(truth, courses, part(truth.retear), dice)
    torn_on = _day(EARLIEST_TEAR, float(truth.retear_within.value), dice, n)
    revised = retorn & happens(dice, np.full(n, part(truth.revision) / part(truth.retear)), n)
    replaced = _poorly(truth, courses, part(truth.arthroplasty), dice)
    replaced_on = _day(EARLIEST_ARTHROPLASTY, float(truth.arthroplasty_within.value), dice, n)
    parts = (
        (complication, kind, dice.integers(*SOON, n), grade, Relatedness.PROBABLE.value),
        (retorn, EventType.RE_RUPTURE.value, torn_on, Grade.II.value, Relatedness.POSSIBLE.value),
        (
            revised,
            EventType.REVISION_REPAIR.value,
            torn_on + dice.integers(*TO_REVISION, n),
            Grade.III.value,
            Relatedness.POSSIBLE.value,
        ),
        (
            replaced,
            EventType.HIP_REPLACEMENT.value,
            replaced_on,
            Grade.III.value,
            Relatedness.UNLIKELY.value,
        ),
    )
    found = [[np.broadcast_to(column, n)[has] for column in (np.arange(n), *told)] for has, *told in parts]
    at, kinds, day, grades, operation = (np.concatenate(column) for column in zip(*found, strict=True))
    order = np.lexsort((kinds, day, at))
    order = order[day[order] < hips.ago[at[order]]]
    who = at[order].astype(np.int64)
    return Happenings(
        hips=who,
        kind=kinds[order].astype(np.str_),
        day=day[order].astype(np.int64),
        grade=grades[order].astype(np.str_),
        operation=operation[order].astype(np.str_),
        product=np.where(hips.product[who] == "none", "", Relatedness.UNLIKELY.value),
    )


def _complications(truth: Truth, hips: Hips, dice: np.random.Generator) -> tuple[Flags, Words, Words]:
    """Whether there was one, by the approach, which, and its grade."""
    n, shares = len(hips), truth.complication
    share = np.where(hips.endoscopic, part(shares["endoscopic"]), part(shares["open"]))
    clot, germ, place = part(truth.thrombosis), part(truth.infection), dice.random(n)
    kind = np.select(
        (place < clot, place < clot + germ, place < share),
        (
            EventType.DEEP_VEIN_THROMBOSIS.value,
            EventType.SUPERFICIAL_INFECTION.value,
            dice.choice(OTHERS, n),
        ),
        "",
    )
    mild = np.isin(kind, OTHERS) & happens(dice, truth.needed_nothing, n)
    return place < share, kind, np.where(mild, Grade.I.value, Grade.II.value)


def _poorly(truth: Truth, courses: Courses, share: float, dice: np.random.Generator) -> Flags:
    """What befalls this share of the hips, more often those that gained little."""
    weight = float(truth.outcome_on_events.value)
    noise = dice.standard_normal(len(courses.gained))
    return likelier(share, weight * courses.gained, noise, weight)


def _day(first: int, last: float, dice: np.random.Generator, n: int) -> Keys:
    """Days after surgery, the early ones likelier; none after the last."""
    return first + np.floor((last - first) * dice.random(n) ** 2).astype(np.int64)
