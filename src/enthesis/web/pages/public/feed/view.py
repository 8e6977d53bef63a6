"""The calendar of one clinician, for programs that hold its private link."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from hashlib import sha256

from django.http import HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag

from enthesis.delivery.feed import FeedVisit, feed_file
from enthesis.domain.errors import NotFound
from enthesis.domain.pathway.operation import OperationState
from enthesis.domain.practice.booking import BookingStatus
from enthesis.domain.practice.practice import Practice
from enthesis.store.feeds import FedVisit, find_feed, list_fed_visits
from enthesis.store.operations import FedOperation, list_fed_operations
from enthesis.store.practice import load_practice
from enthesis.web.shell.access import PUBLIC
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.requests import Request

ROUTE = Route("calendar/<str:token>.ics")
ACCESS = PUBLIC
BACK, AHEAD = timedelta(days=31), timedelta(days=366)
KEPT = 300  # seconds a program need not ask again


def view(request: Request, *, token: str) -> HttpResponseBase:
    feed = find_feed(token)
    if feed is None:
        raise NotFound("page", "There is no such page.")
    site = load_practice(feed.scope)
    day = request.at.replace(hour=0, minute=0, second=0, microsecond=0)
    visits = list_fed_visits(feed.scope, feed.clinician, day - BACK, day + AHEAD)
    first, last = (day - BACK).date(), (day + AHEAD).date()
    operated = list_fed_operations(feed.scope, feed.clinician, first, last)
    name = next((one.name for one in site.clinicians if one.slug == feed.clinician), feed.clinician)
    entries = (*_entries(site, visits), *_operations(site, operated))
    return _answer(request, feed_file(f"{name} – {site.name}", entries), changed=_changed(*visits, *operated))


def _answer(request: Request, text: str, *, changed: int | None) -> HttpResponseBase:
    """The file, or 304 for a program that has it already."""
    etag = quote_etag(sha256(text.encode()).hexdigest()[:32])
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'inline; filename="visits.ics"'
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["ETag"] = etag
    if changed is not None:
        response.headers["Last-Modified"] = http_date(changed)
    found = get_conditional_response(request, etag=etag, response=response)  # by content, not by age
    answer = found if found is not None else response
    answer.headers["Cache-Control"] = f"private, max-age={KEPT}"
    return answer


def _changed(*fed: FedVisit | FedOperation) -> int | None:
    return max((int(one.changed_at.timestamp()) for one in fed), default=None)


def _operations(site: Practice, operated: Sequence[FedOperation]) -> Iterator[FeedVisit]:
    """Tentative until the hospital has confirmed the day."""
    for one in operated:
        booked, theatre = one.operation, one.operation.theatre
        timed = theatre.begins is not None and theatre.minutes is not None
        yield FeedVisit(
            id=booked.id,
            sequence=booked.version - 1,
            office=site.hospital_name(theatre.hospital),
            wall_start=datetime.combine(theatre.on, theatre.begins or time(0)),
            zone=theatre.zone,
            minutes=theatre.minutes if timed else None,
            changed_at=one.changed_at,
            held=booked.state in (OperationState.PLANNED, OperationState.MOVED),
            cancelled=booked.state is OperationState.CANCELLED,
            what="Operation",
        )


def _entries(site: Practice, visits: Sequence[FedVisit]) -> Iterator[FeedVisit]:
    offices = {office.slug: office.name for office in site.offices}
    for one in visits:
        booking, visit = one.booking, one.booking.visit
        yield FeedVisit(
            id=booking.id,
            sequence=booking.version - 1,
            office=offices.get(visit.office, visit.office),
            wall_start=visit.wall_start,
            zone=visit.zone,
            minutes=visit.minutes,
            changed_at=one.changed_at,
            held=booking.is_held,
            cancelled=booking.status is BookingStatus.CANCELLED,
        )
