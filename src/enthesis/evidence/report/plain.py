"""A protocol in plain words, before anything is computed: whom it counts, what it measures, what it needs.

Loads nothing that computes.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from enthesis.domain.outcomes.catalogue import instruments, load_instrument
from enthesis.domain.outcomes.event_type import EventType
from enthesis.domain.outcomes.schedule import milestone_called
from enthesis.domain.sources import SOURCES
from enthesis.evidence.criteria import criteria_in_words
from enthesis.evidence.protocol import Protocol
from enthesis.evidence.report.words import capital, counted, listed, lower
from enthesis.evidence.tables import SCHEMA

TESTS = {"paired_t": "paired t test, two-sided"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """With `in_order` the lines are numbered."""

    title: str
    lines: tuple[str, ...]
    in_order: bool = False


def protocol_in_words(protocol: Protocol) -> tuple[Part, ...]:
    """Raises Invalid for a criterion that the catalogue lacks."""
    return (
        Part(title="What is asked", lines=tuple(_asked(protocol))),
        Part(
            title="Who is counted",
            lines=tuple(f"{capital(words)}." for words in criteria_in_words(protocol)),
            in_order=True,
        ),
        Part(title="What is measured", lines=tuple(_measured(protocol))),
        Part(title="What it needs", lines=tuple(_needed(protocol))),
    )


def _asked(protocol: Protocol) -> Iterator[str]:
    study = protocol.study
    yield study.question
    yield f"{study.design}, level of evidence {study.level}, after: {SOURCES[study.after].title}."
    if protocol.published is not None:
        yield f"Stands beside: {protocol.published.title}, {counted(protocol.published.hips, 'hip')}."


def _measured(protocol: Protocol) -> Iterator[str]:
    outcomes, endpoints = protocol.outcomes, protocol.endpoints
    for name in outcomes.instruments:
        yield f"{load_instrument(name).title}, before surgery and latest, from day {outcomes.from_day} on."
    if outcomes.satisfaction:
        yield f"{load_instrument(outcomes.satisfaction).title}, latest."
    kinds = listed([lower(EventType(kind).label) for kind in endpoints.kinds], "or")
    yield (
        f"Endpoint: {kinds}. A hip that reaches one before day {endpoints.before_day} keeps its last score "
        "before it and counts as reaching no threshold."
    )
    for choice in outcomes.thresholds:
        title = _scale_title(choice.scale)
        yield f"{choice.metric.upper()} of {title}: {choice.row}, a choice of this study."
    yield f"Change with a person-clustered interval first; the {TESTS[outcomes.naive_test]} below it."
    if outcomes.over_time:
        yield f"Over time: {listed([lower(milestone_called(m).title) for m in outcomes.over_time])}."


def _scale_title(name: str) -> str:
    scales = (one for instrument in instruments().values() for one in instrument.by_scale)
    return next(one.title for one in scales if one.scale.id == name)


def _needed(protocol: Protocol) -> Iterator[str]:
    titles = listed([load_instrument(name).title for name in protocol.outcomes.needed])
    yield f"A snapshot of schema {SCHEMA}."
    yield f"Of each hip, or it is lost to follow-up: {titles}, from day {protocol.outcomes.from_day} on."
    yield "Answers to the instruments’ official wording; answers to other words are left out."
    yield "At least two patients for an interval; below 30 it may be too narrow, and the report says so."
