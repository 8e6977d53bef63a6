"""The timelines of a hip and their history, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.domain.outcomes.endpoint import EndpointKind
from enthesis.domain.outcomes.schedule import milestone_called
from enthesis.domain.pathway.follow_up import EndedBy, FollowUp
from enthesis.domain.pathway.timeline import FormerWindows, Timeline
from enthesis.store.case_files import CaseFile
from enthesis.web.shell.case_head import CaseHead
from enthesis.web.shell.follow_up_words import known_on, state_words, was_given
from enthesis.web.shell.present import Button, day, moment


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowRow:
    milestone: str
    opens: str
    due: str
    last: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A timeline, or a set of windows that holds no more; `told` says what ended or replaced it."""

    id: str
    title: str
    told: str
    rows: tuple[WindowRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelinePage:
    head: CaseHead
    timelines: tuple[Counted, ...]
    former: tuple[Counted, ...]
    correct: Button


def present(
    head: CaseHead,
    file: CaseFile,
    former: Iterable[FormerWindows],
    asked: Mapping[tuple[date, str], FollowUp],
    *,
    on: date,
    may_correct: bool,
) -> TimelinePage:
    """`asked` are the windows with what was answered at them, by their operation and milestone."""
    shown = file.timelines
    return TimelinePage(
        head=head,
        timelines=tuple(_timeline(n, one, file, asked, on=on) for n, one in enumerate(shown, 1)),
        former=tuple(_former(n, one, head.zone) for n, one in enumerate(former, 1)),
        correct=Button(
            label=_("Correct the day of surgery"),
            href=reverse("practice:surgery_day", kwargs={"case_id": file.case.id}),
            show=may_correct and bool(shown),
        ),
    )


def _timeline(
    number: int, told: Timeline, file: CaseFile, asked: Mapping[tuple[date, str], FollowUp], *, on: date
) -> Counted:
    rows = (asked.get((told.surgery_on, one.milestone), one) for one in told.windows)
    return Counted(
        id=f"timeline-{number}",
        title=_title(told.surgery_on, told.origin),
        told=_("Ended: %(what)s, %(day)s.") % {"what": told.ended.by.label, "day": told.ended.when}
        if told.ended
        else "",
        rows=tuple(
            _row(one, state_words(one, on=on, given=was_given(file, one), known_on=known_on(file, one)))
            for one in rows
        ),
    )


def _former(number: int, told: FormerWindows, zone: str) -> Counted:
    when = moment(told.retired_at, zone) if told.retired_at else _("a day that was not kept")
    why = told.because.label if told.because else _("the reason was not kept")
    return Counted(
        id=f"former-{number}",
        title=_title(told.surgery_on, told.origin),
        told=_("In force until %(when)s: %(why)s.") % {"when": when, "why": why},
        rows=tuple(_row(one, "") for one in told.windows),
    )


def _title(surgery_on: date, origin: EndpointKind | None) -> str:
    what = EndedBy(origin.value).label if origin else _("the operation")
    return _("Counted from %(what)s, %(day)s") % {"what": what, "day": day(surgery_on)}


def _row(window: FollowUp, state: str) -> WindowRow:
    return WindowRow(
        milestone=milestone_called(window.milestone).title,
        opens=day(window.opens_on),
        due=day(window.due_on),
        last=day(window.closes_on - timedelta(days=1)),
        state=state,
    )
