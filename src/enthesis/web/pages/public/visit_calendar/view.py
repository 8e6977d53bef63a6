"""The own visit as a calendar file: the entry of the messages, so that a later one moves it."""

from django.conf import settings
from django.http import HttpResponse

from enthesis.delivery.calendar import Method, calendar_file, in_calendar
from enthesis.domain.errors import NotFound
from enthesis.domain.practice.booking import BookingStatus
from enthesis.web.shell.access import BY_VISIT_LINK
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.requests import Request
from enthesis.web.shell.visits import load_own_visit

ROUTE = Route("visit/calendar/")
ACCESS = BY_VISIT_LINK


def view(request: Request) -> HttpResponse:
    booking = load_own_visit(request)
    if booking.status is BookingStatus.CANCELLED:
        raise NotFound("booking", "This visit is cancelled.", "Book another one.")
    entry = in_calendar(request.practice, booking, organizer=settings.DEFAULT_FROM_EMAIL, at=request.at)
    file = calendar_file(entry, Method.PUBLISH)
    return HttpResponse(
        file.text,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="visit.ics"'},
    )
