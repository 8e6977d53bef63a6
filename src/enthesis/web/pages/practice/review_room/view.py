"""The values of one room to review, file by file, each with its question and what was decided."""

from django.http import HttpResponse

from enthesis.actions.act import permit_of
from enthesis.actions.review import sign_off
from enthesis.domain.review.catalogue import load_room
from enthesis.domain.review.sign_off import State
from enthesis.store.review import list_sign_offs
from enthesis.web.pages.practice.review_room.present import present
from enthesis.web.shell.access import ANY_STAFF
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request

ROUTE = Route("review/<slug:room>/")
ACCESS = ANY_STAFF


def view(request: Request, room: str) -> HttpResponse:
    wanted = request.GET.get("state", "")
    page = present(
        load_room(room),
        list_sign_offs(request.scope),
        state=State(wanted) if wanted in {state.value for state in State} else None,
        may_sign=permit_of(sign_off).allows(request.scope),
        zone=request.practice.offices[0].zone,
    )
    return render(request, "practice/review_room/page.html", page)
