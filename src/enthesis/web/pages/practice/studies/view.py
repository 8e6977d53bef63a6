"""Every study of the house: its question, when it was last run, and how far a run is."""

from django.http import HttpResponse

from enthesis.evidence.catalogue import studies
from enthesis.store.studies import list_runs
from enthesis.web.pages.practice.studies.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request
from enthesis.web.shell.studying import READERS

ROUTE = Route("studies/")
ACCESS = staff(*READERS)


def view(request: Request) -> HttpResponse:
    page = present(studies(), list_runs(request.scope), zone=request.practice.offices[0].zone)
    if request.htmx and request.GET.get("seen") == page.mark:
        return HttpResponse(status=204)
    return render(request, "practice/studies/page.html", page, fragment="practice/studies/_studies.html")
