"""Where a private link leads: who you are is asked before anything is shown."""

from datetime import date

from django.conf import settings
from django.http import HttpResponse

from enthesis.actions.confirmation import confirm_birth_date
from enthesis.actions.outcomes import ANSWER
from enthesis.domain.errors import NotAllowed
from enthesis.domain.terms import Actor, Role
from enthesis.store.links import INTAKE, Link, find_link
from enthesis.store.patients import load_contact
from enthesis.store.scope import Scope
from enthesis.web.pages.portal.link.present import LinkPage
from enthesis.web.shell.access import PUBLIC
from enthesis.web.shell.born import BirthDateForm
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.guard import LINK_SESSION
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.portal import home_of
from enthesis.web.shell.problems import in_words
from enthesis.web.shell.requests import Request

ROUTE = Route("link/<str:token>/")
ACCESS = PUBLIC  # the token is the key, and the date of birth the second one


def view(request: Request, *, token: str) -> HttpResponse:
    form = BirthDateForm(request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return _page(request, form)
    link = find_link(token, at=request.at)
    if link is None or link.purpose not in (ANSWER, INTAKE):
        return see_other("portal:ended")
    try:
        _confirm(request, link, form.cleaned_data["birth_date"])
    except NotAllowed as problem:
        if problem.code == "link-ended":
            return see_other("portal:ended")
        form.add_error(None, in_words(problem))
        return _page(request, form)
    return _enter(request, link)


def _confirm(request: Request, link: Link, birth_date: date) -> None:
    visitor = Scope(practice=link.practice, actor=Actor(role=Role.VISITOR, name="Visitor"))
    confirm_birth_date(visitor, link, birth_date, at=request.at)


def _enter(request: Request, link: Link) -> HttpResponse:
    """A new session key for whoever proved who it is, and the language they told the practice, if another."""
    request.session.cycle_key()
    request.session[LINK_SESSION] = str(link.id)
    answer = see_other(home_of(link))
    language = load_contact(link.scope, link.patient).language
    asked_for = language in dict(settings.LANGUAGES) and not settings.LANGUAGE_CODE.startswith(language)
    if asked_for and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, httponly=True, samesite="Lax")
    return answer


def _page(request: Request, form: BirthDateForm) -> HttpResponse:
    response = render(
        request, "portal/link/page.html", LinkPage(form=form), status=422 if form.errors else 200
    )
    # Browsers tell no other page the address with its token. "no-referrer" would hide where the form comes
    # from as well, and then nobody's date of birth would pass the check against forged forms.
    response.headers["Referrer-Policy"] = "strict-origin"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
