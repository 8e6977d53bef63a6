"""Today and the coming days: who comes, where each hip stands, and the one next thing to do."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.http import HttpResponse

from enthesis.actions.act import permit_of
from enthesis.actions.bookings import record_arrival
from enthesis.actions.operations_list import settle_operation
from enthesis.actions.products import add_result
from enthesis.actions.recalls import note_recall
from enthesis.actions.telephone import book_by_telephone
from enthesis.domain.practice.booking import Booking
from enthesis.domain.practice.task import Task, TaskKind
from enthesis.domain.stock.lists import stock_lists
from enthesis.domain.stock.notice import KnownRecall
from enthesis.domain.terms import BookingId, Role
from enthesis.store.about import abouts_of
from enthesis.store.awaited import list_awaited
from enthesis.store.bookings import list_unspoken
from enthesis.store.bringing import bring_lines_of
from enthesis.store.ended import list_ended
from enthesis.store.lists import BookedHip, Listed, Seen, list_visits, load_waiting
from enthesis.store.messages import list_logged
from enthesis.store.operations import list_lapsed
from enthesis.store.operations_list import list_waiting
from enthesis.store.readiness import Ahead, list_ahead
from enthesis.store.recalls import find_blocked, find_used, list_recalls
from enthesis.store.stock import list_kept, list_never_received
from enthesis.store.tasks import list_tasks
from enthesis.web.pages.practice.today.present import present
from enthesis.web.pages.practice.today.visits import VisitRow, visit_rows
from enthesis.web.pages.practice.today.waits import Waits, waiting_items
from enthesis.web.shell.access import ANY_STAFF
from enthesis.web.shell.bringing import missing_mark
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.nav import may_open
from enthesis.web.shell.operations import OperationLine, operation_line
from enthesis.web.shell.pages import render
from enthesis.web.shell.readiness import counted, may_record
from enthesis.web.shell.requests import Request
from enthesis.web.shell.visit_acts import UNSPOKEN_FOR

ROUTE = Route("")
ACCESS = ANY_STAFF
DAYS_AHEAD = 8
OPERATIONS_AHEAD = 7  # days after today
LONG, MOST = timedelta(days=365), 200  # messages that failed


def view(request: Request) -> HttpResponse:
    zone = request.practice.offices[0].zone  # the day of the list is that of the first office
    on = request.at.astimezone(ZoneInfo(zone)).date()
    ahead = _ahead(request, on)
    page = present(
        _visits(request, on, zone),
        waiting_items(_waits(request, on, ahead), on=on, is_open=_is_open(request)),
        tuple(_operation(request, one) for one in ahead),
        on=on,
        zone=zone,
        may_book=permit_of(book_by_telephone).allows(request.scope),
    )
    return render(request, "practice/today/page.html", page)


def _is_open(request: Request) -> Callable[[str], bool]:
    role = request.scope.actor.role
    return lambda href: may_open(href, role)


def _visits(request: Request, on: date, zone: str) -> dict[date, tuple[VisitRow, ...]]:
    begins = datetime.combine(on, time(), ZoneInfo(zone))
    visits = list_visits(request.scope, begins, begins + timedelta(days=DAYS_AHEAD))
    return visit_rows(
        request.practice,
        visits,
        missing=_missing(request, visits),
        desk_at=request.at if request.scope.actor.role is Role.DESK else None,
        is_open=_is_open(request),
        ended=list_ended(request.scope, {seen.listed.case.patient for seen in visits if seen.listed}),
    )


def _waits(request: Request, on: date, ahead: tuple[Ahead, ...]) -> Waits:
    return Waits(
        waiting=load_waiting(request.scope, at=request.at),
        overdue=_overdue(request, on),
        calls=_calls(request),
        failed=_failed(request),
        listed=_listed(request),
        unspoken=_unspoken(request),
        lapsed=_lapsed(request, on),
        ahead=counted(ahead, OPERATIONS_AHEAD),
        stock=_stock(request, on),
        recalls=_recalls(request),
        **_results(request),
    )


def _results(request: Request) -> dict[str, int]:
    """How many results of products are awaited, and due, for those who may enter them."""
    if not permit_of(add_result).allows(request.scope):
        return {}
    found = list_awaited(request.scope)
    return {"results": len(found), "due": sum(one.is_due(request.at) for one in found)}


def _stock(request: Request, on: date) -> int:
    """How many things of the stock a coordinator should look at."""
    if request.scope.actor.role is not Role.DESK or not (found := list_kept(request.scope)):
        return 0
    lists = stock_lists(found, on=on, blocked=find_blocked(request.scope, found))
    return lists.count + len(list_never_received(request.scope))


def _recalls(request: Request) -> tuple[tuple[KnownRecall, int], ...]:
    """The recalls that are worked off, each with its hips without a decision, for those who may do it."""
    if not permit_of(note_recall).allows(request.scope):
        return ()
    still = (one for one in list_recalls(request.scope) if one.is_open)
    used = ((one, find_used(request.scope, one.notice)) for one in still)
    return tuple((one, len(one.undecided(use.case for use in found))) for one, found in used)


def _overdue(request: Request, on: date) -> tuple[Task, ...]:
    """The tasks of whoever looks that were due before today, but for those to tell somebody."""
    person = request.scope.actor.person
    found = list_tasks(request.scope, owner=person, due_before=on) if person else ()
    return tuple(task for task in found if task.todo.kind is not TaskKind.TELL)


def _lapsed(request: Request, on: date) -> int:
    """How many operations were booked for a day that has passed, for who looks after patients."""
    return len(list_lapsed(request.scope, on)) if may_record(request.scope) else 0


def _ahead(request: Request, on: date) -> tuple[Ahead, ...]:
    """The operations of the coming days, each with how ready it is, for who looks after patients."""
    if not may_record(request.scope):
        return ()
    return list_ahead(request.scope, request.practice, on, on + timedelta(days=OPERATIONS_AHEAD))


def _operation(request: Request, one: Ahead) -> OperationLine:
    unready = one.readiness.sentence if one.is_before and not one.readiness.is_ready else ""
    hip = BookedHip(operation=one.operation, listed=Listed(case=one.file.case, contact=one.file.contact))
    return operation_line(request.practice, hip, is_open=True, unready=unready)


def _calls(request: Request) -> tuple[tuple[Task, str], ...]:
    """Whom no message reaches, each by name; nobody for those who see no names."""
    if not request.scope.sees_contact:
        return ()
    found = list_tasks(request.scope, kind=TaskKind.TELL)
    abouts = abouts_of(request.scope, found)
    return tuple((task, abouts[task.id].name) for task in found if task.id in abouts)


def _unspoken(request: Request) -> tuple[Booking, ...]:
    """Visits that are over, with nobody having said whether the patient came, for those who may say it."""
    if not permit_of(record_arrival).allows(request.scope):
        return ()
    return list_unspoken(request.scope, since=request.at - UNSPOKEN_FOR, at=request.at)


def _failed(request: Request) -> int:
    """How many messages failed at every try, for who looks after messages."""
    if request.scope.actor.role not in (Role.DESK, Role.ADMINISTRATOR):
        return 0
    first, last = request.at - LONG, request.at + LONG
    return len(list_logged(request.scope, ("dead",), first=first, last=last, most=MOST))


def _listed(request: Request) -> int:
    """How many operations of hospitals' lists nobody has decided, for who may decide."""
    if not permit_of(settle_operation).allows(request.scope):
        return 0
    return len(list_waiting(request.scope))


def _missing(request: Request, visits: tuple[Seen, ...]) -> dict[BookingId, str]:
    """What is missing for visits that are near, of hips the desk knows."""
    booked = [seen.booking for seen in visits if seen.listed is not None]
    lines = bring_lines_of(request.scope, request.practice, booked)
    starts = {booking.id: booking.visit.starts_at for booking in booked}
    return {id_: missing_mark(each, starts[id_], at=request.at) for id_, each in lines.items()}
