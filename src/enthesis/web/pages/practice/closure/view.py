"""A closed time: every visit in it gets another time and a message, once the desk has said so."""

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import ngettext

from enthesis.actions.bookings import cancel_booking, move_booking
from enthesis.actions.closures import CLOSERS
from enthesis.domain.errors import Problem
from enthesis.domain.practice.booking import Why
from enthesis.domain.practice.rescheduling import LOOK_AHEAD, Proposal, propose, visits_in
from enthesis.store.bookings import list_bookings, load_booking
from enthesis.store.claims import list_claims
from enthesis.store.closures import Closed, load_closure
from enthesis.store.lists import Seen, see
from enthesis.web.pages.practice.closure.form import CANCEL, RescheduleForm
from enthesis.web.pages.practice.closure.letters import letter_to
from enthesis.web.pages.practice.closure.present import Letter, present
from enthesis.web.shell.access import staff
from enthesis.web.shell.diary import visit_at
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.problems import in_words
from enthesis.web.shell.requests import Request

ROUTE = Route("closures/<uuid:closure_id>/")
ACCESS = staff(*CLOSERS)
A_DAY = timedelta(days=1)  # no clock is farther than that from UTC


def view(request: Request, *, closure_id: UUID) -> HttpResponse:
    closed = load_closure(request.scope, closure_id)
    form, failed = RescheduleForm(request.POST or None), dict[UUID, str]()
    if request.method == "POST" and form.is_valid():
        wanted = form.wanted
        failed = _reschedule(request, wanted)
        _tell(request, done=len(wanted) - len(failed), failed=len(failed))
        if not failed:
            return see_other("practice:closure", closure_id=closure_id)
    page = present(request.practice, closed, _leaving(request, closed), form, failed)
    status = 422 if form.errors else 409 if failed else 200
    return render(request, "practice/closure/page.html", page, status=status)


def _reschedule(request: Request, wanted: Mapping[UUID, tuple[str, int]]) -> dict[UUID, str]:
    """Each visit in a transaction of its own; what stood in the way of which."""
    failed = {}
    for booking, (where, read) in wanted.items():
        try:
            _one(request, booking, where, read)
        except Problem as problem:
            failed[booking] = in_words(problem)
    return failed


def _one(request: Request, booking: UUID, where: str, read: int) -> None:
    scope, at = request.scope, request.at
    if where == CANCEL:
        cancel_booking(scope, booking, why=Why.PRACTICE, read=read, at=at)
        return
    before = load_booking(scope, booking)
    visit = visit_at(request.practice, where, visit_type=before.visit.visit_type)
    move_booking(scope, booking, visit, why=Why.PRACTICE, read=read, at=at)


def _tell(request: Request, *, done: int, failed: int) -> None:
    if done:
        told = ngettext(
            "%(count)s visit is settled, and whoever comes is told.",
            "%(count)s visits are settled, and whoever comes is told.",
            done,
        )
        messages.success(request, told % {"count": done})
    if failed:
        told = ngettext(
            "%(count)s visit could not be moved. It stays where it is; look at it below.",
            "%(count)s visits could not be moved. They stay where they are; look at them below.",
            failed,
        )
        messages.error(request, told % {"count": failed})


def _leaving(request: Request, closed: Closed) -> list[tuple[Seen, Proposal, Letter]]:
    site, scope, closure = request.practice, request.scope, closed.closure
    first, last = (datetime.combine(day, time(0), UTC) for day in (closure.first, closure.last))
    booked = list_bookings(scope, first - A_DAY, last + 2 * A_DAY)
    leaving = visits_in(site, closure, booked, now=request.at)
    if not leaving:
        return []
    claims = list_claims(scope, min(closure.first, request.at.date()), closure.last + LOOK_AHEAD + A_DAY)
    proposals = propose(site, leaving, claims, now=request.at)
    return [
        (seen, proposal, letter_to(site, seen, proposal, at=request.at))
        for seen, proposal in zip(see(scope, leaving), proposals, strict=True)
    ]
