"""A private link to one visit: to see it, move it or cancel it without an account."""

from datetime import datetime
from uuid import UUID

from enthesis.actions.act import Done, Receipt, act
from enthesis.domain.errors import NotAllowed, NotFound
from enthesis.domain.practice.booking import Booking, BookingStatus
from enthesis.domain.terms import CLINICIANS, Role
from enthesis.store import bookings, links
from enthesis.store.links import Channel
from enthesis.store.scope import Scope


@act(Role.DESK, *CLINICIANS, Role.SYSTEM)
def issue_visit_link(scope: Scope, booking_id: UUID, *, at: datetime) -> Done:
    """A private link to a visit that is ahead; its token goes to the caller once, kept nowhere.

    The worker asks for one as it writes a message, staff to hand it over. It ends a day after the visit, or
    when the visit is cancelled or the patient's contact changes.
    """
    channel = Channel.MAIL if scope.actor.role is Role.SYSTEM else Channel.CLINIC
    return _issue(scope, bookings.lock_booking(scope, booking_id), channel, at=at)


@act(Role.VISITOR, once=False)
def issue_own_link(scope: Scope, receipt: Receipt, *, at: datetime) -> Done:
    """A private link for whoever holds the receipt of the request that holds the visit.

    Once more with each sending of the same form: its first answer may have been lost.
    """
    held = bookings.find_held(scope, receipt.subject)
    if held is None:
        raise NotFound("booking", "This request holds no time.", "The practice agrees on one with you.")
    return _issue(scope, bookings.lock_booking(scope, held.id), Channel.BROWSER, at=at)


@act(Role.DESK, *CLINICIANS)
def revoke_visit_links(scope: Scope, booking_id: UUID, *, at: datetime) -> Done:
    """No private link to this visit works any more: for one in wrong hands."""
    booking = bookings.lock_booking(scope, booking_id)
    ended = links.save_revoked_of_visit(scope, booking.id, at=at)
    return Done(kind="booking", subject=booking.id, detail={"links": ended})


@act(Role.DESK, *CLINICIANS)
def give_visit_tries_back(scope: Scope, booking_id: UUID, *, at: datetime) -> Done:
    """The date of birth may be tried again on the links to this visit; for after a call."""
    booking = bookings.load_booking(scope, booking_id)
    links.save_visit_tries_back(scope, booking.id)
    return Done(kind="booking", subject=booking.id)


def _issue(scope: Scope, booking: Booking, channel: Channel, *, at: datetime) -> Done:
    if booking.status is not BookingStatus.BOOKED or booking.visit.ends_at <= at:
        raise NotAllowed("booking-past", "This visit is over or off, so no link leads to it.")
    token = links.new_token()
    link = links.save_visit_link(scope, booking, token=token, channel=channel, at=at)
    return Done(kind="link", subject=link, detail={"booking": str(booking.id)}, secret=token)
