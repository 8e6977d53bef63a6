"""What another day of surgery would change, before it is signed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enthesis.actions.corrections import days_on_record
from enthesis.domain.errors import Problem
from enthesis.domain.outcomes.schedule import milestone_called
from enthesis.domain.pathway.follow_up import EndedBy, FollowUp
from enthesis.domain.pathway.moved_day import WouldBe, against, outside, would_be
from enthesis.domain.pathway.timeline import Timeline, check_moved, endpoints_in, timelines
from enthesis.store.case_files import CaseFile
from enthesis.store.follow_ups import by_day_given
from enthesis.web.pages.practice.surgery_day.form import SurgeryDayForm
from enthesis.web.shell.case_head import CaseHead
from enthesis.web.shell.follow_up_words import state_words
from enthesis.web.shell.present import day


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    milestone: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """`forms` tells how many answered forms would lie in no window; `seen` is the day it is of."""

    title: str
    forms: str
    changes: tuple[Change, ...]
    seen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SurgeryDayPage:
    head: CaseHead
    form: SurgeryDayForm
    before: str
    preview: Preview | None


def present(
    head: CaseHead, form: SurgeryDayForm, operated_on: date | None, preview: Preview | None
) -> SurgeryDayPage:
    before = day(operated_on) if operated_on else ""
    return SurgeryDayPage(head=head, form=form, before=before, preview=preview)


def objections(file: CaseFile, on: date | None) -> tuple[str, ...]:
    """What is ticked before a day is signed; nothing while no other day is known."""
    before = file.case.operated_on
    if on is None or before is None or on == before:
        return ()
    return against(days_on_record(file, before), on)


def wrong_day(file: CaseFile, on: date | None, *, today: date) -> Problem | None:
    """Why it cannot be the day at all."""
    before = file.case.operated_on
    if on is None or before is None:
        return None
    try:
        check_moved(before, on, on=today)
    except Problem as problem:
        return problem
    return None


def preview_of(file: CaseFile, on: date, *, today: date) -> Preview:
    """What would become of the milestones and of what was answered."""
    after = _timelines(file, on)
    given = _given(file)
    changes = would_be(file.timelines, after, given, file.asks.protocol)
    days = {on for told in given.values() for on in told}
    lost = outside(after, days) - outside(file.timelines, days)
    words = ngettext(
        "%(count)d day on which forms were answered would lie outside every window that it lies in now.",
        "%(count)d days on which forms were answered would lie outside every window that they lie in now.",
        lost,
    )
    return Preview(
        title=_("What %(day)s would change") % {"day": day(on)},
        forms=words % {"count": lost} if lost > 0 else _("No answered form would lose its window."),
        changes=tuple(_change(one, today) for one in changes),
        seen=on.isoformat(),
    )


def _timelines(file: CaseFile, on: date) -> tuple[Timeline, ...]:
    ends = (end for told in file.timelines for end in told.ends if end.by is EndedBy.OPERATED_AGAIN)
    again = next((end.on for end in ends), None)
    return timelines(on, endpoints_in(file.entries), file.ends, operated_again_on=again)


def _given(file: CaseFile) -> Mapping[str, list[date]]:
    zone, found = ZoneInfo(file.zone), dict[str, list[date]]()
    for response in by_day_given(file.responses):
        if response.is_own and response.given_at is not None:
            on = response.answered_on or response.given_at.astimezone(zone).date()
            found.setdefault(response.instrument, []).append(on)
    return found


def _change(one: WouldBe, today: date) -> Change:
    return Change(
        milestone=milestone_called(one.milestone).title,
        before=_state(one.before, today),
        after=_state(one.after, today),
    )


def _state(window: FollowUp | None, today: date) -> str:
    return _("not asked") if window is None else state_words(window, on=today)
