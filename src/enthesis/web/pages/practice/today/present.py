"""Today in words: who comes, what comes next for each, and what waits for somebody."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby
from types import MappingProxyType

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enthesis.domain.biologics.states import State
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.practice.booking import Booking, BookingStatus
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.red_flags import questions
from enthesis.domain.practice.task import Task
from enthesis.domain.terms import BookingId
from enthesis.store.lists import Listed, Seen, Waiting
from enthesis.web.shell.diary import state_of
from enthesis.web.shell.operations import OperationLine
from enthesis.web.shell.present import Button, day, name_of
from enthesis.web.shell.visit_acts import VisitAct, next_act

NEXT = {
    Stage.BOOKED: ("practice:examination", "Examine"),
    Stage.EXAMINED: ("practice:classification", "Classify the tear"),
    Stage.CLASSIFIED: ("practice:plan", "Plan"),
    Stage.PLANNED: ("practice:consent", "Record consent"),
    Stage.CONSENTED: ("practice:theatre", "Open theatre"),
    Stage.IN_THEATRE: ("practice:theatre", "Go on in theatre"),
}
CHECK = {
    State.CHARACTERISED: "Second check",
    State.RELEASED: "First scan at the patient",
    State.CONFIRMED: "Second scan and giving",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRow:
    """A visit with the one next thing: `act` where the desk says what happened, else `next`."""

    time: str
    visit_href: str
    state: str
    name: str
    href: str
    side: str
    office: str
    visit: str
    stage: str
    next: Button
    act: VisitAct | None = None
    missing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingItem:
    title: str
    detail: str
    href: str
    urgent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayPage:
    day: str
    zone: str
    today: tuple[VisitRow, ...]
    coming: tuple[tuple[str, tuple[VisitRow, ...]], ...]
    waiting: tuple[WaitingItem, ...]
    telephone: str = ""
    operations: tuple[OperationLine, ...] = ()


def present(
    practice: Practice,
    visits: tuple[Seen, ...],
    waiting: Waiting,
    overdue: tuple[Task, ...] = (),
    calls: tuple[tuple[Task, str], ...] = (),
    *,
    on: date,
    zone: str,
    may_book: bool = False,
    missing: Mapping[BookingId, str] = MappingProxyType({}),
    failed: int = 0,
    listed: int = 0,
    unspoken: Sequence[Booking] = (),
    operations: tuple[OperationLine, ...] = (),
    counted: str = "",
    desk_at: datetime | None = None,
    is_open: Callable[[str], bool] = lambda href: True,
) -> TodayPage:
    """`missing` says of near visits what nobody has sent or promised to bring; `overdue` are the tasks of
    whoever looks that were due before today, `calls` whom no message reaches with their names; `failed` is
    how many messages failed at every try, `listed` how many operations of hospitals' lists nobody has
    decided. `unspoken` are visits that are over, with nobody having said whether the patient came.
    `counted` tells how many operations are ahead and not ready. `desk_at` is the moment, for whoever says
    at the desk what happens; `is_open` tells which addresses whoever looks may open, and the page leads
    nowhere else.
    """
    by_day = {
        other: tuple(
            replace(
                _visit(practice, s, desk_at=desk_at, is_open=is_open), missing=missing.get(s.booking.id, "")
            )
            for s in group
        )
        for other, group in groupby(visits, key=lambda seen: seen.booking.visit.wall_start.date())
    }
    return TodayPage(
        day=day(on),
        zone=zone.replace("_", " "),
        today=by_day.pop(on, ()),
        coming=tuple((f"{other:%A}, {day(other)}", visited) for other, visited in by_day.items()),
        waiting=_open(
            is_open,
            *_alerts(waiting),
            *_calls(waiting),
            *_unspoken(unspoken, on),
            *_ahead(counted),
            *(_to_call(task, name) for task, name in calls),
            *_failed(failed),
            *_overdue(overdue),
            *_listed(listed),
            *_products(waiting),
            *_requests(waiting),
            *_plans(waiting),
            *_told(waiting),
        ),
        telephone=reverse("practice:telephone") if may_book else "",
        operations=operations,
    )


def _visit(
    practice: Practice, seen: Seen, *, desk_at: datetime | None, is_open: Callable[[str], bool]
) -> VisitRow:
    visit = seen.booking.visit
    if seen.listed is None:
        return _held(practice, seen, is_open=is_open)
    case = seen.listed.case
    hip = _case(seen.listed) if is_open(_case(seen.listed)) else _page(seen)
    return VisitRow(
        time=f"{visit.wall_start:%H:%M}",
        visit_href=_page(seen),
        state="" if seen.booking.status is BookingStatus.BOOKED else state_of(practice, seen.booking),
        name=name_of(case, seen.listed.contact),
        href=hip,
        side=case.side.value.capitalize(),
        office=practice.office(visit.office).name,
        visit=practice.visit_type(visit.visit_type).name,
        stage=case.stage.label,
        next=_next(seen.listed, hip, is_open=is_open),
        act=next_act(practice, seen.booking, at=desk_at, back="today") if desk_at else None,
    )


def _next(listed: Listed, hip: str, *, is_open: Callable[[str], bool]) -> Button:
    """The next step of the hip for whoever may take it; for others the hip, or the visit alone."""
    case = listed.case
    route, label = NEXT.get(case.stage, ("practice:case", "Open"))
    href = reverse(route, kwargs={"case_id": case.id})
    return Button(label=label, href=href) if is_open(href) else Button(label=_("Open"), href=hip)


def _page(seen: Seen) -> str:
    return reverse("practice:visit", kwargs={"booking_id": seen.booking.id})


def _held(practice: Practice, seen: Seen, *, is_open: Callable[[str], bool]) -> VisitRow:
    """A visit of somebody the desk has not yet put a case to."""
    visit, asking = seen.booking.visit, seen.asking
    requests = reverse("practice:requests")
    return VisitRow(
        time=f"{visit.wall_start:%H:%M}",
        visit_href=_page(seen),
        state="",
        name=asking.asked.contact.name if asking else _("Not shown"),
        href=requests if is_open(requests) else _page(seen),
        side=asking.asked.side.value.capitalize() if asking else "",
        office=practice.office(visit.office).name,
        visit=practice.visit_type(visit.visit_type).name,
        stage=_("Requested"),
        next=Button(label=_("Say who it is"), href=requests, show=asking is not None and is_open(requests)),
    )


def _open(is_open: Callable[[str], bool], *items: WaitingItem) -> tuple[WaitingItem, ...]:
    return tuple(item for item in items if is_open(item.href))


def _unspoken(found: Sequence[Booking], on: date) -> tuple[WaitingItem, ...]:
    if not found:
        return ()
    told = {"n": len(found), "when": _whose_day({one.visit.wall_start.date() for one in found}, on)}
    title = (
        _("1 visit of %(when)s: did they come?")
        if len(found) == 1
        else _("%(n)s visits of %(when)s: did they come?")
    )
    return (WaitingItem(title=title % told, detail="", href=reverse("practice:unspoken")),)


def _ahead(counted: str) -> tuple[WaitingItem, ...]:
    """Operations of the coming days, with how many of them are not ready."""
    return (
        (WaitingItem(title=counted, detail="", href=reverse("practice:readiness_list")),) if counted else ()
    )


def _whose_day(days: set[date], on: date) -> str:
    named = {on: _("today"), on - timedelta(days=1): _("yesterday")}
    return named.get(max(days), _("past days")) if len(days) == 1 else _("past days")


def _to_call(task: Task, name: str) -> WaitingItem:
    """A call that stays until somebody records it."""
    return WaitingItem(
        title=_("Call %(name)s") % {"name": name},
        detail=task.todo.words,
        href=reverse("practice:task", kwargs={"task_id": task.id}),
        urgent=True,
    )


def _failed(count: int) -> tuple[WaitingItem, ...]:
    if not count:
        return ()
    title = ngettext("%(count)s message failed", "%(count)s messages failed", count) % {"count": count}
    told = _("At every try. Try again, or give up and call.")
    return (WaitingItem(title=title, detail=told, href=f"{reverse('practice:messages')}#failed"),)


def _listed(count: int) -> tuple[WaitingItem, ...]:
    if not count:
        return ()
    told = ngettext(
        "%(count)s operation on hospitals' lists to decide",
        "%(count)s operations on hospitals' lists to decide",
        count,
    )
    href = reverse("practice:operations_list")
    return (WaitingItem(title=told % {"count": count}, detail="", href=href),)


def _overdue(tasks: tuple[Task, ...]) -> tuple[WaitingItem, ...]:
    return tuple(
        WaitingItem(
            title=_("Overdue: %(words)s") % {"words": task.todo.words},
            detail=_("It was due on %(day)s.") % {"day": day(task.todo.due_on)} if task.todo.due_on else "",
            href=reverse("practice:task", kwargs={"task_id": task.id}),
        )
        for task in tasks
    )


def _products(waiting: Waiting) -> tuple[WaitingItem, ...]:
    return tuple(
        WaitingItem(
            title=CHECK[product.state],
            detail=f"{product.chain.product.shown} – {name_of(owner.case, owner.contact)}",
            href=reverse("practice:product", kwargs={"product_id": product.id}),
        )
        for product, owner in waiting.products
    )


def _calls(waiting: Waiting) -> tuple[WaitingItem, ...]:
    """Requests whose sign must not wait and was not called about, each by name and with what was ticked."""
    return tuple(
        WaitingItem(
            title=(_("Emergency: %(name)s") if request.is_emergency else _("Call today: %(name)s"))
            % {"name": request.asked.contact.name},
            detail=" · ".join(_(question) for question in questions(request.red_flags)),
            href=reverse("practice:request", kwargs={"request_id": request.id}),
            urgent=True,
        )
        for request in waiting.calls
    )


def _alerts(waiting: Waiting) -> tuple[WaitingItem, ...]:
    """What patients told before their forms that must not wait, with what was ticked."""
    return tuple(
        WaitingItem(
            title=_("Call today: %(name)s") % {"name": name_of(owner.case, owner.contact)},
            detail=" · ".join(_(question) for question in questions(frozenset(alert.told.ticked))),
            href=_case(owner),
            urgent=True,
        )
        for alert, owner in waiting.alerts
    )


def _told(waiting: Waiting) -> tuple[WaitingItem, ...]:
    """What patients told before their visit, to be read."""
    return tuple(
        WaitingItem(
            title=_("Told before the visit: %(name)s") % {"name": name_of(owner.case, owner.contact)},
            detail="",
            href=reverse("practice:intake", kwargs={"case_id": owner.case.id}),
        )
        for owner in waiting.unread
    )


def _requests(waiting: Waiting) -> tuple[WaitingItem, ...]:
    count = len(waiting.requests)
    if not count:
        return ()
    title = _("1 new request") if count == 1 else _("%(count)s new requests") % {"count": count}
    return (WaitingItem(title=title, detail="", href=reverse("practice:requests")),)


def _plans(waiting: Waiting) -> tuple[WaitingItem, ...]:
    return tuple(
        WaitingItem(
            title=_("Plan to sign"),
            detail=f"{name_of(item.case, item.contact)}, {item.case.side.value}",
            href=reverse("practice:plan", kwargs={"case_id": item.case.id}),
        )
        for item in waiting.unsigned
    )


def _case(listed: Listed) -> str:
    return reverse("practice:case", kwargs={"case_id": listed.case.id})
