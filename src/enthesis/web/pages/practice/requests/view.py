"""Requests: those who wait by urgency, one person once; the others by what became of them."""

from django.http import HttpResponse

from enthesis.actions.act import permit_of
from enthesis.actions.reading import Listing, open_list
from enthesis.actions.requests import book_consultation
from enthesis.domain.practice.referral import RequestStatus
from enthesis.domain.practice.triage import HowSoon
from enthesis.domain.terms import SEES_CONTACT
from enthesis.store.bookings import held_by, list_requests
from enthesis.store.triage import list_notes
from enthesis.web.pages.practice.requests.present import Wanted, present
from enthesis.web.shell.access import staff
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request

ROUTE = Route("requests/")
ACCESS = staff(*SEES_CONTACT)


def view(request: Request) -> HttpResponse:
    wanted = _wanted(request)
    open_list(request.scope, Listing.REQUESTS, at=request.at)
    found = list_requests(request.scope, status=wanted.status)
    ids = {one.id for one in found}
    page = present(
        request.practice,
        found,
        notes=list_notes(request.scope, ids),
        held=held_by(request.scope, ids),
        wanted=wanted,
        may_book=permit_of(book_consultation).allows(request.scope),
        at=request.at,
    )
    return render(request, "practice/requests/page.html", page)


def _wanted(request: Request) -> Wanted:
    """What is asked for; the unknown falls back to all who wait."""
    status, office, soon = (request.GET.get(name, "") for name in ("status", "office", "urgency"))
    return Wanted(
        status=RequestStatus(status) if status in set(RequestStatus) else RequestStatus.WAITING,
        office=office if office in {o.slug for o in request.practice.offices} else "",
        how_soon=HowSoon(soon) if soon in set(HowSoon) else None,
    )
