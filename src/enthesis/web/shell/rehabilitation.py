"""A rehabilitation in words: what holds, until when, what comes next, and what was reached.

Pages of the practice say the terms of the protocol, those of patients plain words for them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from enthesis.domain.numbers import plain
from enthesis.domain.pathway.case import Case, Entry
from enthesis.domain.pathway.followed import change_in, followed_in, torn_in
from enthesis.domain.pathway.phase import Held, RehabilitationDay, State, phase_on, schedule
from enthesis.domain.pathway.recovery import BEGINS_WITH, Reached, RecoveryMilestone, reached_in
from enthesis.domain.pathway.rehabilitation import PARTIAL, Part
from enthesis.domain.pathway.rehabilitation_words import PLAIN
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.terms import Sourced
from enthesis.web.components.drawings.phases import PhaseDrawing, draw_phases
from enthesis.web.shell.present import day


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """One step: what, how much, when. `own`: a surgeon set it for this hip alone."""

    what: str
    when: str
    own: bool
    now: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PartNow:
    """What holds today of one part; no `lines`: not stated. `between`: two steps name this week."""

    title: str
    lines: tuple[StepLine, ...]
    between: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehabilitation:
    """Where one hip stands. `changed_on` is the day a surgeon last changed it for this hip; empty: never."""

    state: State
    week: int | None
    operated_on: str
    parts: tuple[PartNow, ...]
    steps: tuple[StepLine, ...]
    coming: tuple[tuple[str, str], ...]
    drawing: PhaseDrawing | None
    changed_on: str
    changed_by: str

    @property
    def is_over(self) -> bool:
        return self.state is State.OVER

    @property
    def has_plan(self) -> bool:
        return self.state is not State.NOT_CHOSEN


def rehabilitation(
    case: Case, entries: Sequence[Entry[object]], *, today: date, zone: str, plainly: bool
) -> Rehabilitation:
    """One hip on a day of its office's calendar; `plainly` says it as a patient reads it."""
    followed, tear = followed_in(entries), torn_in(entries)
    found = phase_on(followed, surgery_on=case.operated_on, today=today, tear=tear)
    told = schedule(followed, surgery_on=case.operated_on, tear=tear) if followed else ()
    change = change_in(entries)
    return Rehabilitation(
        state=found.state,
        week=found.week,
        operated_on=day(case.operated_on) if case.operated_on else "",
        parts=tuple(_part(found, part, plainly=plainly) for part in _parts(found)),
        steps=tuple(_line(held, _words(held, plainly=plainly), now=held in found.holds) for held in told),
        coming=tuple((day(h.begins_on), _words(h, plainly=plainly)) for h in found.coming if h.begins_on),
        drawing=draw_phases(told, part_titles(), surgery_on=case.operated_on, today=today)
        if case.operated_on
        else None,
        changed_on=day(utc_to_wall(change.at, zone).date()) if change else "",
        changed_by=change.by_name if change else "",
    )


def own_state_words(told: Rehabilitation) -> str:
    """Where a hip stands, in a sentence for its patient."""
    match told.state:
        case State.NOT_CHOSEN:
            return _("Your surgeon has not set a plan yet.")
        case State.NO_DAY:
            return _("Your operation is not on our record yet. The weeks count from its day.")
        case State.BEFORE:
            return _("Your operation is on %(day)s.") % {"day": told.operated_on}
        case State.OVER:
            return _("Every step of your plan that has a day is behind you.")
        case State.RUNNING:
            return _("Week %(week)s after your operation on %(day)s.") % {
                "week": told.week,
                "day": told.operated_on,
            }


def part_titles() -> Mapping[Part, str]:
    return {
        Part.WEIGHT: _("Weight on the leg"),
        Part.BRACE: _("Brace"),
        Part.FORBIDDEN: _("Not allowed"),
        Part.STEPS: _("Exercises and steps"),
    }


