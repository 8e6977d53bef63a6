"""From all hips to those analysed: each criterion in turn, each hip that leaves counted with its reason."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.instrument import Wording
from enthesis.evidence.columns import Columns, Flags
from enthesis.evidence.criteria import words_of
from enthesis.evidence.protocol import Criterion, Protocol
from enthesis.evidence.snapshot import Snapshot
from enthesis.evidence.tables import EVENTS, HIPS, responses, score_column

Reals = NDArray[np.float64]
NEVER = np.inf  # the day of an endpoint that was not reached


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The scores of one instrument, one row a form that counts: `hip` are rows of the hips' table."""

    hip: NDArray[np.intp]
    baseline: Flags
    day: Reals
    score: Reals
    milestone: NDArray[np.int32]
    milestones: tuple[str, ...]
    uncounted: int  # forms whose words were not the holder's, and so enter no study


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """What the study looks at, loaded once: rows of `hips` are the hips' numbers everywhere below."""

    hips: Columns
    series: Mapping[str, Series]
    events: Columns
    event_hip: NDArray[np.intp]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A criterion, in words, with how many hips came to it and how many left at it."""

    keep: str
    excluded_because: str
    hips: int
    excluded: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohort:
    """Rows of the hips' table. `analysed` are the eligible that are not lost; of them, `ended` reached an
    endpoint before the day the protocol names. Scores are by instrument, one for each eligible hip, NaN where
    there is none.
    """

    total: int
    steps: tuple[Step, ...]
    eligible: NDArray[np.intp]
    lost: Flags
    ended: Flags
    endpoint_day: Reals
    before: Mapping[str, Reals]
    latest: Mapping[str, Reals]
    latest_day: Mapping[str, Reals]

    @property
    def analysed(self) -> Flags:
        return ~self.lost


def load_practice(snapshot: Snapshot, names: tuple[str, ...]) -> Practice:
    """The hips, their events and the series of these instruments."""
    hips, events = snapshot.load(HIPS), snapshot.load(EVENTS)
    keys = hips.key("hip")
    return Practice(
        hips=hips,
        series={name: _series(snapshot, name, keys) for name in sorted(set(names))},
        events=events,
        event_hip=_rows(keys, events),
    )


def _rows(keys: NDArray[np.int64], told: Columns) -> NDArray[np.intp]:
    """The row of each one's hip. Raises Invalid where a hip is none of the snapshot's."""
    wanted = told.key("hip")
    if not np.isin(wanted, keys).all():
        raise Invalid(
            "snapshot",
            f"The table {told.table.name} tells of a hip that the table of hips does not have.",
            "Make the snapshot anew.",
        )
    return np.searchsorted(keys, wanted)


def _series(snapshot: Snapshot, name: str, keys: NDArray[np.int64]) -> Series:
    instrument = load_instrument(name)
    score = score_column(instrument.scale.id)
    told = snapshot.load(responses(instrument), ("milestone", "day", "wording", score))
    counts = told.word("wording").is_in(*(w for w in Wording if w.counts))
    kept = told.taken(counts & np.isfinite(told.number(score)))
    milestone = kept.word("milestone")
    return Series(
        hip=_rows(keys, kept),
        baseline=milestone.is_in("baseline"),
        day=kept.number("day"),
        score=kept.number(score),
        milestone=milestone.codes,
        milestones=milestone.words,
        uncounted=int((~counts).sum()),
    )


def select(practice: Practice, protocol: Protocol) -> Cohort:
    """The cohort of a protocol. Raises Invalid for a criterion that the catalogue lacks."""
    kept = np.ones(len(practice.hips), dtype=np.bool_)
    steps = []
    for criterion in protocol.criteria:
        words, meets = words_of(criterion), CATALOGUE[criterion.keep](practice, criterion)
        steps.append(
            Step(
                keep=criterion.keep,
                excluded_because=words.excludes(criterion),
                hips=int(kept.sum()),
                excluded=int((kept & ~meets).sum()),
            )
        )
        kept = kept & meets
    eligible = np.flatnonzero(kept)
    endpoint_day = first_endpoint(practice, protocol)[eligible]
    ended = endpoint_day < protocol.endpoints.before_day
    names = tuple(dict.fromkeys((*protocol.outcomes.instruments, *protocol.outcomes.needed)))
    told = {name: latest_score(practice, protocol, name) for name in names}
    missing = [np.isnan(told[name][0][eligible]) for name in protocol.outcomes.needed]
    return Cohort(
        total=len(practice.hips),
        steps=tuple(steps),
        eligible=eligible,
        lost=~ended & np.any(missing, axis=0),
        ended=ended,
        endpoint_day=endpoint_day,
        before={name: score_before(practice, name)[eligible] for name in names},
        latest={name: told[name][0][eligible] for name in names},
        latest_day={name: told[name][1][eligible] for name in names},
    )


def first_endpoint(practice: Practice, protocol: Protocol) -> Reals:
    """The day of each hip's first endpoint; infinite where none was reached."""
    is_end = practice.events.word("kind").is_in(*protocol.endpoints.kinds)
    days = np.full(len(practice.hips), NEVER)
    np.minimum.at(days, practice.event_hip[is_end], practice.events.number("day")[is_end])
    return days


