"""Who waits, in order; what is on offer until when; what became of the offers of late."""

from collections.abc import Callable
from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions import offers as acts
from enthesis.actions.act import Receipt
from enthesis.actions.reading import Listing, open_list
from enthesis.actions.waiting import leave_waiting_list
from enthesis.store import offers, waiting
from enthesis.web.pages.practice.waiting_list.form import (
    ACCEPTED,
    CALLED,
    DECLINED,
    PASSED,
    REMOVED,
    TAKEN_BACK,
    ListForm,
)
from enthesis.web.pages.practice.waiting_list.present import DONE, present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

Act = Callable[..., Receipt]

ROUTE = Route("waiting-list/")
ACCESS = staff(*acts.LISTERS)
OF_LATE = timedelta(days=14)
ACTS: dict[str, Act] = {
    CALLED: acts.record_offer_call,
    ACCEPTED: acts.accept_offer,
    DECLINED: acts.decline_offer,
    PASSED: acts.pass_offer_on,
    TAKEN_BACK: acts.withdraw_offer,
    REMOVED: leave_waiting_list,
}


def view(request: Request) -> HttpResponse:
    form = ListForm(request.POST or None)
    if request.method == "POST" and is_done(form, lambda: _do(request, form)):
        messages.success(request, _(DONE[form.cleaned_data["act"]]))
        return see_other("practice:waiting_list")
    open_list(request.scope, Listing.WAITING, at=request.at)
    listed = waiting.list_waiting(request.scope, at=request.at)
    made = offers.list_offers(request.scope, request.at - OF_LATE)
    page = present(
        request.practice,
        listed,
        waiting.reaches_of_waiting(request.scope, {one.id for one in listed} | {o.waiting for o in made}),
        made,
        form,
    )
    return render(request, "practice/waiting_list/page.html", page, status=422 if form.errors else 200)


def _do(request: Request, form: ListForm) -> Receipt:
    return ACTS[form.cleaned_data["act"]](request.scope, form.subject, at=request.at)
