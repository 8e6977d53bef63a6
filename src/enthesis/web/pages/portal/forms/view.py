"""The forms that wait for the patient who came by a private link."""

from django.http import HttpResponse

from enthesis.store.cases import load_case
from enthesis.store.follow_ups import list_responses
from enthesis.web.pages.portal.forms.present import forms_page
from enthesis.web.shell.access import BY_LINK
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request

ROUTE = Route("forms/")
ACCESS = BY_LINK


def view(request: Request) -> HttpResponse:
    case = load_case(request.scope, request.link.case)
    told = list_responses(request.scope, case.id, milestone=request.link.milestone)
    return render(request, "portal/forms/page.html", forms_page(case.side, request.link.milestone, told))
