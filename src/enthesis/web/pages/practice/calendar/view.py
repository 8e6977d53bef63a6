"""The calendar of the practice: a day, a week or a month, of every office and clinician or of one."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from django.http import HttpResponse
from django.urls import reverse

from enthesis.domain.practice.availability import FreeTime, Wanted, free_times
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.practice.practice import Practice
from enthesis.store.claims import list_claims
from enthesis.store.lists import BookedHip, list_booked_hips, list_visits
from enthesis.store.offers import list_open_offers
from enthesis.web.pages.practice.calendar.lanes import Lanes, lanes_of
from enthesis.web.pages.practice.calendar.looked_at import LookedAt, looked_at
from enthesis.web.pages.practice.calendar.present import present
from enthesis.web.shell.access import ANY_STAFF
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.nav import may_open
from enthesis.web.shell.operations import OperationLine, operation_line
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request

ROUTE = Route("calendar/")
ACCESS = ANY_STAFF


def view(request: Request) -> HttpResponse:
    site = request.practice
    today = utc_to_wall(request.at, site.offices[0].zone).date()  # as on the list of today
    looked = looked_at(request.GET, site, today=today)
    page = present(
        site, looked, _lanes(request, looked), today=today, operations=_operations(request, looked)
    )
    return render(request, "practice/calendar/page.html", page)


def _operations(request: Request, looked: LookedAt) -> tuple[OperationLine, ...]:
    """Those of the days that are shown, whatever the office; of the clinician that was chosen."""
    found = list_booked_hips(request.scope, looked.first, looked.last)
    return tuple(
        operation_line(request.practice, one, is_open=_may_open(request, one))
        for one in found
        if looked.clinician in ("", *(member.clinician for member in one.operation.team))
    )


def _may_open(request: Request, one: BookedHip) -> bool:
    href = reverse("practice:operation", kwargs={"case_id": one.operation.case})
    return may_open(href, request.scope.actor.role)


def _lanes(request: Request, looked: LookedAt) -> Lanes:
    site, scope = request.practice, request.scope
    begins, ends = (datetime.combine(day, time(0), UTC) for day in (looked.first, looked.last))
    a_day = timedelta(days=1)  # no clock is farther than that from UTC
    visits = list_visits(scope, begins - a_day, ends + 2 * a_day)
    offers = [offer.visit for offer in list_open_offers(scope)]
    pairs = [(o.slug, c.slug) for o in site.offices for c in site.clinicians if looked.shows(o.slug, c.slug)]
    days = [looked.first + timedelta(days=n) for n in range((looked.last - looked.first).days + 1)]
    return lanes_of(site, days, pairs, visits, offers, _free(request, site, looked))


def _free(request: Request, site: Practice, looked: LookedAt) -> Iterator[FreeTime]:
    wanted = Wanted(
        visit_type=looked.kind,
        first=looked.first,
        last=looked.last,
        office=looked.office,
        clinician=looked.clinician,
        by_desk=True,
    )
    if looked.last < _day(request) - timedelta(days=1):
        return iter(())
    claims = list_claims(request.scope, looked.first, looked.last)
    return free_times(site, wanted, claims, now=request.at)


def _day(request: Request) -> date:
    return request.at.astimezone(UTC).date()
