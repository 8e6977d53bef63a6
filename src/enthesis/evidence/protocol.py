"""A study as values: whom it counts, what it measures, beside whom it stands. Read from a file, not code."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.catalogue import instruments
from enthesis.domain.outcomes.event_type import EventType
from enthesis.domain.outcomes.schedule import MILESTONES
from enthesis.domain.sources import SOURCES


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
    """Days count from surgery. `needed` are the instruments without which a hip is lost to follow-up."""

    instruments: tuple[str, ...]
    needed: tuple[str, ...]
    from_day: int
    naive_test: str
    satisfaction: str = ""
    over_time: tuple[str, ...] = ()


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


def load_protocol(file: Path) -> Protocol:
    """The protocol of a file. Raises Invalid with what is wrong in it, and where."""
    text = file.read_bytes()
    try:
        told: dict[str, Any] = tomllib.loads(text.decode("utf-8"))
        read = {"text": text.decode("utf-8"), "digest": sha256(text).hexdigest()}
        protocol = msgspec.convert({**told, **read}, Protocol, strict=True)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as problem:
        raise Invalid("protocol", f"{file.name} is no protocol: {problem}.", "Correct it.") from None
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
    return tuple(
        f"there is no {word} {name!r}."
        for word, unknown in zip(words, checks, strict=True)
        for name in sorted(unknown)
    )
