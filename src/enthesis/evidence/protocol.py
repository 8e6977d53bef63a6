"""A study as values: whom it counts, what it measures, beside whom it stands. Read from a file, not code."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.catalogue import instruments
from enthesis.domain.outcomes.chosen import OwnWay, ThresholdChoice, check_choices
from enthesis.domain.outcomes.event_type import EventType
from enthesis.domain.outcomes.schedule import MILESTONES
from enthesis.domain.pathway.plan import Approach
from enthesis.domain.sources import SOURCES
from enthesis.evidence.tables import FIFTH


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """`after` is the source whose definitions it follows, `level` its level of evidence."""

    slug: str
    version: str
    title: str
    question: str
    after: str
    level: str
    design: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """`keep` names a criterion of the catalogue; the rest are its settings."""

    keep: str
    among: tuple[str, ...] = ()
    days: int = 0
    instruments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcomes:
    """Days count from surgery. `needed` are the instruments without which a hip is lost to follow-up;
    `thresholds` the rows that are used where another than the default is.
    """

    instruments: tuple[str, ...]
    needed: tuple[str, ...]
    from_day: int
    naive_test: str
    satisfaction: str = ""
    over_time: tuple[str, ...] = ()
    thresholds: tuple[ThresholdChoice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoints:
    """Operations that end a hip's follow-up when they come before a day."""

    kinds: tuple[str, ...]
    before_day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedScore:
    """As printed; what was not found is None."""

    before: float | None = None
    after: float | None = None
    p: str = ""
    mcid: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """The published cohort; None is not published."""

    source: str
    title: str
    hips: int
    persons: int | None = None
    eligible: int | None = None
    minimum_months: int | None = None
    scores: Mapping[str, PublishedScore] = field(default_factory=dict)
    tear: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocol:
    """`text` is the file it was read from, `digest` the SHA-256 of that."""

    study: Study
    criteria: tuple[Criterion, ...]
    outcomes: Outcomes
    endpoints: Endpoints
    published: Published | None = None
    text: str = ""
    digest: str = ""


NAIVE_TESTS = ("paired_t",)
PARTS: Mapping[str, type] = {
    "study": Study,
    "criteria": Criterion,
    "outcomes": Outcomes,
    "outcomes.thresholds": ThresholdChoice,
    "endpoints": Endpoints,
    "published": Published,
}


def load_protocol(file: Path) -> Protocol:
    """The protocol of a file. Raises Invalid with what is wrong in it, and where."""
    text = file.read_bytes()
    try:
        told: dict[str, Any] = tomllib.loads(text.decode("utf-8"))
        check_fields(told, Protocol, "")
        read = {"text": text.decode("utf-8"), "digest": sha256(text).hexdigest()}
        protocol = msgspec.convert({**told, **read}, Protocol, strict=True)
        check_choices(protocol.outcomes.thresholds)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as problem:
        raise Invalid("protocol", f"{file.name} is no protocol: {problem}.", "Correct it.") from None
    except Invalid as problem:
        if problem.code == "protocol":
            raise
        raise Invalid("protocol", f"{file.name}: {problem.sentence}", problem.remedy) from None
    for sentence in _problems(protocol):
        raise Invalid("protocol", f"{file.name}: {sentence}", "Correct it.")
    return protocol


def _problems(protocol: Protocol) -> tuple[str, ...]:
    outcomes = protocol.outcomes
    named = {*outcomes.instruments, *outcomes.needed, *(n for c in protocol.criteria for n in c.instruments)}
    if outcomes.satisfaction:
        named.add(outcomes.satisfaction)
    published = set(protocol.published.scores) if protocol.published else set()
    checks = (
        (named | published) - set(instruments()),
        set(outcomes.over_time) - {m.id for m in MILESTONES},
        set(protocol.endpoints.kinds) - set(EventType),
        {protocol.study.after} - set(SOURCES),
        {outcomes.naive_test} - set(NAIVE_TESTS),
    )
    words = ("instrument", "milestone", "event", "source", "test")
    return (
        *(
            f"there is no {word} {name!r}."
            for word, unknown in zip(words, checks, strict=True)
            for name in sorted(unknown)
        ),
        *(problem for criterion in protocol.criteria for problem in _problems_of(criterion)),
        *_threshold_problems(outcomes),
    )


def _threshold_problems(outcomes: Outcomes) -> Iterator[str]:
    """Rows of scales that the study does not measure, or made in a way a study cannot make."""
    for choice in outcomes.thresholds:
        if choice.scale not in outcomes.instruments:
            yield f"a threshold is chosen for {choice.scale}, which is not measured."
        if choice.own_way is OwnWay.ANCHOR:
            yield f"the anchor of {choice.scale} cannot be computed in a study: choose a row or a deviation."


def _problems_of(criterion: Criterion) -> tuple[str, ...]:
    """Settings that a criterion lacks, or that no hip could meet."""
    found = []
    if criterion.keep == "approach":
        known = {approach.value for approach in Approach}
        found += [f"there is no approach {name!r}." for name in sorted(set(criterion.among) - known)]
        if not criterion.among:
            found.append("“approach” does not say which (among).")
    if criterion.keep == "followed_for" and (criterion.days <= 0 or criterion.days % FIFTH):
        found.append(f"“followed_for” needs days in steps of {FIFTH}, as a snapshot tells them.")
    if criterion.keep == "scored_before" and not criterion.instruments:
        found.append("“scored_before” does not say of which instruments.")
    return tuple(found)


def check_fields(told: Mapping[str, Any], kind: type, place: str) -> None:
    """Raises Invalid for a field that nothing reads: it may be a slip."""
    known = {f.name: f.type for f in fields(kind)}
    for name, value in told.items():
        where = f"{place}.{name}" if place else name
        if name not in known:
            raise Invalid("protocol", f"Nothing reads “{where}”.", f"Use {', '.join(known)}.")
        if where in PARTS:
            for part in value if isinstance(value, list) else [value]:
                if isinstance(part, dict):
                    check_fields(part, PARTS[where], where)
