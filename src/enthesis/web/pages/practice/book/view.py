"""One request gets its visit: the time it holds, or a free one on the office's clock."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.requests import book_consultation
from enthesis.domain.errors import NotAllowed, Stale
from enthesis.domain.people.matching import compare
from enthesis.domain.practice.availability import Wanted, free_times, is_in_session
from enthesis.domain.practice.booking import Visit
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.practice.referral import Request as Asking
from enthesis.domain.practice.visit_type import VisitType
from enthesis.domain.terms import CLINICIANS, Role
from enthesis.store.bookings import find_held, load_request
from enthesis.store.cases import list_cases
from enthesis.store.claims import list_claims
from enthesis.store.patients import list_born_on, list_near
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
    if asking.case is not None:  # also what a form sent twice comes to
        messages.info(request, _("This request is booked. Here is its hip."))
        return see_other("practice:case", case_id=asking.case)
    held = find_held(request.scope, asking.id)
    kind = request.practice.visit_type(held.visit.visit_type) if held else request.practice.usual
    office, week = _chosen(request, asking)
    free = _free(request, kind, office, week)
    known = list_born_on(request.scope, asking.asked.contact.birth_date)
    matches = compare(asking.asked.contact, known)
    form = BookForm(
        request.POST or None,
        free=free,
        held=held.visit if held else None,
        is_held_outside=held is not None and not is_in_session(request.practice, held.visit),
        matches=matches,
    )
    if request.method == "POST" and form.is_valid():
        try:
            receipt = book_consultation(request.scope, asking.id, form.visit, who=form.decided, at=request.at)
        except (NotAllowed, Stale) as problem:
            form.add_problem(problem)
        else:
            return see_other("practice:case", case_id=receipt.subject)
    cases = {m.patient: list_cases(request.scope, patient=m.patient) for m in matches}
    near = list_near(request.scope, asking.asked.contact, matches)
    page = present(request.practice, asking, held, kind, free, form, cases, near, office=office, week=week)
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


def _free(request: Request, kind: VisitType, office: str, week: int) -> tuple[Visit, ...]:
    today = utc_to_wall(request.at, request.practice.office(office).zone).date()
    first = today + timedelta(days=DAYS_SHOWN * week)
    last = first + timedelta(days=DAYS_SHOWN - 1)
    wanted = Wanted(visit_type=kind.slug, first=first, last=last, office=office, by_desk=True)
    claims = list_claims(request.scope, first, last)
    return tuple(free.visit for free in free_times(request.practice, wanted, claims, now=request.at))
