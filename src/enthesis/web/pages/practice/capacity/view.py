"""Hours offered and booked, places for new patients, and who did not come: by office and week."""

from datetime import UTC, date, datetime, time, timedelta

from django.http import HttpResponse

from enthesis.domain.practice.capacity import A_WEEK, capacity, monday_of
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.practice.ticks import tick_of
from enthesis.store.bookings import list_bookings
from enthesis.web.pages.practice.capacity.present import as_csv, present
from enthesis.web.shell.access import ANY_STAFF
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request

ROUTE = Route("capacity/")
ACCESS = ANY_STAFF
BEFORE, AFTER = 6 * A_WEEK, 3 * A_WEEK
LONGEST = 53 * A_WEEK
A_DAY = timedelta(days=1)


def view(request: Request) -> HttpResponse:
    first, last = _period(request)
    begins, ends = (datetime.combine(day, time(0), UTC) for day in (first, last))
    booked = list_bookings(request.scope, begins - A_DAY, ends + 2 * A_DAY)
    weeks = capacity(request.practice, booked, first=first, last=last, now_tick=tick_of(request.at))
    if request.GET.get("format") == "csv":
        return _file(as_csv(weeks), f"capacity-{first}-{last}.csv")
    page = present(request.practice, weeks, first=first, last=last)
    return render(request, "practice/capacity/page.html", page)


def _period(request: Request) -> tuple[date, date]:
    """Whole weeks, a year at most: those asked for, else the last six and the next three."""
    today = utc_to_wall(request.at, request.practice.offices[0].zone).date()
    first = monday_of(_day(request, "first", today - BEFORE))
    last = monday_of(_day(request, "last", today + AFTER)) + timedelta(days=6)
    return first, max(first + timedelta(days=6), min(last, first + LONGEST))


def _day(request: Request, name: str, usual: date) -> date:
    try:
        day = date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return usual
    return min(max(day, date(2000, 1, 3)), date(2100, 1, 1))


def _file(text: str, name: str) -> HttpResponse:
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(
        text, content_type="text/csv; charset=utf-8", headers={"Content-Disposition": disposition}
    )
