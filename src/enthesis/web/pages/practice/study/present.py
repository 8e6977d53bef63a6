from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.chosen import Choices, Origin, chosen_row
from enthesis.domain.outcomes.instrument import Direction, Instrument
from enthesis.domain.outcomes.threshold import Kind, Metric, Threshold
from enthesis.domain.sources import SOURCES
from enthesis.evidence.protocol import Protocol, Published
from enthesis.evidence.report.plain import Part, protocol_in_words
from enthesis.store.studies import Report, Run, RunState
from enthesis.web.pages.practice.study.form import RunForm
from enthesis.web.shell.present import Table
from enthesis.web.shell.studying import ShownRun, mark_of, shown_run

NOT_PUBLISHED = "not published"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """The row of the threshold table that is used: what has to be reached, in whom it was found, by whom.

    `otherwise` is what the practice goes by, where that is another row.
    """

    metric: str
    words: str
    population: str = ""
    source: str = ""
    href: str = ""
    otherwise: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownOutcome:
    title: str
    scale: str
    limits: tuple[Limit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    title: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyPage:
    """While a run is going on the page asks again, and tells the `mark` of what it has seen."""

    title: str
    question: str
    design: str
    after: Source
    parts: tuple[Part, ...]
    outcomes: tuple[ShownOutcome, ...]
    published: tuple[Table, ...]
    text: str
    digest: str
    form: RunForm
    may_run: bool
    mark: str
    going_on: ShownRun | None
    runs: tuple[ShownRun, ...]


def present(
    protocol: Protocol,
    runs: tuple[Run, ...],
    form: RunForm,
    *,
    practice: Choices = (),
    may_run: bool,
    zone: str,
) -> StudyPage:
    study, after = protocol.study, SOURCES[protocol.study.after]
    going_on = next((run for run in runs if run.state.is_open), None)
    last = next((run.report for run in runs if run.state is RunState.DONE), None)
    design = _("%(design)s, level of evidence %(level)s, version %(version)s of the protocol.")
    return StudyPage(
        title=study.title,
        question=study.question,
        design=design % {"design": study.design, "level": study.level, "version": study.version},
        after=Source(title=after.title, href=after.href),
        parts=tuple(part for part in protocol_in_words(protocol) if study.question not in part.lines),
        outcomes=tuple(
            _outcome(load_instrument(name), protocol.outcomes.thresholds, practice)
            for name in protocol.outcomes.instruments
        ),
        published=_published(protocol.published, last) if protocol.published else (),
        text=protocol.text,
        digest=protocol.digest,
        form=form,
        may_run=may_run and going_on is None,
        mark=mark_of(runs),
        going_on=shown_run(going_on, zone=zone) if going_on else None,
        runs=tuple(shown_run(run, zone=zone) for run in runs if not run.state.is_open),
    )


def _outcome(instrument: Instrument, choices: Choices, practice: Choices) -> ShownOutcome:
    scale, ends = instrument.scale, instrument.scale.shown_up_to
    better = _("higher is better") if scale.direction is Direction.HIGHER_BETTER else _("lower is better")
    return ShownOutcome(
        title=instrument.title,
        scale=_("%(low)s to %(high)s points, %(better)s")
        % {"low": scale.low, "high": ends.value if ends else scale.high, "better": better},
        limits=tuple(_limit(instrument, metric, choices, practice) for metric in (Metric.MCID, Metric.PASS)),
    )


def _limit(instrument: Instrument, metric: Metric, choices: Choices, practice: Choices) -> Limit:
    otherwise = _otherwise(instrument, metric, choices, practice)
    return replace(_used(instrument, metric, choices), otherwise=otherwise)


def _otherwise(instrument: Instrument, metric: Metric, study: Choices, practice: Choices) -> str:
    """What the practice goes by outside this study; empty where that is the row of the study."""
    here, elsewhere = (
        chosen_row(instrument, metric, study=study),
        chosen_row(instrument, metric, practice=practice),
    )
    if elsewhere.origin is not Origin.PRACTICE or (here.row, here.way) == (elsewhere.row, elsewhere.way):
        return ""
    if elsewhere.row is None:
        return _("The practice goes by another elsewhere: one made of its own hips.")
    return _("The practice goes by another elsewhere: %(what)s (%(set)s).") % {
        "what": _reached(elsewhere.row),
        "set": elsewhere.row.set_id,
    }


def _used(instrument: Instrument, metric: Metric, choices: Choices) -> Limit:
    name = metric.value.upper()
    chosen = chosen_row(instrument, metric, study=choices)
    row = chosen.row
    if chosen.way is not None:
        return Limit(metric=name, words=_("half a standard deviation of this cohort, by the protocol"))
    if row is None:
        return Limit(metric=name, words=_("none: no published value was found that fits without a choice"))
    source = SOURCES.get(row.source)
    return Limit(
        metric=name,
        words=_reached(row),
        population=", ".join(filter(None, (row.population, row.horizon))),
        source=source.title if source else _("recalled, to be confirmed by a clinician"),
        href=source.href if source else "",
    )


def _reached(row: Threshold) -> str:
    told = {"value": row.value.value}
    if row.kind is Kind.CHANGE:
        words = (
            _("improved by %(value)s points or more")
            if row.inclusive
            else _("improved by more than %(value)s points")
        )
    elif row.direction is Direction.HIGHER_BETTER:
        words = _("a score of %(value)s or more") if row.inclusive else _("a score above %(value)s")
    else:
        words = _("a score of %(value)s or less") if row.inclusive else _("a score below %(value)s")
    return words % told


def _published(theirs: Published, last: Report | None) -> tuple[Table, ...]:
    """The published cohort; of this practice only how many there were, the rest is in the report."""
    there, here = _("Published"), _("Here, last run")
    people = (
        (_("Eligible hips"), _count(theirs.eligible), _here(last.eligible if last else None)),
        (_("Analysed hips"), _count(theirs.hips), _here(last.analysed if last else None)),
        (_("Persons"), _count(theirs.persons), _here(last.persons if last else None)),
    )
    scores = tuple(
        (
            load_instrument(name).title,
            _count(score.before),
            _count(score.after),
            score.p or NOT_PUBLISHED,
            _count(score.mcid),
        )
        for name, score in theirs.scores.items()
    )
    return (
        Table(
            caption=_("Hips and persons"),
            header=(_("Counted"), there, here),
            rows=people,
            numbers=(there, here),
        ),
        Table(
            caption=_("Scores as published"),
            header=(_("Score"), _("Before"), _("Latest"), "P", "MCID"),
            rows=scores,
            numbers=(_("Before"), _("Latest"), "P", "MCID"),
        ),
    )


def _count(number: float | None) -> str:
    return NOT_PUBLISHED if number is None else f"{number:g}"


def _here(number: int | None) -> str:
    return "–" if number is None else str(number)
