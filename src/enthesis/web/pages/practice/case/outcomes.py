"""The course of the hip: a figure for each scale, and each score with its change and what it means."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from enthesis.delivery.figures import Figure, Point, outcome_figure, shown
from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.change import Change, percent_of_possible
from enthesis.domain.outcomes.chosen import Chosen
from enthesis.domain.outcomes.detectable import detectable_change
from enthesis.domain.outcomes.event_type import EventType
from enthesis.domain.outcomes.instrument import Instrument
from enthesis.domain.outcomes.meaning import Hip, Said, Visit, is_within_error, judge_visit
from enthesis.domain.outcomes.own_cohort import Band
from enthesis.domain.outcomes.schedule import is_complete, milestone_called
from enthesis.domain.outcomes.scoring import Score
from enthesis.domain.outcomes.threshold import Metric, Threshold
from enthesis.domain.pathway.invitation import BEFORE_SURGERY
from enthesis.domain.pathway.moved_day import window_of
from enthesis.domain.pathway.timeline import Timeline, timeline_on
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.store.case_files import CaseFile
from enthesis.store.follow_ups import Response, by_day_given
from enthesis.web.pages.practice.case.meaning import (
    By,
    error_words,
    said_words,
    threshold_words,
    time_words,
)
from enthesis.web.shell.present import day

DRAWN = (Metric.MCID, Metric.PASS)
NOBODY = By()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreLine:
    """`mark` says why the answer does not count; such a one reaches nothing. `hints` stand by the change."""

    milestone: str
    mark: str
    on: str
    score: str
    change: str
    hints: tuple[str, ...]
    reached: tuple[tuple[str, str], ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """`thresholds` name the rows behind every “reached”; `figure` is None until the hip was operated on.

    `note` says in a demonstration that these answers would meet no threshold elsewhere. `ended` tells that
    the repair has ended, `times` when each threshold was first reached, `early` which visits that looks at,
    `error` how large a change error may make, `cohort` whose band is drawn or why none is.
    """

    title: str
    scale: str
    metrics: tuple[str, ...]
    lines: tuple[ScoreLine, ...]
    thresholds: tuple[str, ...]
    figure: Figure | None
    note: str = ""
    ended: str = ""
    times: tuple[str, ...] = ()
    early: str = ""
    error: str = ""
    cohort: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A form that was sent, and what it says on one scale. With a `mark` it does not count."""

    milestone: str
    on: date
    score: Score
    mark: str

    @property
    def counts(self) -> bool:
        return not self.mark


def courses(file: CaseFile, *, zone: str, demo: bool, by: By = NOBODY) -> tuple[Course, ...]:
    """One course for each scale of the instruments that were answered, by the instrument's name.

    Answers to labels of our own meet no threshold, but in a demonstration, which says so.
    """
    told: dict[str, list[Response]] = {}
    for response in by_day_given(file.responses):
        told.setdefault(response.instrument, []).append(response)
    return tuple(
        _course(one, found, file.case.operated_on, zone, by, file.timelines, demo=demo)
        for name, found in sorted(told.items())
        for one in load_instrument(name).by_scale
    )


def _course(
    instrument: Instrument,
    responses: Iterable[Response],
    operated_on: date | None,
    zone: str,
    by: By,
    timelines: Sequence[Timeline],
    *,
    demo: bool,
) -> Course:
    chosen, cohort = by.rows(instrument), by.cohort(instrument)
    rows = tuple(c.row for c in chosen if c.row is not None)
    told = tuple(_told(r, instrument, zone, by, timelines, demo=demo) for r in responses)
    hip, band = _hip(told, operated_on, by.ended_on), cohort.band_of(by.lall) if cohort else None
    followed = any(t.counts and t.milestone != BEFORE_SURGERY for t in told)
    drawn = tuple(r for r in rows if r.metric in DRAWN) if any(t.counts for t in told) else ()
    lines = tuple(_line(t, hip, instrument, rows, operated_on) for t in told)
    return Course(
        title=instrument.title,
        scale=instrument.scale.id,
        metrics=tuple(row.metric.upper() for row in rows),
        lines=lines,
        thresholds=(*(threshold_words(c, cohort) for c in chosen), *_unchosen(chosen)),
        figure=outcome_figure(
            _points(told, operated_on), instrument, drawn, band=band, ended=_end(by, operated_on)
        )
        if operated_on
        else None,
        note=_("Demonstration: answers to short labels of our own. Elsewhere they meet no threshold.")
        if demo and rows and any(not r.wording.counts for r in responses)
        else "",
        ended=_ended(by),
        times=tuple(time_words(hip, row, instrument) for row in rows if row.metric in DRAWN)
        if followed
        else (),
        early=_early(lines),
        error=error_words(detectable_change(instrument), instrument) if followed else "",
        cohort=_band_words(band) if operated_on else "",
    )


def _early(lines: Iterable[ScoreLine]) -> str:
    """How “too early” in a column and “first reached” go together."""
    if not any(said == said_words(Said.TOO_EARLY) for line in lines for _metric, said in line.reached):
        return ""
    return _("“First reached” looks at every visit that counts, also where a column says “too early”.")


def _end(by: By, operated_on: date) -> tuple[int, str] | None:
    """The day since surgery on which the repair ended, and the words beside the picture."""
    if by.ended_on is None:
        return None
    words = _("The upright line of dashes: %(what)s.") % {"what": by.ended_by}
    return (by.ended_on - operated_on).days, words


