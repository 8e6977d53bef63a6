"""Whom to call for answers: the most worth first, within the minutes of the day; a row is taken to call."""

from django.http import HttpResponse

from enthesis.actions.act import permit_of
from enthesis.actions.contacts import claim_call
from enthesis.actions.reading import Listing, open_list
from enthesis.web.pages.practice.call_list.form import TakeForm
from enthesis.web.pages.practice.call_list.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.answer_calls import todays_calls, window_lines, words_of_site
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("call-list/")
ACCESS = staff(*permit_of(claim_call).roles)


def view(request: Request) -> HttpResponse:
    form = TakeForm(request.POST or None)
    if request.method == "POST" and is_done(
        form, lambda: claim_call(request.scope, form.patient, wordings=words_of_site(), at=request.at)
    ):
        return see_other("practice:call", patient_id=form.patient)
    open_list(request.scope, Listing.CALLS, at=request.at)
    listed = todays_calls(request)
    page = present(listed, window_lines(request, listed.rows), form, me=request.scope.actor.person)
    return render(request, "practice/call_list/page.html", page, status=422 if form.errors else 200)
