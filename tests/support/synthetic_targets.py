"""What a synthetic practice must meet: each quantity wanted, with its source, beside what was drawn.

A tolerance is four standard errors; two hips of one person count as alike as they are drawn.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.schedule import milestone_called
from enthesis.domain.terms import Sourced
from enthesis.evidence.columns import Columns, Flags
from enthesis.evidence.snapshot import Snapshot
from enthesis.evidence.statistics.estimate import Keys, Reals
from enthesis.evidence.synthetic.forms import ASKS_SATISFACTION, LATEST, REMINDED, SATISFACTION
from enthesis.evidence.synthetic.happenings import OTHERS, SOON, TO_REVISION
from enthesis.evidence.synthetic.truth import Course, Truth, part
from enthesis.evidence.tables import EVENTS, HIPS, responses, score_column

ERRORS = 4
TWO_YEARS = "2y"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """`n` values were looked at; none is a quantity that so few hips do not show."""

    quantity: str
    wanted: float
    source: str
    got: float
    tolerance: float
    n: int

    @property
    def is_met(self) -> bool:
        return self.n == 0 or abs(self.got - self.wanted) <= self.tolerance


def as_table(rows: Sequence[Row]) -> str:
    """One line a row; what is not met is marked."""
    widest = max(len(r.quantity) for r in rows)
    return "\n".join(
        f"{' ' if r.is_met else '!'} {r.quantity:<{widest}} {r.wanted:9.3f} {r.got:9.3f} ±{r.tolerance:7.3f} "
        f"{r.n:>7}  {r.source}"
        for r in rows
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One instrument: scores by hip (NaN where there is none) and the day of the form, by milestone."""

    score: dict[str, Reals]
    day: dict[str, Reals]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    hips: Columns
    persons: Keys
    ago: Reals  # at least so many days since surgery
    series: dict[str, Series]
    events: Columns


def see(snapshot: Snapshot, truth: Truth) -> Seen:
    hips = snapshot.load(HIPS)
    names = (*truth.scores, SATISFACTION)
    return Seen(
        hips=hips,
        persons=hips.key("person"),
        ago=hips.number("observed"),
        series={name: _series(snapshot, name, len(hips), tuple(truth.answers)) for name in names},
        events=snapshot.load(EVENTS),
    )


def _series(snapshot: Snapshot, name: str, hips: int, milestones: tuple[str, ...]) -> Series:
    instrument = load_instrument(name)
    told = snapshot.load(responses(instrument))
    score, day = {}, {}
    for milestone in milestones:
        here = told.taken(told.word("milestone").is_in(milestone))
        score[milestone], day[milestone] = np.full(hips, np.nan), np.full(hips, np.nan)
        score[milestone][here.key("hip")] = here.number(score_column(instrument.scale.id))
        day[milestone][here.key("hip")] = here.number("day")
    return Series(score=score, day=day)


def targets(snapshot: Snapshot, truth: Truth) -> tuple[Row, ...]:
    """Every row, in the order of the published distributions."""
    seen = see(snapshot, truth)
    return (
        *_people(seen, truth),
        *_tears(seen, truth),
        *_operations(seen, truth),
        *_scores(seen, truth),
        *_answers(seen, truth),
        *_satisfaction(seen, truth),
        *_events(seen, truth),
    )


def _people(seen: Seen, truth: Truth) -> Iterator[Row]:
    hips, by = seen.hips, seen.persons
    first = np.r_[True, by[1:] != by[:-1]]
    age = hips.number("age")
    yield from _moments("age", truth.age.mean, truth.age.sd, age, by)
    open_, endoscopic = (age[first & hips.word("approach").is_in(word)] for word in ("open", "endoscopic"))
    older = truth.open_older
    error = np.hypot(_error(open_), _error(endoscopic))
    yield Row(
        quantity="age, open over endoscopic",
        wanted=float(older.value),
        source=_source(older),
        got=open_.mean() - endoscopic.mean(),
        tolerance=ERRORS * error,
        n=len(age),
    )
    yield _share("female", truth.female, hips.word("sex").is_in("female")[first], by[first])
    yield from _moments("body mass index", truth.bmi.mean, truth.bmi.sd, hips.number("bmi"), by)
    yield _share("left", truth.left, hips.word("side").is_in("left")[first], by[first])
    yield _share("second hip of its person", truth.both_hips, ~first, by)
    yield from _moments(
        "months of symptoms", truth.symptoms.mean, truth.symptoms.sd, hips.number("symptoms"), by
    )
    yield _share("smokes", truth.smoker, hips.flag("tobacco")[first] == 1, by[first])