def _unchosen(chosen: Iterable[Chosen]) -> tuple[str, ...]:
    """The share of the possible is judged by a row that somebody chose, and by none otherwise."""
    if any(one.metric is Metric.MOI for one in chosen):
        return ()
    return (_("MOI: not judged, as this practice has chosen no row for it."),)


def _ended(by: By) -> str:
    if by.ended_on is None:
        return ""
    words = _(
        "%(what)s on %(day)s ended the follow-up of this repair: later scores are shown and do not count."
    )
    return words % {"what": by.ended_by, "day": day(by.ended_on)}


def _band_words(band: Band | None) -> str:
    if band is None or not band.is_course:
        return _("No band of other hips: too few people of this practice answered, or none was computed yet.")
    if band.types:
        told = {"types": ", ".join(band.types)}
        return _("The band is of this practice's hips of types %(types)s that may be counted.") % told
    return _("The band is of every operated hip of this practice that may be counted.")


def _hip(told: Iterable["Told"], operated_on: date | None, ended_on: date | None) -> Hip:
    """The visits of the hip; before an operation there is none to be counted from."""
    if operated_on is None:
        return Hip(visits=())
    return Hip(
        visits=tuple(_visit(t, operated_on) for t in told),
        endpoint=(ended_on - operated_on).days if ended_on else None,
    )


def _visit(told: "Told", operated_on: date) -> Visit:
    return Visit(
        day=(told.on - operated_on).days,
        score=told.score,
        counts=told.counts,
        is_before=told.milestone == BEFORE_SURGERY,
    )


def _told(
    response: Response,
    instrument: Instrument,
    zone: str,
    by: By,
    timelines: Sequence[Timeline],
    *,
    demo: bool,
) -> Told:
    on = utc_to_wall(response.given_at, zone).date() if response.given_at else date.min
    of = timeline_on(timelines, on)
    there = window_of(timelines, on) if by.moved else None
    milestone = there.id if there else response.milestone
    labels = "" if response.wording.counts or demo else _("not the official wording: meets no threshold")
    other = "" if response.is_own else _("somebody else answered: counts for no score of the patient")
    return Told(
        milestone=milestone,
        on=on,
        score=response.score_on(instrument) or _not_kept(instrument),
        mark=", ".join(
            filter(
                None,
                (
                    _outside(milestone, on, of.surgery_on if of else None),
                    labels,
                    other,
                    _of_later(of) or _late(milestone, on, by.ended_on),
                ),
            )
        ),
    )


def _of_later(of: Timeline | None) -> str:
    """That it is counted from a later operation of the hip than the one the case is about."""
    if of is None or of.origin is None:
        return ""
    told = {"what": EventType(of.origin.value).label, "day": day(of.surgery_on)}
    return _("counted from: %(what)s, %(day)s") % told


def _late(milestone: str, on: date, ended_on: date | None) -> str:
    late = ended_on is not None and on >= ended_on and milestone != BEFORE_SURGERY
    return _("after the repair had ended") if late else ""


def _not_kept(instrument: Instrument) -> Score:
    return Score(
        instrument=instrument.id,
        instrument_version=instrument.version,
        scale=instrument.scale.id,
        scale_variant=instrument.scale_variant,
        value=None,
        answered=0,
        reason=_("No score on this scale: the form was scored before there was one."),
    )


def _outside(milestone: str, on: date, operated_on: date | None) -> str:
    """Why an answer of a day does not count for its milestone; nothing before the day of surgery is known."""
    if operated_on is None:
        return ""
    asked, days = milestone_called(milestone), (on - operated_on).days
    if is_complete(asked, (days,)):
        return ""
    return _("too early to count") if asked.has(days) else _("outside the window")


def _line(
    told: Told,
    hip: Hip,
    instrument: Instrument,
    rows: tuple[Threshold, ...],
    operated_on: date | None,
) -> ScoreLine:
    visit = _visit(told, operated_on) if operated_on else None
    since = hip.change_at(visit, instrument) if visit else None
    value = told.score.value
    return ScoreLine(
        milestone=milestone_called(told.milestone).title,
        mark=told.mark,
        on=day(told.on),
        score=shown(value, instrument) if value is not None else "–",
        change=f"{since.improvement:+.1f}" if since else "–",
        hints=tuple(_hints(since, instrument)) if since else (),
        reached=tuple(
            (row.metric.upper(), said_words(judge_visit(hip, visit, row, instrument)) if visit else "–")
            for row in rows
        ),
        reason=told.score.reason or "",
    )


def _hints(since: Change, instrument: Instrument) -> Iterable[str]:
    """How much of the possible was gained, and whether it can be told from error."""
    share = percent_of_possible(since, instrument)
    if share is not None and share > 0:
        yield _("%(share).0f %% of the possible") % {"share": share}
    if is_within_error(since.improvement, detectable_change(instrument)):
        yield _("may be error of measurement")


def _points(told: Iterable[Told], operated_on: date) -> tuple[Point, ...]:
    return tuple(
        Point(
            days=(t.on - operated_on).days,
            score=t.score.value,
            label=", ".join(filter(None, (milestone_called(t.milestone).title, t.mark))),
            counts=t.counts,
        )
        for t in told
        if t.score.value is not None
    )
