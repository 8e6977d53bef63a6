"""Who the hips are: numbers as mean, deviation and range, words as counts; what is unknown is counted too."""

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from enthesis.evidence.cohort import Cohort, Practice, Reals

MONTH = 30.4375  # days


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """A number over hips; everything is None where no hip has it, the deviation also where one has."""

    title: str
    unit: str
    n: int
    unknown: int
    mean: float | None
    sd: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    word: str
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """A word over hips, most frequent first, grades in their own order; percent are of those known."""

    title: str
    n: int
    unknown: int
    counts: tuple[Count, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    title: str
    rows: tuple[Numbers | Counts, ...]


WHO = (("sex", "Sex"), ("side", "Side"))
NUMBERS_OF_WHO = (("age", "Age at surgery", "years"), ("bmi", "Body mass index", "kg/m²"))
PRESENTATION = (
    ("tenderness", "Lateral tenderness"),
    ("trendelenburg", "Trendelenburg sign"),
    ("gait", "Gait"),
    ("abduction", "Abduction strength (MRC)"),
    ("tobacco", "Smokes"),
)
TEAR = (
    ("thickness", "Thickness"),
    ("lall", "Lall type"),
    ("retraction", "Retraction"),
    ("quality", "Tendon quality"),
    ("goutallier", "Goutallier, worst of gluteus medius"),
    ("gluteus_minimus", "Gluteus minimus torn"),
    ("tonnis", "Tönnis grade"),
)
OPERATION = (
    ("repair", "Repair"),
    ("micropuncture", "Footprint micropunctured"),
    ("bursectomy", "Bursectomy"),
    ("graft", "Graft"),
    ("biologic", "Biologic product"),
)

GRADED = frozenset({"abduction", "lall", "goutallier", "tonnis"})


def describe(practice: Practice, cohort: Cohort, *, needed: str) -> tuple[Group, ...]:
    """The groups of a paper's first tables, over the analysed hips; `needed` tells the day of follow-up."""
    rows = cohort.eligible[cohort.analysed]
    months = cohort.latest_day[needed][cohort.analysed] / MONTH
    return (
        Group(
            title="Patients and hips",
            rows=(
                *(_any(practice, name, title, rows) for name, title in WHO),
                *(_numbers(practice.hips.number(n)[rows], t, u) for n, t, u in NUMBERS_OF_WHO),
                _numbers(months, "Follow-up", "months"),
                _numbers(practice.hips.number("symptoms")[rows], "Duration of symptoms", "months"),
                _numbers(practice.hips.number("nonoperative")[rows], "Non-operative care", "months"),
            ),
        ),
        Group(title="Presentation", rows=tuple(_any(practice, n, t, rows) for n, t in PRESENTATION)),
        Group(title="Tear and muscle", rows=tuple(_any(practice, n, t, rows) for n, t in TEAR)),
        Group(
            title="Operation",
            rows=(
                *(_any(practice, n, t, rows) for n, t in OPERATION),
                _numbers(practice.hips.number("anchors")[rows], "Suture anchors", ""),
            ),
        ),
    )


def _numbers(values: Reals, title: str, unit: str) -> Numbers:
    known = np.sort(values[np.isfinite(values)])
    n = len(known)
    mean = math.fsum(known) / n if n else None
    sd = math.sqrt(math.fsum((known - mean) ** 2) / (n - 1)) if n > 1 and mean is not None else None
    return Numbers(
        title=title,
        unit=unit,
        n=n,
        unknown=len(values) - n,
        mean=mean,
        sd=sd,
        low=float(known[0]) if n else None,
        high=float(known[-1]) if n else None,
    )


numbers_of = _numbers


def _grade(word: str) -> tuple[str, int]:
    """The place of a grade among its own kind: 4- before 4 before 4+."""
    return word.rstrip("+-"), {"-": -1, "+": 1}.get(word[-1:], 0)


def _any(practice: Practice, name: str, title: str, rows: NDArray[np.intp]) -> Counts:
    """The words of a column, the yes and no of a flag, or the grades of a scale."""
    if name in practice.hips.words:
        told = practice.hips.word(name).taken(rows).spelled()
    elif practice.hips.table.column(name).kind == "flag":
        yes_no: Mapping[int, str | None] = {1: "yes", 0: "no", -1: None}
        told = [yes_no[int(flag)] for flag in practice.hips.flag(name)[rows]]
    else:
        told = [None if math.isnan(g) else f"{g:g}" for g in practice.hips.number(name)[rows]]
    known = [word for word in told if word is not None]
    counts = sorted(Counter(known).items(), key=lambda c: _grade(c[0]) if name in GRADED else (-c[1], c[0]))
    return Counts(
        title=title,
        n=len(known),
        unknown=len(told) - len(known),
        counts=tuple(Count(word=word, n=n) for word, n in counts),
    )
