"""What a hip's scores mean, in words: each verdict, each threshold with its row, the time until it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from enthesis.delivery.figures import shown
from enthesis.domain.outcomes.chosen import Choices, Chosen, Lack, Origin, chosen_row
from enthesis.domain.outcomes.detectable import Detectable
from enthesis.domain.outcomes.event_type import EventType
from enthesis.domain.outcomes.instrument import Instrument
from enthesis.domain.outcomes.meaning import STATES, Hip, Said, has_room, time_to
from enthesis.domain.outcomes.own_cohort import MadeRow, OwnCohort
from enthesis.domain.outcomes.threshold import Metric, OwnScale, Threshold
from enthesis.domain.pathway.follow_up import EndedBy
from enthesis.store.case_files import CaseFile
from enthesis.web.shell.present import day
from enthesis.web.shell.threshold_words import (
    METRICS,
    ORIGINS,
    WAYS,
    interval_words,
    limit_words,
    source_words,
)

DAYS_A_MONTH = 30.4375


@dataclass(frozen=True, slots=True, kw_only=True)
class By:
    """What a course is judged by: the practice's choices, what its own hips did, and the hip's endpoint.

    `lall` is the type of its tear, empty where it is not known. `moved`: its day of surgery was corrected, so
    that an answer belongs to the window its day falls in.
    """

    choices: Choices = ()
    cohorts: dict[OwnScale, OwnCohort] = field(default_factory=dict)
    lall: str = ""
    ended_on: date | None = None
    ended_by: str = ""
    moved: bool = False

    def cohort(self, instrument: Instrument) -> OwnCohort | None:
        return self.cohorts.get((instrument.id, instrument.scale.id, instrument.scale_variant))

    def rows(self, instrument: Instrument) -> tuple[Chosen, ...]:
        """The row of each metric; the share of the possible only where somebody chose a row."""
        cohort = self.cohort(instrument)
        own = cohort.rows if cohort else {}
        found = (chosen_row(instrument, m, practice=self.choices, own=own) for m in METRICS)
        return tuple(c for c in found if c.metric is not Metric.MOI or c.origin is not Origin.DEFAULT)


def end_of(file: CaseFile) -> tuple[date | None, str]:
    """The day on which the repair ended and by what; a later operation of the same hip ends it too."""
    end = file.timelines[0].endpoint if file.timelines else None
    if end is None:
        return None, ""
    again = end.by is EndedBy.OPERATED_AGAIN
    return end.on, _("A later operation of this hip") if again else EventType(end.by.value).label


def said_words(said: Said) -> str:
    match said:
        case Said.REACHED:
            return _("reached")
        case Said.NOT_REACHED:
            return _("not reached")
        case Said.NO_ROOM:
            return _("could not reach it: started too close to the best score")
        case Said.NO_BASELINE:
            return _("no score before surgery")
        case Said.NO_SCORE:
            return _("no score")
        case Said.TOO_EARLY:
            return _("too early")
        case Said.BEFORE_SURGERY | Said.AFTER_ENDPOINT | Said.NOT_COUNTED:
            return "–"


def threshold_words(chosen: Chosen, cohort: OwnCohort | None) -> str:
    """The row behind a verdict: value, set, people, source and who chose it; or why there is none."""
    name, row = chosen.metric.upper(), chosen.row
    if row is None:
        return f"{name}: {_lack_words(chosen, cohort)}"
    parts = [
        row.population,
        _("n = %(n)d") % {"n": row.n} if row.n is not None else _("n not stated"),
        row.horizon or _("time not stated"),
        row.method or _("method not stated"),
        *_own_words(chosen, cohort),
        source_words(row),
        ORIGINS[chosen.origin](),
    ]
    told = {"what": limit_words(row), "set": row.set_id, "more": "; ".join(filter(None, parts))}
    return f"{name} {_('%(what)s: %(set)s (%(more)s)') % told}"


def _own_words(chosen: Chosen, cohort: OwnCohort | None) -> Iterator[str]:
    made = _made(chosen, cohort)
    if made is None or cohort is None:
        return
    yield interval_words(made)
    yield _("of %(day)s") % {"day": day(cohort.on)}


def _made(chosen: Chosen, cohort: OwnCohort | None) -> MadeRow | None:
    if chosen.way is None or cohort is None:
        return None
    return next((m for m in cohort.made if (m.way, m.metric) == (chosen.way, chosen.metric)), None)


def _lack_words(chosen: Chosen, cohort: OwnCohort | None) -> str:
    if chosen.lack is Lack.NOT_FOUND:
        return _("no published value was found for this scale that could be taken without a choice.")
    made = _made(chosen, cohort)
    why = made.why_not if made else _("nothing was computed yet.")
    return _("chosen is %(way)s; %(why)s") % {"way": WAYS[chosen.way](), "why": why} if chosen.way else why


def time_words(hip: Hip, row: Threshold, instrument: Instrument) -> str:
    """Between which visits the row was first reached, or why no time is told."""
    name, found = row.metric.upper(), time_to(hip, row, instrument)
    if found is None:
        return _("%(metric)s: no time is told, %(why)s.") % {
            "metric": name,
            "why": _why_no_time(hip, row, instrument),
        }
    told = {"metric": name, "after": _when(found.after), "by": _when(found.by or 0)}
    if found.by is None:
        return _("%(metric)s: not reached by %(after)s; what came later is not known.") % told
    return _("%(metric)s: first reached between %(after)s and %(by)s.") % told


def _why_no_time(hip: Hip, row: Threshold, instrument: Instrument) -> str:
    if row.kind not in STATES:
        if hip.before is None:
            return _("as no score before surgery counts")
        if not has_room(hip, row, instrument):
            return _("as it started too close to the best score")
    elif any(not v.is_before and v.counts and not hip.is_after_endpoint(v) for v in hip.visits):
        return _("as it was reached before surgery")
    return _("as no later score counts yet")


def _when(days: int) -> str:
    if not days:
        return _("the operation")
    return _("day %(day)d (%(months).0f months)") % {"day": days, "months": days / DAYS_A_MONTH}


def error_words(found: Detectable | None, instrument: Instrument) -> str:
    """What is known of the error of measurement of the scale."""
    if found is None:
        return _("How large the error of measurement of this scale is was not found.")
    return _("A change of less than %(change)s may be error of measurement (%(population)s, %(source)s).") % {
        "change": shown(found.change.value, instrument),
        "population": found.population,
        "source": found.change.tag.beside(found.change.source),
    }