def score_before(practice: Practice, name: str) -> Reals:
    """Each hip's last score asked for before surgery and given by its day; NaN where there is none."""
    series = practice.series[name]
    return last_scores(series, series.baseline & (series.day <= 0), len(practice.hips))[0]


def latest_score(practice: Practice, protocol: Protocol, name: str) -> tuple[Reals, Reals]:
    """Each hip's latest score and its day; NaN where there is none.

    From the protocol's day on, and before an endpoint. A hip that reached one before the protocol's day keeps
    its last score between surgery and the endpoint.
    """
    series, ends = practice.series[name], first_endpoint(practice, protocol)
    ended = ends < protocol.endpoints.before_day
    opens = np.where(ended, 1, protocol.outcomes.from_day)
    counts = ~series.baseline & (series.day >= opens[series.hip]) & (series.day < ends[series.hip])
    return last_scores(series, counts, len(practice.hips))


def last_scores(series: Series, rows: Flags, hips: int) -> tuple[Reals, Reals]:
    """Of each hip's rows the last by day: score and day, NaN where it has none.

    Of several on one day the one with the highest score, by rule.
    """
    score, day = np.full(hips, np.nan), np.full(hips, np.nan)
    order = np.lexsort((series.score[rows], series.day[rows], series.hip[rows]))
    hip = series.hip[rows][order]
    ends = np.flatnonzero(np.r_[hip[1:] != hip[:-1], np.ones(min(len(hip), 1), dtype=np.bool_)])
    score[hip[ends]], day[hip[ends]] = series.score[rows][order][ends], series.day[rows][order][ends]
    return score, day


Meets = Callable[[Practice, Criterion], Flags]


def _scored_before(practice: Practice, criterion: Criterion) -> Flags:
    found = [~np.isnan(score_before(practice, name)) for name in criterion.instruments]
    return np.all(found, axis=0) if found else np.ones(len(practice.hips), dtype=np.bool_)


CATALOGUE: Mapping[str, Meets] = {
    "first_pathway": lambda practice, _: practice.hips.number("pathway") == 1,
    "approach": lambda practice, c: practice.hips.word("approach").is_in(*c.among),
    "repaired": lambda practice, _: (
        practice.hips.word("repair").is_known & ~practice.hips.word("repair").is_in("none")
    ),
    "nothing_concomitant": lambda practice, _: practice.hips.word("concomitant").is_in("none"),
    "followed_for": lambda practice, c: practice.hips.number("observed") >= c.days,
    "scored_before": _scored_before,
}
"""Which hips meet each criterion of the catalogue."""
