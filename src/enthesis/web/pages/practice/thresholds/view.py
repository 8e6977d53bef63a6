"""Every threshold there is for each scale, which is used here, and what this practice's own hips make."""

from django.http import HttpResponse

from enthesis.domain.pathway.threshold_choices import choices_of
from enthesis.store.cohorts import list_cohorts
from enthesis.web.pages.practice.thresholds.present import present
from enthesis.web.shell.access import ANY_STAFF
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request

ROUTE = Route("thresholds/")
ACCESS = ANY_STAFF


def view(request: Request) -> HttpResponse:
    page = present(choices_of(request.practice.follow_up), list_cohorts(request.scope))
    return render(request, "practice/thresholds/page.html", page)
