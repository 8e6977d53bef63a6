"""What happened to the hips after surgery: complications, tears that came back, further operations."""

from dataclasses import dataclass

import numpy as np

from enthesis.domain.outcomes.event_grade import Grade
from enthesis.domain.outcomes.event_type import EventType
from enthesis.evidence.statistics.estimate import Keys
from enthesis.evidence.synthetic.hips import Hips, Words, dice_of
from enthesis.evidence.synthetic.truth import Truth

SOON, LATER = 90, 3600  # days within which complications and further operations begin
MINOR = (
    EventType.SUPERFICIAL_INFECTION,
    EventType.HAEMATOMA,
    EventType.SEROMA,
    EventType.BURSITIS,
    EventType.LATERAL_FEMORAL_CUTANEOUS_NERVE,
    EventType.DEEP_VEIN_THROMBOSIS,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Happenings:
    """Events that had begun before today: `hips` are places in the block, `day` counts from surgery."""

    hips: Keys
    kind: Words
    day: Keys
    grade: Words


def draw_happenings(truth: Truth, hips: Hips, *, seed: int, block: int) -> Happenings:
    dice = dice_of(seed, block, "happenings")
    n, one = len(hips), np.arange(len(hips))
    share = (
        np.where(hips.endoscopic, *(float(truth.complication[a].value) for a in ("endoscopic", "open"))) / 100
    )
    retorn = dice.random(n) < float(truth.retear.value) / 100
    revised = retorn & (dice.random(n) < float(truth.revision.value) / float(truth.retear.value))
    replaced = dice.random(n) < float(truth.arthroplasty.value) / 100
    torn_on = dice.integers(30, LATER // 4, n)
    kinds = dice.choice([kind.value for kind in MINOR], n)
    parts = (
        (dice.random(n) < share, kinds, dice.integers(1, SOON, n), np.where(dice.random(n) < 0.3, "I", "II")),
        (retorn, EventType.RE_RUPTURE.value, torn_on, Grade.II.value),
        (revised, EventType.REVISION_REPAIR.value, torn_on + dice.integers(20, 120, n), Grade.III.value),
        (replaced, EventType.HIP_REPLACEMENT.value, dice.integers(120, LATER, n), Grade.III.value),
    )
    found = [
        (one[has], np.broadcast_to(kind, n)[has], day[has], np.broadcast_to(grade, n)[has])
        for has, kind, day, grade in parts
    ]
    at, kind, day, grade = (np.concatenate(column) for column in zip(*found, strict=True))
    come = day <= hips.ago[at]
    order = np.lexsort((kind[come], day[come], at[come]))
    return Happenings(
        hips=at[come][order],
        kind=kind[come][order].astype(np.str_),
        day=day[come][order],
        grade=grade[come][order].astype(np.str_),
    )
