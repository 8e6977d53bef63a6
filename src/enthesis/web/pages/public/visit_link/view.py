"""Where the private link to a visit leads: the date of birth is asked before anything is shown."""

from django.http import HttpResponse

from enthesis.actions.confirmation import confirm_birth_date
from enthesis.domain.errors import NotAllowed
from enthesis.domain.terms import Actor, Role
from enthesis.store.links import VisitLink, find_visit_link
from enthesis.store.scope import Scope
from enthesis.web.pages.public.visit_link.present import LinkPage
from enthesis.web.shell.access import PUBLIC
from enthesis.web.shell.born import BirthDateForm
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.guard import VISIT_SESSION
from enthesis.web.shell.limits import LINKS, is_within, too_many
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.problems import in_words
from enthesis.web.shell.requests import Request
from enthesis.web.shell.visits import hidden

ROUTE = Route("v/<str:token>/")
ACCESS = PUBLIC  # the token is the key, and the date of birth the second one


def view(request: Request, *, token: str) -> HttpResponse:
    form = BirthDateForm(request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return _page(request, form, 422 if form.errors else 200)
    if not is_within(request, LINKS):
        form.add_error(None, too_many(request))
        return _page(request, form, 429)
    link = find_visit_link(token, at=request.at)
    if link is None:
        return see_other("public:visit_ended")
    visitor = Scope(practice=link.practice, actor=Actor(role=Role.VISITOR, name="Visitor"))
    try:
        confirm_birth_date(visitor, link, form.cleaned_data["birth_date"], at=request.at)
    except NotAllowed as problem:
        if problem.code == "link-ended":
            return see_other("public:visit_ended")
        form.add_error(None, in_words(problem))
        return _page(request, form, 422)
    return _enter(request, link)


def _enter(request: Request, link: VisitLink) -> HttpResponse:
    """A new session key for whoever proved who it is."""
    request.session.cycle_key()
    request.session[VISIT_SESSION] = str(link.id)
    return see_other("public:visit")


def _page(request: Request, form: BirthDateForm, status: int) -> HttpResponse:
    return hidden(render(request, "public/visit_link/page.html", LinkPage(form=form), status=status))
