"""Times that are closed: a clinician is called away, an office stays shut."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enthesis.actions.act import Receipt
from enthesis.actions.closures import CLOSERS, close_time, lift_closure
from enthesis.domain.practice.hours import lies_in
from enthesis.domain.practice.rescheduling import visits_in
from enthesis.domain.terms import SURGEONS
from enthesis.store.bookings import list_bookings
from enthesis.store.closures import Closed, list_closures
from enthesis.store.offers import list_open_offers
from enthesis.store.people import list_people
from enthesis.store.practice import load_written_practice
from enthesis.web.pages.practice.closures.form import CloseForm, LiftForm
from enthesis.web.pages.practice.closures.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("closures/")
ACCESS = staff(*CLOSERS)
A_YEAR = timedelta(days=366)


def view(request: Request) -> HttpResponse:
    if request.method == "POST" and "closure" in request.POST:
        return _lift(request)
    form = CloseForm(
        request.POST or None, site=request.practice, unlisted=_unlisted(request), initial=_begun(request)
    )
    made = list[Receipt]()
    if request.method == "POST" and is_done(form, lambda: made.append(_close(request, form))):
        messages.success(request, _("This time is closed. Here are the visits in it."))
        _tell_offers(request, form)
        return see_other("practice:closure", closure_id=made[0].subject)
    file = load_written_practice(request.scope)
    page = present(file, request.practice, _with_visits(request), form)
    return render(request, "practice/closures/page.html", page, status=422 if form.errors else 200)


def _close(request: Request, form: CloseForm) -> Receipt:
    return close_time(request.scope, form.closure, long=form.cleaned_data["long"], at=request.at)


def _tell_offers(request: Request, form: CloseForm) -> None:
    """Times in it that are on offer to people on the waiting list are taken back within a minute."""
    offered = [o for o in list_open_offers(request.scope) if lies_in(request.practice, form.closure, o.visit)]
    if offered:
        told = ngettext(
            "%(count)s time in it was on offer to somebody on the waiting list, and is taken back.",
            "%(count)s times in it were on offer to people on the waiting list, and are taken back.",
            len(offered),
        )
        messages.warning(request, told % {"count": len(offered)})


def _lift(request: Request) -> HttpResponse:
    form = LiftForm(request.POST)
    if is_done(form, lambda: lift_closure(request.scope, form.cleaned_data["closure"], at=request.at)):
        messages.success(request, _("This time is open again. Visits that were moved stay where they are."))
    return see_other("practice:closures")


def _unlisted(request: Request) -> list[str]:
    """Surgeons with an account who are no clinicians of the practice file."""
    known = request.practice.clinicians
    return [
        one.name
        for one in list_people(request.scope)
        if one.active
        and one.role in SURGEONS
        and not any(clinician.has_account(email=one.email, name=one.name) for clinician in known)
    ]


def _begun(request: Request) -> dict[str, str]:
    """What the address says already, such as the day somebody came from."""
    return {name: request.GET.get(name, "") for name in ("clinician", "office", "first")}


def _with_visits(request: Request) -> list[tuple[Closed, int]]:
    """The closures that are not over, each with how many visits are in it."""
    yesterday = request.at - timedelta(days=1)
    coming = [one for one in list_closures(request.scope) if one.closure.last >= yesterday.date()]
    booked = list_bookings(request.scope, yesterday, request.at + A_YEAR) if coming else ()
    site, now = request.practice, request.at
    return [(one, len(visits_in(site, one.closure, booked, now=now))) for one in coming]
