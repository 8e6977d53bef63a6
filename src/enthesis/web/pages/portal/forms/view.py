"""The forms that wait for the patient who came by a private link, after the signs that must not wait."""

from django.http import HttpResponse

from enthesis.store.cases import load_case
from enthesis.store.follow_ups import ResponseStatus, list_responses
from enthesis.store.signs import find_signs
from enthesis.web.pages.portal.forms.present import forms_page
from enthesis.web.shell.access import BY_LINK
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("forms/")
ACCESS = BY_LINK


def view(request: Request) -> HttpResponse:
    case = load_case(request.scope, request.link.case)
    told = list_responses(request.scope, case.id, milestone=request.link.milestone)
    signs = find_signs(request.scope, case.id, request.link.milestone, at=request.at)
    if signs is None and any(response.status is ResponseStatus.OPEN for response in told):
        return see_other("portal:signs")
    urgency, operated = signs.urgency if signs else None, case.operated_on is not None
    page = forms_page(case.side, request.link.milestone, told, urgency=urgency, operated=operated)
    return render(request, "portal/forms/page.html", page)
