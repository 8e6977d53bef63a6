"""What is told of a visit: that it is booked, moved or cancelled, and that it is near."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings

from enthesis.actions.visit_links import issue_visit_link
from enthesis.cli.outbox.draft import Draft, Write, named, sender
from enthesis.delivery.calendar import CalendarVisit, in_calendar
from enthesis.delivery.messages import mail, sms
from enthesis.delivery.messages.stop_link import StopLink
from enthesis.domain.people.patient import Contact, Reach
from enthesis.domain.practice.booking import Booking, BookingAct, BookingStatus
from enthesis.domain.practice.message import Sort
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.reminders import KIND
from enthesis.store import bookings, cases
from enthesis.store.messages import hash_of_address
from enthesis.store.scope import Scope
from enthesis.store.work import Leased

BOOKED, CANCELLED = BookingStatus.BOOKED, BookingStatus.CANCELLED

Link = Callable[[], str]


def booked(scope: Scope, site: Practice, leased: Leased, at: datetime) -> Draft | None:
    def write(visit: CalendarVisit, to: Contact, link: Link) -> Write:
        return lambda way: (
            mail.visit_booked(to.email, to.language, sender(site), visit, link=link())
            if way is Reach.EMAIL
            else sms.visit_booked(to.phone, to.language, visit, link=link())
        )

    return _told(scope, site, leased, at, write, BOOKED)


def moved(scope: Scope, site: Practice, leased: Leased, at: datetime) -> Draft | None:
    def write(visit: CalendarVisit, to: Contact, link: Link) -> Write:
        return lambda way: (
            mail.visit_moved(to.email, to.language, sender(site), visit, link=link())
            if way is Reach.EMAIL
            else sms.visit_moved(to.phone, to.language, visit, link=link())
        )

    return _told(scope, site, leased, at, write, BOOKED)


def cancelled(scope: Scope, site: Practice, leased: Leased, at: datetime) -> Draft | None:
    def write(visit: CalendarVisit, to: Contact, link: Link) -> Write:
        return lambda way: (
            mail.visit_cancelled(to.email, to.language, sender(site), visit)
            if way is Reach.EMAIL
            else sms.visit_cancelled(to.phone, to.language, visit)
        )

    return _told(scope, site, leased, at, write, CANCELLED)


def reminder(scope: Scope, site: Practice, leased: Leased, at: datetime) -> Draft | None:
    """None, too, where the practice no longer wants reminders so long before such a visit."""
    booking = bookings.load_booking(scope, named(leased, "booking"))
    ahead = leased.kind.removeprefix(KIND)
    if ahead not in site.visit_type(booking.visit.visit_type).reminders:
        return None

    def write(visit: CalendarVisit, to: Contact, link: Link) -> Write:
        def written(way: Reach) -> mail.Mail | sms.Text:
            if way is Reach.TEXT:
                return sms.visit_reminder(to.phone, to.language, visit)
            stop = StopLink(
                message=leased.id,
                address_hash=hash_of_address(scope, way, to.email),
            )
            return mail.visit_reminder(
                to.email, to.language, sender(site), visit, stop_link=stop.address, link=link()
            )

        return written

    return _told(scope, site, leased, at, write, BOOKED, text_first=ahead.endswith("h"))


def _told(
    scope: Scope,
    site: Practice,
    leased: Leased,
    at: datetime,
    write: Callable[[CalendarVisit, Contact, Link], Write],
    status: BookingStatus,
    *,
    text_first: bool = False,
) -> Draft | None:
    """The visit as it stands now; None once it began, or when a later message tells more."""
    booking = bookings.load_booking(scope, named(leased, "booking"))
    visit = booking.visit
    if booking.status is not status or visit.starts_at <= at or _moved_since(scope, booking, leased):
        return None
    contact = bookings.reach_of(scope, booking)
    shown = in_calendar(site, booking, organizer=settings.DEFAULT_FROM_EMAIL, attendee=contact.email, at=at)
    return Draft(
        contact=contact,
        sort=_sort(leased),
        zone=visit.zone,
        write=write(shown, contact, lambda: _link(scope, booking, at)),
        visit=visit,
        subject=booking.id,
        text_first=text_first,
        patient=cases.load_case(scope, booking.case).patient if booking.case else None,
    )


def _link(scope: Scope, booking: Booking, at: datetime) -> str:
    """Where the visit is moved or cancelled, made as the message leaves; those of earlier ones stand."""
    token = issue_visit_link(scope, booking.id, at=at).secret
    return f"{settings.ENTHESIS_ORIGIN}/v/{token}/"


def _sort(leased: Leased) -> Sort:
    if leased.kind.startswith(KIND):
        return Sort.REMINDER
    return Sort.ANSWER if leased.body.get("answers", True) else Sort.NEWS


def _moved_since(scope: Scope, booking: Booking, leased: Leased) -> bool:
    version = int(str(leased.body.get("version", 1)))
    changes = bookings.list_changes(scope, booking.id)
    return any(change.act is BookingAct.MOVE and change.number > version for change in changes)
