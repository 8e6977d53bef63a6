"""The own visit as a calendar file: the entry of the messages, so that a later one moves it."""

from django.http import HttpResponse

from enthesis.delivery.calendar import Method, calendar_file
from enthesis.domain.errors import NotFound
from enthesis.domain.practice.booking import BookingStatus
from enthesis.web.shell.access import BY_VISIT_LINK
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.requests import Request
from enthesis.web.shell.visits import in_calendar, load_own_visit

ROUTE = Route("visit/calendar/")
ACCESS = BY_VISIT_LINK


def view(request: Request) -> HttpResponse:
    booking = load_own_visit(request)
    if booking.status is BookingStatus.CANCELLED:
        raise NotFound("booking", "This visit is cancelled.", "Book another one.")
    file = calendar_file(in_calendar(request.practice, booking, request), Method.PUBLISH)
    return HttpResponse(
        file.text,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="visit.ics"'},
    )