def step_words(held: Held, *, plainly: bool) -> str:
    """What, and how much: the term of the protocol, or plain words for it."""
    words = _(PLAIN[held.what].text) if plainly and held.what in PLAIN else _(held.what)
    told = f"{words}: {amount}" if (amount := amount_words(held)) else words
    if held.tear:
        torn = _("if the tear was partial") if held.tear == PARTIAL else _("if the tear was full")
        told = f"{told} ({torn})"
    return told


def amount_words(held: Held) -> str:
    if held.most is None:
        return ""
    units = {
        "[lb_av]": _("%(n)s pounds at most"),
        "deg": _("%(n)s degrees at most"),
        "h": _("%(n)s hours a day"),
    }
    return units.get(held.unit, "%(n)s " + held.unit) % {"n": plain(held.most)}


def when_words(held: Held) -> str:
    """The days of a step, both included; the weeks as printed where the day of surgery is not known."""
    first = day(held.begins_on) if held.begins_on else bound(held, begins=True)
    last = day(held.ends_on) if held.ends_on else bound(held, begins=False)
    if first and last:
        return _("from %(first)s to %(last)s") % {"first": first, "last": last}
    if last:
        return _("to %(last)s") % {"last": last}
    if first and (held.part is Part.STEPS or held.what in BEGINS_WITH):
        return _("from %(first)s") % {"first": first}
    if first:
        return _("from %(first)s, with no end stated") % {"first": first}
    return _("with no end stated")


def bound(held: Held, *, begins: bool) -> str:
    """The week or month of one end as printed, where no day of it is known; else empty."""
    if held.limit is not None:
        return week_words(held.limit.from_week if begins else held.limit.until_week)
    at = (held.span.begins if begins else held.span.ends) if held.span else None
    dated = held.begins_on is not None or held.ends_on is not None
    return "" if at is None or dated else bound_words(at)


def bound_words(at: Sourced) -> str:
    told = _("week %(n)s") if at.unit == "wk" else _("month %(n)s")
    return told % {"n": plain(at.value)}


def week_words(week: int) -> str:
    return _("week %(n)s") % {"n": week}


def _parts(found: RehabilitationDay) -> tuple[Part, ...]:
    """Those of which something holds, and those whose silence must be said."""
    return tuple(part for part in Part if part in found.silent or found.of(part))


def _part(found: RehabilitationDay, part: Part, *, plainly: bool) -> PartNow:
    return PartNow(
        title=part_titles()[part],
        lines=tuple(_line(h, step_words(h, plainly=plainly), now=True) for h in found.of(part)),
        between=found.is_between(part),
    )


def _words(held: Held, *, plainly: bool) -> str:
    """A step that stands alone: a term says what it is about, plain words say so themselves."""
    words = step_words(held, plainly=plainly)
    return words if plainly else f"{part_titles()[held.part]}: {words}"


def _line(held: Held, words: str, *, now: bool) -> StepLine:
    return StepLine(what=words, when=when_words(held), own=held.individual, now=now)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryLine:
    """A milestone of recovery: `on` is empty until it was reached; `waits`: only the patient has told it."""

    milestone: RecoveryMilestone
    title: str
    on: str
    waits: bool
    entry: Entry[Reached] | None


def recovery_lines(entries: Sequence[Entry[object]], *, plainly: bool) -> tuple[RecoveryLine, ...]:
    reached = reached_in(entries)
    return tuple(_recovery(one, reached.get(one), plainly=plainly) for one in RecoveryMilestone)


def _recovery(one: RecoveryMilestone, entry: Entry[Reached] | None, *, plainly: bool) -> RecoveryLine:
    return RecoveryLine(
        milestone=one,
        title=_(one.asked) if plainly else one.label,
        on=day(entry.value.on) if entry and entry.value.on else "",
        waits=bool(entry and entry.value.told_by_patient),
        entry=entry,
    )
