"""Signs that must not wait, asked before the first question; what they call for is told at once."""

from django.http import HttpResponse

from enthesis.actions.outcomes import tell_signs
from enthesis.domain.practice.red_flags import most_urgent
from enthesis.web.pages.portal.signs.present import SignsPage
from enthesis.web.shell.access import IN_ROUND
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.portal import home_of
from enthesis.web.shell.requests import Request
from enthesis.web.shell.signs import SignsForm

ROUTE = Route("signs/")
ACCESS = IN_ROUND


def view(request: Request) -> HttpResponse:
    form = SignsForm(request.POST if request.method == "POST" else None)
    if form.is_bound and is_done(form, lambda: _tell(request, form)):
        return see_other("portal:care" if most_urgent(form.ticked) else home_of(request.link))
    status = 422 if form.errors else 200
    return render(request, "portal/signs/page.html", SignsPage(form=form), status=status)


def _tell(request: Request, form: SignsForm) -> None:
    tell_signs(request.scope, request.link.case, request.link.milestone, form.ticked, at=request.at)
