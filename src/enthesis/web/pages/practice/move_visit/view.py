"""A visit moves to another free time; it keeps the old one until the new one is its own."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.act import Receipt
from enthesis.actions.bookings import BOOKERS, move_booking
from enthesis.domain.practice.availability import FreeTime, Wanted, free_times
from enthesis.domain.practice.booking import Booking, Why
from enthesis.domain.practice.clock import is_shown_twice, utc_to_wall
from enthesis.store.claims import list_claims
from enthesis.store.lists import Seen, load_visit
from enthesis.web.pages.practice.move_visit.form import MoveForm
from enthesis.web.pages.practice.move_visit.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.diary import visit_at
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.reached import to_call
from enthesis.web.shell.requests import Request

ROUTE = Route("visits/<uuid:booking_id>/move/")
ACCESS = staff(*BOOKERS)
DAYS_SHOWN = 14


def view(request: Request, *, booking_id: UUID) -> HttpResponse:
    seen = load_visit(request.scope, booking_id)
    form = MoveForm(request.POST or None, initial={"version": seen.booking.version})
    if request.method == "POST" and is_done(form, lambda: _move(request, seen.booking, form)):
        _tell(request, seen, Why(form.cleaned_data["why"]))
        return see_other("practice:visit", booking_id=booking_id)
    office, week = _chosen(request, seen.booking.visit.office)
    free = (*_refused(request, seen.booking, form), *_free(request, seen.booking, office, week))
    page = present(request.practice, seen, free, form, office=office, week=week)
    return render(request, "practice/move_visit/page.html", page, status=422 if form.errors else 200)


def _tell(request: Request, seen: Seen, why: Why) -> None:
    call = "" if why.is_patients else to_call(request.scope, seen)
    if call:
        messages.success(request, _("The visit has another time."))
        messages.warning(request, call)
    else:
        messages.success(request, _("The visit has another time, and whoever comes is told."))


def _move(request: Request, booking: Booking, form: MoveForm) -> Receipt:
    told = form.cleaned_data
    return move_booking(
        request.scope,
        booking.id,
        visit_at(request.practice, told["slot"], visit_type=booking.visit.visit_type),
        why=Why(told["why"]),
        read=told["version"],
        outside=told["outside"],
        at=request.at,
    )


def _chosen(request: Request, usual: str) -> tuple[str, int]:
    """The office and the fortnight looked at; the unknown falls back to the visit's office, from today."""
    offices = {office.slug for office in request.practice.offices}
    office, week = request.GET.get("office", ""), request.GET.get("week", "")
    number = int(week) if week.isascii() and week.isdigit() and len(week) < 3 else 0
    if office in offices:
        return office, number
    return (usual if usual in offices else request.practice.offices[0].slug), number


def _refused(request: Request, booking: Booking, form: MoveForm) -> tuple[FreeTime, ...]:
    """The time that was pressed and waits for a tick."""
    if "outside" not in form.errors:
        return ()
    visit = visit_at(request.practice, form.cleaned_data["slot"], visit_type=booking.visit.visit_type)
    return (FreeTime(visit=visit, first_of_two=is_shown_twice(visit.wall_start, visit.zone)),)


def _free(request: Request, booking: Booking, office: str, week: int) -> Iterator[FreeTime]:
    today = utc_to_wall(request.at, request.practice.office(office).zone).date()
    first = today + timedelta(days=DAYS_SHOWN * week)
    last = first + timedelta(days=DAYS_SHOWN - 1)
    kind = booking.visit.visit_type
    wanted = Wanted(visit_type=kind, first=first, last=last, office=office, by_desk=True)
    return free_times(request.practice, wanted, list_claims(request.scope, first, last), now=request.at)
