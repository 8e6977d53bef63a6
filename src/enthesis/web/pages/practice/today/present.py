"""Today in words: who comes, what comes next for each, and what waits for somebody."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from types import MappingProxyType

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.domain.biologics.states import State
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.practice.booking import BookingStatus
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.red_flags import questions
from enthesis.domain.practice.task import Task
from enthesis.domain.terms import BookingId
from enthesis.store.lists import Listed, Seen, Waiting
from enthesis.web.shell.diary import state_of
from enthesis.web.shell.present import Button, day, name_of

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


def present(
    practice: Practice,
    visits: tuple[Seen, ...],
    waiting: Waiting,
    overdue: tuple[Task, ...] = (),
    *,
    on: date,
    zone: str,
    may_book: bool = False,
    missing: Mapping[BookingId, str] = MappingProxyType({}),
) -> TodayPage:
    """`missing` says of near visits what nobody has sent or promised to bring; `overdue` are the tasks of
    whoever looks that were due before today."""
    by_day = {
        other: tuple(replace(_visit(practice, s), missing=missing.get(s.booking.id, "")) for s in group)
        for other, group in groupby(visits, key=lambda seen: seen.booking.visit.wall_start.date())
    }
    return TodayPage(
        day=day(on),
        zone=zone.replace("_", " "),
        today=by_day.pop(on, ()),
        coming=tuple((f"{other:%A}, {day(other)}", visited) for other, visited in by_day.items()),
        waiting=(
            *_alerts(waiting),
            *_calls(waiting),
            *_overdue(overdue),
            *_products(waiting),
            *_requests(waiting),
            *_plans(waiting),
            *_told(waiting),
        ),
        telephone=reverse("practice:telephone") if may_book else "",
    )


def _visit(practice: Practice, seen: Seen) -> VisitRow:
    visit = seen.booking.visit
    if seen.listed is None:
        return _held(practice, seen)
    case = seen.listed.case
    route, label = NEXT.get(case.stage, ("practice:case", "Open"))
    return VisitRow(
        time=f"{visit.wall_start:%H:%M}",
        visit_href=_page(seen),
        state="" if seen.booking.status is BookingStatus.BOOKED else state_of(practice, seen.booking),
        name=name_of(case, seen.listed.contact),
        href=_case(seen.listed),
        side=case.side.value.capitalize(),
        office=practice.office(visit.office).name,
        visit=practice.visit_type(visit.visit_type).name,
        stage=case.stage.label,
        next=Button(label=label, href=reverse(route, kwargs={"case_id": case.id})),
    )


def _page(seen: Seen) -> str:
    return reverse("practice:visit", kwargs={"booking_id": seen.booking.id})


def _held(practice: Practice, seen: Seen) -> VisitRow:
    """A visit of somebody the desk has not yet put a case to."""
    visit, asking = seen.booking.visit, seen.asking
    return VisitRow(
        time=f"{visit.wall_start:%H:%M}",
        visit_href=_page(seen),
        state="",
        name=asking.asked.contact.name if asking else _("Not shown"),
        href=reverse("practice:requests"),
        side=asking.asked.side.value.capitalize() if asking else "",
        office=practice.office(visit.office).name,
        visit=practice.visit_type(visit.visit_type).name,
        stage=_("Requested"),
        next=Button(label=_("Say who it is"), href=reverse("practice:requests"), show=asking is not None),
    )


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
    """Requests whose sign must not wait, each by name and with what was ticked."""
    return tuple(
        WaitingItem(
            title=_("Call today: %(name)s") % {"name": request.asked.contact.name},
            detail=" · ".join(_(question) for question in questions(request.red_flags)),
            href=reverse("practice:requests"),
            urgent=True,
        )
        for request in waiting.requests
        if request.call_today
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
