"""Where the private link of the waiting list leads: the date of birth is asked before anything is shown."""

from django.http import HttpResponse

from enthesis.actions.waiting import confirm_waiting_birth_date
from enthesis.domain.errors import Problem
from enthesis.domain.terms import Actor, Role
from enthesis.store.scope import Scope
from enthesis.store.waiting_links import find_waiting_link
from enthesis.web.pages.public.waiting_link.present import LinkPage
from enthesis.web.shell.access import PUBLIC
from enthesis.web.shell.born import BirthDateForm
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.limits import LINKS, is_within, too_many
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.problems import in_words
from enthesis.web.shell.requests import Request
from enthesis.web.shell.visits import hidden
from enthesis.web.shell.waiting import enter_by

ROUTE = Route("w/<str:token>/")
ACCESS = PUBLIC  # the token is the key, and the date of birth the second one


def view(request: Request, *, token: str) -> HttpResponse:
    form = BirthDateForm(request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return _page(request, form, 422 if form.errors else 200)
    if not is_within(request, LINKS):
        form.add_error(None, too_many(request))
        return _page(request, form, 429)
    link = find_waiting_link(token)
    if link is None:
        return see_other("public:waiting")
    visitor = Scope(practice=link.practice, actor=Actor(role=Role.VISITOR, name="Visitor"))
    try:
        confirm_waiting_birth_date(visitor, link, form.cleaned_data["birth_date"], at=request.at)
    except Problem as problem:
        form.add_error(None, in_words(problem))
        return _page(request, form, 422)
    enter_by(request, link)
    return see_other("public:waiting")


def _page(request: Request, form: BirthDateForm, status: int) -> HttpResponse:
    return hidden(render(request, "public/waiting_link/page.html", LinkPage(form=form), status=status))
