"""One visit, for whoever came by its link and knew the date of birth."""

from django.http import HttpResponse

from enthesis.web.pages.public.visit.present import VisitPage
from enthesis.web.shell.access import BY_VISIT_LINK
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request
from enthesis.web.shell.visits import load_own_visit, visit_words

ROUTE = Route("visit/")
ACCESS = BY_VISIT_LINK


def view(request: Request) -> HttpResponse:
    page = VisitPage(visit=visit_words(request, load_own_visit(request)), moved="moved" in request.GET)
    return render(request, "public/visit/page.html", page)
