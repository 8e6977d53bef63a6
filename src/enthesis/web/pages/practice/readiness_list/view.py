"""The operations of the coming weeks and what each still waits for: what blocks the nearest comes first."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.http import HttpResponse

from enthesis.actions.act import permit_of
from enthesis.actions.readiness import tell_clearance
from enthesis.actions.reading import Listing, open_list
from enthesis.store.lists import list_lapsed_hips
from enthesis.store.readiness import list_ahead
from enthesis.web.pages.practice.readiness_list.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.operations import operation_line
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request

ROUTE = Route("readiness/")
ACCESS = staff(*permit_of(tell_clearance).roles)
WEEKS = timedelta(weeks=8)


def view(request: Request) -> HttpResponse:
    open_list(request.scope, Listing.READINESS, at=request.at)
    zone = request.practice.offices[0].zone  # the list begins with the day of the first office
    on = request.at.astimezone(ZoneInfo(zone)).date()
    ahead = (a for a in list_ahead(request.scope, request.practice, on, on + WEEKS) if a.is_before)
    lapsed = tuple(
        operation_line(request.practice, one, is_open=True) for one in list_lapsed_hips(request.scope, on)
    )
    return render(
        request,
        "practice/readiness_list/page.html",
        present(tuple(ahead), lapsed, role=request.scope.actor.role, zone=zone, at=request.at),
    )