def _tears(seen: Seen, truth: Truth) -> Iterator[Row]:
    hips, by = seen.hips, seen.persons
    for name, share in truth.types.items():
        yield _share(f"type {name}", share, hips.word("lall").is_in(name), by)
    for grade, share in enumerate(truth.goutallier):
        yield _share(f"Goutallier {grade}", share, hips.number("goutallier") == grade, by)
    yield _share("gluteus minimus", truth.minimus, hips.flag("gluteus_minimus") == 1, by)
    yield _share("poor tendon", truth.poor_tendon, hips.word("quality").is_in("poor"), by)
    yield _share("fair tendon", truth.fair_tendon, hips.word("quality").is_in("fair"), by)
    yield _share("tender", truth.tender, hips.flag("tenderness") == 1, by)
    yield _share("weak", truth.weak, ~hips.word("abduction").is_in("5"), by)
    for column, shares in (("trendelenburg", truth.trendelenburg), ("gait", truth.gait)):
        for name, share in shares.items():
            yield _share(f"{column} {name}", share, hips.word(column).is_in(name), by)
    for grade, share in enumerate(truth.tonnis):
        yield _share(f"Tönnis {grade}", share, hips.number("tonnis") == grade, by)


def _operations(seen: Seen, truth: Truth) -> Iterator[Row]:
    hips, by = seen.hips, seen.persons
    endoscopic = hips.word("approach").is_in("endoscopic")
    for name, share in truth.endoscopic.items():
        here = hips.word("lall").is_in(name)
        yield _share(f"endoscopic, type {name}", share, endoscopic[here], by[here])
    for approach, share in truth.arthroscopy.items():
        here = hips.word("approach").is_in(approach)
        done = ~hips.word("concomitant").is_in("none")
        yield _share(f"arthroscopy, {approach}", share, done[here], by[here])
    yield _share("micropuncture", truth.micropuncture, hips.flag("micropuncture") == 1, by)
    for quality, share in truth.graft.items():
        here = hips.word("quality").is_in("poor") == (quality == "poor")
        here &= ~hips.word("lall").is_in("V")
        yield _share(f"graft, {quality} tendon", share, ~hips.word("graft").is_in("none")[here], by[here])
    for name, share in truth.products.items():
        yield _share(f"product {name}", share, hips.word("biologic").is_in(name), by)


def _scores(seen: Seen, truth: Truth) -> Iterator[Row]:
    base = seen.series["mhhs"].score["baseline"]
    for name, course in truth.scores.items():
        yield from _of_course(seen, name, course)
        if name != "mhhs":
            yield _correlation(
                f"{name} with mhhs, before",
                course.likeness,
                base,
                seen.series[name].score["baseline"],
                seen.persons,
            )
    yield _correlation(
        "mhhs before and at 2 years",
        truth.before_after,
        base,
        seen.series["mhhs"].score[TWO_YEARS],
        seen.persons,
    )


def _of_course(seen: Seen, name: str, course: Course) -> Iterator[Row]:
    for when, spread, milestone in (
        ("before", course.before, "baseline"),
        ("at 2 years", course.after, TWO_YEARS),
    ):
        score = seen.series[name].score[milestone]
        known = np.isfinite(score)
        yield from _moments(f"{name} {when}", spread.mean, spread.sd, score[known], seen.persons[known])


def _answers(seen: Seen, truth: Truth) -> Iterator[Row]:
    """Of hips whose last day to answer has passed."""
    pain = seen.series["vas-pain-10"].day
    for name, share in truth.answers.items():
        over = seen.ago > _last_day(name)
        yield _share(f"answered {name}", share, np.isfinite(pain[name])[over], seen.persons[over])
    for name in ("3m", TWO_YEARS):
        over = (seen.ago > _last_day(name)) & np.isfinite(pain[name])
        yield _share(f"prompt {name}", truth.prompt, _is_prompt(name, pain[name])[over], seen.persons[over])


def _satisfaction(seen: Seen, truth: Truth) -> Iterator[Row]:
    told = seen.series[SATISFACTION]
    for name in ASKS_SATISFACTION:
        over = (seen.ago > _last_day(name)) & np.isfinite(told.day[name])
        score, by = told.score[name][over], seen.persons[over]
        spread = truth.satisfaction
        yield from _moments(f"satisfaction {name}", spread.mean, spread.sd, score, by)
        satisfied = score >= float(truth.satisfied_from.value)
        prompt = _is_prompt(name, told.day[name])[over]
        yield _share(f"satisfied {name}, prompt", truth.satisfied_prompt, satisfied[prompt], by[prompt])
        yield _share(f"satisfied {name}, late", truth.satisfied_late, satisfied[~prompt], by[~prompt])


