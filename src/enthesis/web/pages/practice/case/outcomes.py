"""The course of the hip: a figure for each instrument, and each score with its change and the thresholds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from enthesis.delivery.figures import Figure, Point, outcome_figure, shown
from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.change import Change, can_reach_mcid, is_mcid_reached, is_pass_reached
from enthesis.domain.outcomes.instrument import Instrument
from enthesis.domain.outcomes.schedule import is_complete, milestone_called
from enthesis.domain.outcomes.scoring import Score
from enthesis.domain.outcomes.thresholds import Metric, Threshold, default_threshold
from enthesis.domain.pathway.invitation import BEFORE_SURGERY
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.store.case_files import CaseFile
from enthesis.store.follow_ups import Response
from enthesis.web.shell.present import day

METRICS = (Metric.MCID, Metric.PASS)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreLine:
    """`mark` says why the answer does not count for its milestone; such a one reaches nothing."""

    milestone: str
    mark: str
    on: str
    score: str
    change: str
    reached: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """`thresholds` name the rows behind every “reached”; `figure` is None until the hip was operated on."""

    title: str
    metrics: tuple[str, ...]
    lines: tuple[ScoreLine, ...]
    thresholds: tuple[str, ...]
    figure: Figure | None


def courses(file: CaseFile, *, zone: str) -> tuple[Course, ...]:
    """One course for each instrument that was answered, by its name."""
    told: dict[str, list[Response]] = {}
    for response in file.responses:
        if response.submitted_at is not None:
            told.setdefault(response.instrument, []).append(response)
    return tuple(
        _course(load_instrument(name), tuple(found), file.case.operated_on, zone)
        for name, found in sorted(told.items())
    )


def _course(
    instrument: Instrument, told: tuple[Response, ...], operated_on: date | None, zone: str
) -> Course:
    rows = tuple(t for metric in METRICS if (t := default_threshold(instrument, metric)) is not None)
    before = _before(told, operated_on, zone)
    return Course(
        title=instrument.title,
        metrics=tuple(row.metric.upper() for row in rows),
        lines=tuple(_line(r, before, instrument, rows, operated_on, zone) for r in told),
        thresholds=tuple(_named(row) for row in rows),
        figure=outcome_figure(_points(told, operated_on, zone), instrument, rows) if operated_on else None,
    )


def _named(row: Threshold) -> str:
    return _("%(metric)s %(value)s: %(set)s (%(population)s, n = %(n)d, %(source)s)") % {
        "metric": row.metric.upper(),
        "value": row.value.value,
        "set": row.set_id,
        "population": row.population,
        "n": row.n,
        "source": row.source,
    }


def _line(
    response: Response,
    before: Decimal | None,
    instrument: Instrument,
    rows: tuple[Threshold, ...],
    operated_on: date | None,
    zone: str,
) -> ScoreLine:
    change = _change(response, before, instrument)
    on, mark = _on(response, zone), _mark(response, operated_on, zone)
    counts = operated_on is not None and not mark and response.milestone != BEFORE_SURGERY
    return ScoreLine(
        milestone=milestone_called(response.milestone).title,
        mark=mark,
        on=day(on) if on else "",
        score=shown(response.score, instrument) if response.score is not None else "–",
        change=f"{change.improvement:+.1f}" if change else "–",
        reached=tuple(_reached(response, change, row, instrument) if counts else "–" for row in rows),
        reason=response.reason,
    )


def _change(response: Response, before: Decimal | None, instrument: Instrument) -> Change | None:
    """The change since before surgery; None for the score before it, and where one of the two is missing."""
    if response.milestone == BEFORE_SURGERY or before is None or response.score is None:
        return None
    return Change(
        instrument=instrument.id,
        scale_variant=instrument.scale_variant,
        direction=instrument.direction,
        before=before,
        after=response.score,
    )


def _before(told: Iterable[Response], operated_on: date | None, zone: str) -> Decimal | None:
    """The last score before surgery, of those inside its window; None where there is none."""
    scores = [
        r.score
        for r in told
        if r.milestone == BEFORE_SURGERY and r.score is not None and not _mark(r, operated_on, zone)
    ]
    return scores[-1] if scores and operated_on is not None else None


def _mark(response: Response, operated_on: date | None, zone: str) -> str:
    """Why an answer does not count for its milestone; nothing when it does, or before the day is known."""
    on = _on(response, zone)
    if operated_on is None or on is None:
        return ""
    milestone, days = milestone_called(response.milestone), (on - operated_on).days
    if is_complete(milestone, (days,)):
        return ""
    return _("too early to count") if milestone.has(days) else _("outside the window")


def _reached(response: Response, change: Change | None, row: Threshold, instrument: Instrument) -> str:
    """What an answer that counts says of a threshold. PASS is about the later score alone."""
    if row.metric is Metric.PASS:
        return _in_words(is_pass_reached(_score(response, instrument), row))
    if change is not None and not can_reach_mcid(change.before, row, instrument):
        return _("could not reach it: started too close to the best score")
    return _in_words(None if change is None else is_mcid_reached(change, row))


def _in_words(reached: bool | None) -> str:
    if reached is None:
        return "–"
    return _("reached") if reached else _("not reached")


def _score(response: Response, instrument: Instrument) -> Score:
    return Score(
        instrument=instrument.id,
        instrument_version=response.instrument_version,
        scale_variant=instrument.scale_variant,
        value=response.score,
        answered=sum(answer is not None for answer in response.answers.values()),
    )


def _points(told: Iterable[Response], operated_on: date, zone: str) -> tuple[Point, ...]:
    return tuple(
        Point(
            days=(on - operated_on).days,
            score=r.score,
            label=", ".join(filter(None, (milestone_called(r.milestone).title, mark))),
            counts=not mark,
        )
        for r in told
        if r.score is not None and (on := _on(r, zone)) is not None
        for mark in (_mark(r, operated_on, zone),)
    )


def _on(response: Response, zone: str) -> date | None:
    return utc_to_wall(response.submitted_at, zone).date() if response.submitted_at else None
