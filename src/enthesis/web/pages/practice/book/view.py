"""One request gets its visit: free times on the office's clock."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse

from enthesis.actions.requests import book_consultation
from enthesis.domain.errors import NotAllowed, Stale
from enthesis.domain.practice.availability import free_visits
from enthesis.domain.practice.booking import Visit
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.practice.referral import Request as Asking
from enthesis.domain.terms import CLINICIANS, Role
from enthesis.store.bookings import claimed_ticks, load_request
from enthesis.web.pages.practice.book.form import BookForm
from enthesis.web.pages.practice.book.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("requests/<uuid:request_id>/book/")
ACCESS = staff(Role.DESK, *CLINICIANS)
DAYS_SHOWN = 14


def view(request: Request, *, request_id: UUID) -> HttpResponse:
    asking = load_request(request.scope, request_id)
    office, week = _chosen(request, asking)
    free = _free(request, office, week)
    form = BookForm(request.POST or None, free=free)
    if request.method == "POST" and form.is_valid():
        try:
            receipt = book_consultation(request.scope, asking.id, form.visit, at=request.at)
        except (NotAllowed, Stale) as problem:
            form.add_problem(problem)
        else:
            return see_other("practice:case", case_id=receipt.subject)
    page = present(request.practice, asking, free, form, office=office, week=week)
    return render(request, "practice/book/page.html", page, status=422 if form.errors else 200)


def _chosen(request: Request, asking: Asking) -> tuple[str, int]:
    """The office and the fortnight looked at; the unknown falls back to what was asked for, from today."""
    offices = {office.slug for office in request.practice.offices}
    office = request.GET.get("office", "")
    week = request.GET.get("week", "")
    return (
        office if office in offices else asking.asked.office,
        int(week) if week.isascii() and week.isdigit() and len(week) < 3 else 0,
    )


def _free(request: Request, office: str, week: int) -> tuple[Visit, ...]:
    today = utc_to_wall(request.at, request.practice.office(office).zone).date()
    first = today + timedelta(days=DAYS_SHOWN * week)
    last = first + timedelta(days=DAYS_SHOWN - 1)
    return free_visits(
        request.practice,
        office=office,
        visit_type=request.practice.visit_types[0].slug,
        days=(first, last),
        claimed=claimed_ticks(request.scope, first, last),
        after=request.at,
    )