def _events(seen: Seen, truth: Truth) -> Iterator[Row]:
    """Of hips followed for as long as the events may take to begin."""
    hips, by = seen.hips, seen.persons
    clots, germs = ("deep_vein_thrombosis",), ("superficial_infection",)
    for approach, share in truth.complication.items():
        here = hips.word("approach").is_in(approach) & (seen.ago > SOON[1])
        had = _had(seen, *OTHERS, *clots, *germs)
        yield _share(f"complication, {approach}", share, had[here], by[here])
    retear, arthroplasty = float(truth.retear_within.value), float(truth.arthroplasty_within.value)
    for name, share, kinds, days in (
        ("deep vein thrombosis", truth.thrombosis, clots, SOON[1]),
        ("infection", truth.infection, germs, SOON[1]),
        ("torn again", truth.retear, ("re_rupture",), retear),
        ("revised", truth.revision, ("revision_repair",), retear + TO_REVISION[1]),
        ("replaced", truth.arthroplasty, ("hip_replacement",), arthroplasty),
    ):
        here = seen.ago > days
        yield _share(name, share, _had(seen, *kinds)[here], by[here])


def _had(seen: Seen, *kinds: str) -> Flags:
    had = np.zeros(len(seen.hips), dtype=np.bool_)
    had[seen.events.key("hip")[seen.events.word("kind").is_in(*kinds)]] = True
    return had


def _first_day(name: str) -> int:
    milestone = milestone_called(name)
    return int(max(milestone.invites.value, milestone.counts_from.value))


def _last_day(name: str) -> int:
    return min(int(milestone_called(name).closes.value), _first_day(name) + LATEST)


def _is_prompt(name: str, day: Reals) -> Flags:
    return day < _first_day(name) + REMINDED


def _source(wanted: Sourced) -> str:
    return " ".join(w for w in (wanted.tag.value, wanted.source) if w)


def _error(values: NDArray[np.generic], persons: Keys | None = None) -> float:
    """The standard error of the mean; by persons where they are named."""
    off = values.astype(np.float64) - values.mean()
    if persons is not None:
        off = np.bincount(np.unique(persons, return_inverse=True)[1], weights=off)
    return float(np.sqrt(np.sum(off**2))) / len(values)


def _moments(name: str, mean: Sourced, sd: Sourced, values: Reals, by: Keys) -> Iterator[Row]:
    got = float(values.std(ddof=1))
    yield Row(
        quantity=f"{name}, mean",
        wanted=float(mean.value),
        source=_source(mean),
        got=float(values.mean()),
        tolerance=ERRORS * _error(values, by),
        n=len(values),
    )
    yield Row(
        quantity=f"{name}, sd",
        wanted=float(sd.value),
        source=_source(sd),
        got=got,
        tolerance=ERRORS * _error((values - values.mean()) ** 2 / (2 * got), by),
        n=len(values),
    )


def _share(name: str, wanted: Sourced, has: Flags, by: Keys) -> Row:
    """In percent; the error is that of the wanted share, so that a rare thing unseen is not without one."""
    n, of = len(has), part(wanted)
    many = len(np.unique(by))
    error = np.sqrt(of * (1 - of) / max(many, 1))
    return Row(
        quantity=f"{name}, %",
        wanted=float(wanted.value),
        source=_source(wanted),
        got=100 * float(has.mean()) if n else 0.0,
        tolerance=ERRORS * 100 * float(error),
        n=n,
    )


def _correlation(name: str, wanted: Sourced, first: Reals, second: Reals, by: Keys) -> Row:
    both = np.isfinite(first) & np.isfinite(second)
    x, y = ((v[both] - v[both].mean()) / v[both].std() for v in (first, second))
    got = float((x * y).mean())
    return Row(
        quantity=f"{name}, r",
        wanted=float(wanted.value),
        source=_source(wanted),
        got=got,
        tolerance=ERRORS * _error(x * y - got / 2 * (x**2 + y**2), by[both]),
        n=int(both.sum()),
    )


def as_markdown(rows: Sequence[Row]) -> str:
    """The rows that rest on something published, as the page on the synthetic practice shows them."""
    found = [r for r in rows if r.source[0] in "VD"]
    lines = [f"| {r.quantity} | {r.wanted:g} | {r.got:.2f} | {r.tolerance:.2f} | {r.source} |" for r in found]
    return "\n".join(("| Quantity | Wanted | Drawn | ± | Source |", "|---|---|---|---|---|", *lines))
