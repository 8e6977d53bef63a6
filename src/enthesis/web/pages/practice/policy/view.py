"""What this practice decided about the rules, and every version of it."""

from django.http import HttpResponse

from enthesis.actions.act import permit_of
from enthesis.actions.policies import change_policy
from enthesis.store.policies import list_policies
from enthesis.store.practice import load_policy
from enthesis.web.pages.practice.policy.present import present
from enthesis.web.shell.access import ANY_STAFF
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request

ROUTE = Route("policy/")
ACCESS = ANY_STAFF


def view(request: Request) -> HttpResponse:
    page = present(
        load_policy(request.scope),
        list_policies(request.scope),
        zone=request.practice.offices[0].zone,
        may_change=permit_of(change_policy).allows(request.scope),
    )
    return render(request, "practice/policy/page.html", page)
