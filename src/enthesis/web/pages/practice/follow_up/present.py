from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enthesis.domain.outcomes.published import Answered, published_at
from enthesis.domain.outcomes.schedule import MILESTONES
from enthesis.domain.pathway.follow_up import FollowUp, FollowUpState
from enthesis.domain.pathway.invitation import Asking
from enthesis.domain.sources import SOURCES
from enthesis.store.lists import Listed
from enthesis.store.work import Written
from enthesis.web.shell.present import Button, day, name_of

MOST_SHOWN = 200
BAR = 240  # pixels


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One milestone of one hip that waits for answers; `follow_up` is None before surgery."""

    listed: Listed
    asking: Asking
    follow_up: FollowUp | None = None

    @property
    def state(self) -> FollowUpState:
        return self.follow_up.state(on=self.asking.on) if self.follow_up else FollowUpState.DUE


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRow:
    name: str
    href: str
    side: str
    milestone: str
    target: str
    window: str
    state: str
    answered: str
    invited: str
    next: Button


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A published share; `href` leads to the paper where its address is known."""

    words: str
    source: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gauge:
    """Answered of due at one milestone. Lengths are pixels of a bar of BAR; no series, no `published`."""

    milestone: str
    words: str
    filled: int
    published: str
    from_x: int
    width: int
    series: tuple[Series, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpPage:
    overdue: tuple[DueRow, ...]
    due: tuple[DueRow, ...]
    before: tuple[DueRow, ...]
    more: str
    gauges: tuple[Gauge, ...]
    day: str
    bar: int = BAR


def present(
    waiting: Sequence[Due],
    counts: Mapping[str, tuple[int, int]],
    written: Sequence[Written],
    *,
    on: date,
    may_invite: bool,
) -> FollowUpPage:
    told: dict[tuple[UUID, str], list[Written]] = {}
    for message in written:
        told.setdefault((message.subject, str(message.body.get("milestone"))), []).append(message)
    shown = [(d, _row(d, told, may_invite=may_invite)) for d in waiting[:MOST_SHOWN]]
    left = len(waiting) - len(shown)
    return FollowUpPage(
        overdue=tuple(r for d, r in shown if d.follow_up and d.state is FollowUpState.OVERDUE),
        due=tuple(r for d, r in shown if d.follow_up and d.state is not FollowUpState.OVERDUE),
        before=tuple(r for d, r in shown if d.follow_up is None),
        more=ngettext("%(n)s more is not shown.", "%(n)s more are not shown.", left) % {"n": left}
        if left
        else "",
        gauges=tuple(_gauge(m.id, m.title, *counts.get(m.id, (0, 0))) for m in MILESTONES),
        day=day(on),
    )


def _row(due: Due, told: Mapping[tuple[UUID, str], list[Written]], *, may_invite: bool) -> DueRow:
    case, asked, problem = due.listed.case, due.asking.milestone, due.asking.why_not()
    invited = told.get((case.id, asked.id), [])
    sent = len(due.asking.asks) - len(due.asking.wanted)
    follow_up = due.follow_up
    return DueRow(
        name=name_of(case, due.listed.contact),
        href=reverse("practice:case", kwargs={"case_id": case.id}),
        side=case.side.value.capitalize(),
        milestone=asked.title,
        target=day(follow_up.due_on) if follow_up else "",
        window=_window(follow_up) if follow_up else _("until surgery"),
        state=_state(due),
        answered=_("%(sent)s of %(asked)s") % {"sent": sent, "asked": len(due.asking.asks)},
        invited=_invited(invited, has_mail=due.listed.contact is None or bool(due.listed.contact.email)),
        next=Button(
            label=_("Invite again") if invited else _("Invite"),
            href=reverse("practice:invite", kwargs={"case_id": case.id, "milestone": asked.id}),
            show=may_invite,
            disabled=problem is not None,
            why=problem.sentence if problem else "",
        ),
    )


def _window(follow_up: FollowUp) -> str:
    return _("%(opens)s to %(last)s") % {
        "opens": day(follow_up.opens_on),
        "last": day(follow_up.closes_on - timedelta(days=1)),
    }


def _state(due: Due) -> str:
    if due.follow_up is None:
        return due.listed.case.stage.label
    days = (due.asking.on - due.follow_up.due_on).days
    left = (due.follow_up.closes_on - due.asking.on).days
    if days > 0:
        past = ngettext("%(n)s day past the target", "%(n)s days past the target", days) % {"n": days}
        return past + ", " + ngettext("%(n)s day left", "%(n)s days left", left) % {"n": left}
    if days == 0:
        return _("Target day today")
    return ngettext("Target in %(n)s day", "Target in %(n)s days", -days) % {"n": -days}


def _invited(messages: Sequence[Written], *, has_mail: bool) -> str:
    if not messages:
        return _("Never")
    newest = messages[-1]
    unsent = _("not sent") if has_mail else _("no mail address")
    told = {"done": _("sent"), "unsent": unsent, "dead": _("could not be sent")}
    words = told.get(newest.status, _("on its way"))
    often = ngettext("%(n)s time", "%(n)s times", len(messages)) % {"n": len(messages)}
    return f"{_day(newest.due_at)}, {words} ({often})"


def _day(at: datetime) -> str:
    return day(at.date())


def _gauge(milestone: str, title: str, answered: int, due: int) -> Gauge:
    found = published_at(milestone)
    lowest, highest = (found[0].percent.value, found[-1].percent.value) if found else (0, 0)
    return Gauge(
        milestone=title,
        words=_("%(answered)s of %(due)s, %(percent)s %%")
        % {"answered": answered, "due": due, "percent": round(100 * answered / due)}
        if due
        else _("Nobody has reached it yet"),
        filled=round(BAR * answered / due) if due else 0,
        published=_published(found),
        from_x=round(BAR * lowest / 100),
        width=max(3, round(BAR * (highest - lowest) / 100)) if found else 0,
        series=tuple(_series(row) for row in found),
    )


def _published(found: Sequence[Answered]) -> str:
    if not found:
        return ""
    shares = {"low": found[0].percent.value, "high": found[-1].percent.value}
    if shares["low"] == shares["high"]:
        return _("Published: %(low)s %%") % shares
    return _("Published: %(low)s to %(high)s %%") % shares


def _series(row: Answered) -> Series:
    source = SOURCES[row.percent.source]
    counted = f" ({row.answered}/{row.asked})" if row.asked else ""
    return Series(
        words=f"{row.series}: {row.percent.value} %{counted}",
        source=f"{source.id}, {source.title}",
        href=source.href,
    )
