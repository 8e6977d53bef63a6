"""What ships recalled or proposed, and how far this practice has come with confirming it."""

from django.http import HttpResponse

from enthesis.domain.review.catalogue import rooms
from enthesis.domain.review.sign_off import standings
from enthesis.store.review import list_sign_offs
from enthesis.web.pages.practice.review.present import present
from enthesis.web.shell.access import ANY_STAFF
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request

ROUTE = Route("review/")
ACCESS = ANY_STAFF


def view(request: Request) -> HttpResponse:
    made = list_sign_offs(request.scope)
    stand = tuple((room, standings(room.values, made)) for room in rooms())
    page = present(stand, zone=request.practice.offices[0].zone)
    return render(request, "practice/review/page.html", page)
