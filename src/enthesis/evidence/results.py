"""Everything a study found, as one value; as JSON it is the same bytes for the same records."""

from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

import msgspec

from enthesis.evidence.analysis.describe import Group, Numbers, describe, numbers_of
from enthesis.evidence.analysis.happenings import Happenings, happenings
from enthesis.evidence.analysis.missing import Missing, missing
from enthesis.evidence.analysis.responders import Responders, responders
from enthesis.evidence.analysis.scores import Course, Outcome, courses, outcomes
from enthesis.evidence.analysis.times import TimeTo, times
from enthesis.evidence.cohort import Cohort, Practice, Step, latest_score, load_practice, select
from enthesis.evidence.protocol import Protocol
from enthesis.evidence.snapshot import Snapshot

DIGITS = 9  # beyond them floating numbers of two machines may differ


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """Counts of hips, and of the persons of those analysed. `steps` lead from all hips to the eligible."""

    total: int
    left_out: dict[str, int]
    steps: tuple[Step, ...]
    eligible: int
    lost: int
    ended: int
    analysed: int
    persons: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    study: str
    protocol: str
    schema: str
    synthetic: bool
    flow: Flow
    groups: tuple[Group, ...]
    outcomes: tuple[Outcome, ...]
    satisfaction: Numbers | None
    responders: tuple[Responders, ...]
    times: tuple[TimeTo, ...]
    missing: Missing
    happenings: Happenings
    courses: tuple[Course, ...]


def _silent(_step: str) -> None:
    """Nobody listens."""


def analyse(snapshot: Snapshot, protocol: Protocol, told: Callable[[str], None] = _silent) -> Results:
    """The study's results on a snapshot, the same for any order of its rows; `told` hears of each step."""
    told("Reading the records")
    wanted = protocol.outcomes
    named = (*wanted.instruments, *wanted.needed, *(n for c in protocol.criteria for n in c.instruments))
    practice = load_practice(snapshot, (*named, *((wanted.satisfaction,) if wanted.satisfaction else ())))
    told("Choosing the cohort")
    cohort = select(practice, protocol)
    told("Comparing scores before and after")
    compared = outcomes(practice, cohort, protocol)
    told("Counting those that reached a threshold")
    reached = responders(practice, cohort, protocol)
    told("Describing hips, missing answers and events")
    return Results(
        study=protocol.study.slug,
        protocol=protocol.digest,
        schema=snapshot.manifest.schema,
        synthetic=snapshot.manifest.synthetic or snapshot.manifest.truth,
        flow=_flow(snapshot, practice, cohort),
        groups=describe(practice, cohort, needed=wanted.needed[0]),
        outcomes=compared,
        satisfaction=_satisfaction(practice, cohort, protocol),
        responders=reached,
        times=times(practice, cohort, protocol),
        missing=missing(practice, cohort, protocol),
        happenings=happenings(practice, cohort),
        courses=courses(practice, cohort, protocol),
    )


def as_bytes(results: Results) -> bytes:
    """Canonical JSON, numbers to nine decimals, without any time of a clock."""
    return msgspec.json.format(msgspec.json.encode(_plain(results), order="sorted"), indent=1) + b"\n"


def _flow(snapshot: Snapshot, practice: Practice, cohort: Cohort) -> Flow:
    analysed = cohort.eligible[cohort.analysed]
    return Flow(
        total=cohort.total,
        left_out=dict(snapshot.manifest.left_out),
        steps=cohort.steps,
        eligible=len(cohort.eligible),
        lost=int(cohort.lost.sum()),
        ended=int(cohort.ended.sum()),
        analysed=len(analysed),
        persons=len(set(practice.hips.key("person")[analysed].tolist())),
    )


def _satisfaction(practice: Practice, cohort: Cohort, protocol: Protocol) -> Numbers | None:
    name = protocol.outcomes.satisfaction
    if not name:
        return None
    latest = latest_score(practice, protocol, name)[0][cohort.eligible]
    return numbers_of(latest[cohort.analysed], "Satisfaction", "of 10")


def _plain(value: object) -> Any:
    if isinstance(value, float):
        return round(value, DIGITS) + 0.0  # no minus zero
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value
