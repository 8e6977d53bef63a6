"""The course of the hip: a figure for each scale, and each score with its change and the thresholds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from enthesis.delivery.figures import Figure, Point, outcome_figure, shown
from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.change import Change, can_reach_mcid, change, is_mcid_reached, is_pass_reached
from enthesis.domain.outcomes.instrument import Instrument
from enthesis.domain.outcomes.schedule import is_complete, milestone_called
from enthesis.domain.outcomes.scoring import Score
from enthesis.domain.outcomes.threshold import Metric, Threshold
from enthesis.domain.outcomes.thresholds import JUDGED_FROM, default_threshold
from enthesis.domain.pathway.invitation import BEFORE_SURGERY
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.store.case_files import CaseFile
from enthesis.store.follow_ups import Response
from enthesis.web.shell.present import day

METRICS = (Metric.MCID, Metric.PASS)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreLine:
    """`mark` says why the answer does not count; such a one reaches nothing."""

    milestone: str
    mark: str
    on: str
    score: str
    change: str
    reached: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """`thresholds` name the rows behind every “reached”; `figure` is None until the hip was operated on.

    `note` says in a demonstration that these answers would meet no threshold elsewhere.
    """

    title: str
    metrics: tuple[str, ...]
    lines: tuple[ScoreLine, ...]
    thresholds: tuple[str, ...]
    figure: Figure | None
    note: str = ""


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


def courses(file: CaseFile, *, zone: str, demo: bool) -> tuple[Course, ...]:
    """One course for each scale of the instruments that were answered, by the instrument's name.

    Answers to labels of our own meet no threshold, but in a demonstration, which says so.
    """
    told: dict[str, list[Response]] = {}
    for response in file.responses:
        if response.submitted_at is not None:
            told.setdefault(response.instrument, []).append(response)
    return tuple(
        _course(one, found, file.case.operated_on, zone, demo=demo)
        for name, found in sorted(told.items())
        for one in load_instrument(name).by_scale
    )


def _course(
    instrument: Instrument,
    responses: Iterable[Response],
    operated_on: date | None,
    zone: str,
    *,
    demo: bool,
) -> Course:
    rows = tuple(t for metric in METRICS if (t := default_threshold(instrument, metric)) is not None)
    told = tuple(_told(r, instrument, operated_on, zone, demo=demo) for r in responses)
    before = _before(told, operated_on)
    drawn = rows if any(t.counts for t in told) else ()
    return Course(
        title=instrument.title,
        metrics=tuple(row.metric.upper() for row in rows),
        lines=tuple(_line(t, before, instrument, rows, operated_on) for t in told),
        thresholds=tuple(_named(row) for row in rows),
        figure=outcome_figure(_points(told, operated_on), instrument, drawn) if operated_on else None,
        note=_("Demonstration: answers to short labels of our own. Elsewhere they meet no threshold.")
        if demo and rows and any(not r.wording.counts for r in responses)
        else "",
    )


def _told(
    response: Response, instrument: Instrument, operated_on: date | None, zone: str, *, demo: bool
) -> Told:
    on = utc_to_wall(response.given_at, zone).date() if response.given_at else date.min
    labels = "" if response.wording.counts or demo else _("not the official wording: meets no threshold")
    other = "" if response.is_own else _("somebody else answered: counts for no score of the patient")
    return Told(
        milestone=response.milestone,
        on=on,
        score=response.score_on(instrument) or _not_kept(instrument),
        mark=", ".join(filter(None, (_outside(response.milestone, on, operated_on), labels, other))),
    )


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
    told: Told,
    before: Score | None,
    instrument: Instrument,
    rows: tuple[Threshold, ...],
    operated_on: date | None,
) -> ScoreLine:
    after, value = told.milestone != BEFORE_SURGERY, told.score.value
    since = change(before, told.score, instrument) if after and before is not None else None
    late = operated_on is not None and (told.on - operated_on).days >= JUDGED_FROM.value
    counts = late and told.counts and after
    return ScoreLine(
        milestone=milestone_called(told.milestone).title,
        mark=told.mark,
        on=day(told.on),
        score=shown(value, instrument) if value is not None else "–",
        change=f"{since.improvement:+.1f}" if since else "–",
        reached=tuple(_reached(told.score, since, row, instrument) if counts else "–" for row in rows),
        reason=told.score.reason or "",
    )


def _before(told: Iterable[Told], operated_on: date | None) -> Score | None:
    """The last score before surgery that counts; None where there is none."""
    scores = [t.score for t in told if t.milestone == BEFORE_SURGERY and t.counts]
    known = [score for score in scores if score.value is not None]
    return known[-1] if known and operated_on is not None else None


def _reached(score: Score, since: Change | None, row: Threshold, instrument: Instrument) -> str:
    """What an answer that counts says of a threshold. PASS is about the later score alone."""
    if row.metric is Metric.PASS:
        return _in_words(is_pass_reached(score, row))
    if since is not None and not can_reach_mcid(since.before, row, instrument):
        return _("could not reach it: started too close to the best score")
    return _in_words(None if since is None else is_mcid_reached(since, row))


def _in_words(reached: bool | None) -> str:
    if reached is None:
        return "–"
    return _("reached") if reached else _("not reached")


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
