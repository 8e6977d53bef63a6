"""The front door: a visitor asks, the desk books."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from secrets import token_bytes
from uuid import UUID

from enthesis.actions.act import Done, act
from enthesis.actions.bookings import book, check_can_book, check_offered, move
from enthesis.actions.intake import queue_intake
from enthesis.domain.biologics.identity import RANDOM_BYTES, CodeKind, make_code
from enthesis.domain.errors import NotAllowed
from enthesis.domain.people.matching import KnownPatient, Who, choose, compare, renewed
from enthesis.domain.people.patient import Contact, check_birth_date, check_name, check_names
from enthesis.domain.practice.booking import Booking, BookingStatus, Visit, Why
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.red_flags import Urgency, check_can_wait, is_emergency, most_urgent
from enthesis.domain.practice.referral import Asked, RequestStatus
from enthesis.domain.terms import CLINICIANS, CaseId, PatientId, Role, Side
from enthesis.store import bookings, cases, links, merges, patients, practice, work
from enthesis.store.scope import Scope

NOT_TAKEN_OVER = "known, new contact not taken over"


@act(Role.VISITOR, Role.DESK, *CLINICIANS)
def request_consultation(
    scope: Scope, asked: Asked, *, red_flags: frozenset[str], visit: Visit | None = None, at: datetime
) -> Done:
    """The request waits for the desk, and holds the visit that was chosen, if one was.

    A sign that needs emergency care is answered, not filed. A visitor books what is offered to patients; one
    who already holds a time for this hip holds no second one, and the request waits without it. Raises Taken
    with the next free times where somebody else has the time.
    """
    check_names(asked.contact)
    if asked.asker:
        check_name("asker", asked.asker.name)
    return ask(scope, asked, red_flags=red_flags, visit=visit, at=at)


@act(Role.VISITOR)
def tell_of_emergency(scope: Scope, asked: Asked, *, red_flags: frozenset[str], at: datetime) -> Done:
    """The desk knows of somebody who was told to call 911; nothing is booked and no message goes out.

    Raises NotAllowed for signs that are no emergency: those are asked for as any visit is.
    """
    if not is_emergency(red_flags):
        raise NotAllowed("no-emergency", "What you ticked is no emergency.", "Ask for a visit instead.")
    office = practice.load_practice(scope).office(asked.office)
    check_birth_date(asked.contact.birth_date, on=utc_to_wall(at, office.zone).date())
    request = bookings.save_request(scope, asked, red_flags=red_flags, at=at)
    return Done(kind="request", subject=request, detail={"office": asked.office, "emergency": True})


def ask(
    scope: Scope, asked: Asked, *, red_flags: frozenset[str], visit: Visit | None = None, at: datetime
) -> Done:
    """As `request_consultation`, part of another action, in its transaction."""
    check_can_wait(red_flags)
    site = practice.load_practice(scope)
    office = site.office(asked.office)
    check_birth_date(asked.contact.birth_date, on=utc_to_wall(at, office.zone).date())
    if visit is not None and scope.actor.role is Role.VISITOR:
        visit = _for_visitor(scope, site, asked, visit, at=at)
    request = bookings.save_request(scope, asked, red_flags=red_flags, at=at)
    if visit is not None:
        check_offered(scope, site, visit, at=at)
        book(scope, site, visit, request=request, at=at)
    urgent = most_urgent(red_flags) is Urgency.CALL_TODAY
    if visit is None:
        body = {"request": str(request)}
        work.save_message(scope, subject=request, kind="request_received", version=1, body=body, due_at=at)
    detail = {"office": asked.office, "call_today": urgent, "holds": visit is not None}
    return Done(kind="request", subject=request, detail=detail)


def _for_visitor(scope: Scope, site: Practice, asked: Asked, visit: Visit, *, at: datetime) -> Visit | None:
    """The visit, unless its hip has one; raises NotAllowed for a kind that only the desk books."""
    if not site.visit_type(visit.visit_type).online:
        raise NotAllowed("not-online", "This kind of visit is not booked here.", "Call the practice.")
    patients.wait_for_births(scope, asked.contact.birth_date)
    return None if bookings.is_holding(scope, asked.contact, asked.side, at=at) else visit


@act(Role.DESK, *CLINICIANS)
def book_consultation(
    scope: Scope, request_id: UUID, visit: Visit | None = None, *, who: Who, at: datetime
) -> Done:
    """Patient, hip and case exist, the visit is booked, its time is claimed, and a message is on its way.

    Without a visit it is the one the request holds; with another the held one moves there. `who` is the
    decision of the person who books; a known patient is reached as before unless the new contact was
    confirmed, and a link that went to an unconfirmed one ends. A hip that has an open case keeps it; a new
    one begins only after the old one was closed.
    """
    return take_on(scope, request_id, visit, who=who, at=at)


def take_on(scope: Scope, request_id: UUID, visit: Visit | None = None, *, who: Who, at: datetime) -> Done:
    """As `book_consultation`, part of another action, in its transaction."""
    request = bookings.load_request(scope, request_id)
    request.check_can_book()
    site = practice.load_practice(scope)
    held = bookings.find_held(scope, request.id)
    wanted = visit or (held.visit if held else None)
    if wanted is None:
        raise NotAllowed("no-visit", "This request holds no time.", "Choose a free time for it.")
    if held is None:
        check_can_book(scope, site, wanted, at=at)
    asked = request.asked
    person, told = _patient(scope, asked.contact, who, at=at)
    case = _case(scope, person, asked.side, at=at)
    patient = cases.load_case(scope, case).patient  # whose hip it is, of somebody who was registered twice
    booking = _visit_of_case(scope, site, held, wanted, patient, case, at=at)
    if told == NOT_TAKEN_OVER:
        links.save_revoked_of_request(scope, request.id, booking.id, at=at)
    bookings.save_request_ended(scope, request, RequestStatus.BOOKED, case=case)
    queue_intake(scope, cases.load_case(scope, case), at=at)
    return Done(
        kind="case",
        subject=case,
        patient=patient,
        detail={"booking": str(booking.id), "office": booking.visit.office, "patient": told},
    )


def _visit_of_case(
    scope: Scope,
    site: Practice,
    held: Booking | None,
    wanted: Visit,
    patient: PatientId,
    case: CaseId,
    *,
    at: datetime,
) -> Booking:
    """The visit of the request is the patient's now, at the time that was decided on.

    One that was missed stays missed, and the new time is another visit.
    """
    if held is None:
        made = book(scope, site, wanted, patient=patient, case=case, at=at)
        return bookings.load_booking(scope, made)
    bookings.save_whose(scope, held, patient=patient, case=case)
    booking = bookings.load_booking(scope, held.id)
    if wanted == held.visit:
        return booking
    if booking.status is BookingStatus.NO_SHOW:
        return bookings.load_booking(scope, book(scope, site, wanted, patient=patient, case=case, at=at))
    return move(scope, site, booking, wanted, why=Why.PRACTICE, at=at)


def _patient(scope: Scope, told: Contact, who: Who, *, at: datetime) -> tuple[PatientId, str]:
    """The patient who was decided on, and what happened to the contact, for the trail."""
    patients.wait_for_births(scope, told.birth_date)
    known = patients.list_born_on(scope, told.birth_date)
    chosen = choose(_kept(scope, who, known), compare(told, known))
    if chosen is None:
        return patients.save_patient(scope, told, at=at), "new"
    patient = merges.main_of(scope, chosen.patient)
    if not chosen.new:
        return patient, "known"
    if not (isinstance(who, KnownPatient) and who.contact_confirmed):
        return patient, NOT_TAKEN_OVER
    patients.save_contact(scope, patient, renewed(patients.load_contact(scope, patient), told), at=at)
    return patient, "known, new contact confirmed"


def _kept(scope: Scope, who: Who, known: Collection[PatientId]) -> Who:
    """Whom the desk chose; where that one was meanwhile found to be another as well, that other."""
    if isinstance(who, KnownPatient) and who.patient not in known:
        return replace(who, patient=merges.main_of(scope, who.patient))
    return who


def _case(scope: Scope, patient: PatientId, side: Side, *, at: datetime) -> CaseId:
    hip = patients.save_hip(scope, patient, side)
    open_case = cases.find_open_case(scope, hip)
    if open_case is not None:
        return open_case
    wristband = make_code(CodeKind.WRISTBAND, token_bytes(RANDOM_BYTES)).text
    return cases.save_new_case(scope, hip=hip, wristband=wristband, at=at)
