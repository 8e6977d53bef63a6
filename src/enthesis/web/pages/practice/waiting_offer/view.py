"""A free time is offered to one person on the list now; out of order with the reason."""

from itertools import islice
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.offers import LISTERS, offer_now
from enthesis.actions.reading import Listing, open_list
from enthesis.domain.practice.availability import free_times
from enthesis.domain.practice.booking import Visit
from enthesis.domain.practice.turns import first_for
from enthesis.domain.practice.waiting import Waiting
from enthesis.store import waiting
from enthesis.store.claims import list_claims
from enthesis.web.pages.practice.waiting_offer.form import OfferForm
from enthesis.web.pages.practice.waiting_offer.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("waiting-list/<uuid:waiting_id>/offer/")
ACCESS = staff(*LISTERS)
MOST = 30


def view(request: Request, *, waiting_id: UUID) -> HttpResponse:
    who = waiting.load_waiting(request.scope, waiting_id, at=request.at)
    free = _free(request, who)
    form = OfferForm(request.POST or None, free=free)
    if form.is_bound and is_done(form, lambda: _offer(request, who, form)):
        messages.success(request, _("The time is on offer and held."))
        return see_other("practice:waiting_list")
    open_list(request.scope, Listing.WAITING, at=request.at)
    listed = waiting.list_waiting(request.scope, at=request.at)
    firsts = {visit: first_for(listed, visit, now=request.at) for visit in free}
    reached = waiting.reaches_of_waiting(request.scope, {one.id for one in listed})
    page = present(request.practice, who, firsts, reached, form)
    return render(request, "practice/waiting_offer/page.html", page, status=422 if form.errors else 200)


def _offer(request: Request, who: Waiting, form: OfferForm) -> None:
    reason = form.cleaned_data["reason"]
    at_night = settings.ENTHESIS_SENDS_AT_NIGHT
    offer_now(request.scope, who.id, form.visit, reason=reason, at_night=at_night, at=request.at)


def _free(request: Request, who: Waiting) -> tuple[Visit, ...]:
    """The earliest free times that fit what they wait for."""
    wanted = who.wanted(now=request.at)
    if wanted.last < wanted.first or not who.wish.is_known(request.practice):
        return ()
    claims = list_claims(request.scope, wanted.first, wanted.last)
    found = free_times(request.practice, wanted, claims, now=request.at)
    fitting = (free.visit for free in found if who.can_be_offered(free.visit, now=request.at))
    return tuple(islice(fitting, MOST))
