"""What somebody does with their own visit, who came by its private link and knew the birth date."""

from datetime import datetime

from enthesis.actions.act import Done, act
from enthesis.actions.bookings import cancel, check_offered, load_as_read, move
from enthesis.domain.errors import NotAllowed
from enthesis.domain.practice.booking import OWN_REASONS, Booking, Visit, Why
from enthesis.domain.terms import Role
from enthesis.store import bookings, practice
from enthesis.store.links import VisitLink, check_stands
from enthesis.store.scope import Scope


@act(Role.VISITOR, Role.PATIENT)
def move_own_visit(scope: Scope, link: VisitLink, visit: Visit, *, read: int, at: datetime) -> Done:
    """The visit is at another time that is offered to patients, and a message is on its way.

    The old time is kept until the new one is claimed. Raises Taken with the next free times.
    """
    before = _own(scope, link, read, at=at)
    if before.visit.starts_at <= at:
        raise NotAllowed("booking-past", "This visit has begun and cannot be moved.", "Call the practice.")
    site = practice.load_practice(scope)
    check_offered(scope, site, visit, at=at)
    after = move(scope, site, before, visit, why=Why.PATIENT, at=at)
    return _done(link, after)


@act(Role.VISITOR, Role.PATIENT)
def cancel_own_visit(scope: Scope, link: VisitLink, *, why: Why | None, read: int, at: datetime) -> Done:
    """The visit is off, its time is free and its links have ended; a request that held it is withdrawn.

    Raises NotAllowed once the visit began.
    """
    if why not in (None, *OWN_REASONS):
        raise NotAllowed("why", "That is not a reason a patient gives here.", "Choose one, or none.")
    before = _own(scope, link, read, at=at)
    if before.request is not None:
        bookings.save_request_withdrawn(scope, before.request)
    cancel(scope, before, why=why or Why.PATIENT, at=at)
    return _done(link, before)


def _own(scope: Scope, link: VisitLink, read: int, *, at: datetime) -> Booking:
    """The visit as it was read, if the link still leads to it."""
    check_stands(link, at=at)
    return load_as_read(scope, link.booking, read)


def _done(link: VisitLink, booking: Booking) -> Done:
    detail = {"version": booking.version, "office": booking.visit.office}
    return Done(kind="booking", subject=booking.id, patient=link.patient, detail=detail)
