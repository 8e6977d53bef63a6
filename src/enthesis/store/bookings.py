"""Requests and visits. A visit claims its ticks; the unique key of the ticks refuses a second claim."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Case, F, Q, When

from enthesis.domain.errors import NotFound, Stale
from enthesis.domain.people.patient import Contact
from enthesis.domain.practice.booking import Booking, BookingAct, BookingChange, BookingStatus, Visit, Why
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.referral import (
    Asked,
    Asker,
    HowLong,
    PreviousCare,
    Request,
    RequestStatus,
    by_urgency,
)
from enthesis.domain.practice.rooming import in_use_already, room_name
from enthesis.domain.terms import BookingId, CaseId, PatientId, PersonId, RequestId, Side
from enthesis.store.claims import release_claims, save_claims
from enthesis.store.codec import decode, encode
from enthesis.store.constraints import is_of
from enthesis.store.models import BookingChangeRow, BookingRow, OfferRow, RequestRow
from enthesis.store.patients import contact_of, load_contact
from enthesis.store.scope import Scope, check_reaches_contact, rows

NEWEST_HOLDS = (Case(When(status=BookingStatus.CANCELLED.value, then=0), default=1), "starts_at")


def save_request(
    scope: Scope, asked: Asked, *, red_flags: frozenset[str] = frozenset(), at: datetime
) -> RequestId:
    row = RequestRow.objects.create(
        practice_id=scope.practice,
        status=RequestStatus.WAITING.value,
        received_at=at,
        given=asked.contact.given,
        family=asked.contact.family,
        birth_date=asked.contact.birth_date,
        email=asked.contact.email,
        phone=asked.contact.phone,
        language=asked.contact.language,
        side=asked.side.value,
        reason=asked.reason,
        office=asked.office,
        red_flags=encode(sorted(red_flags)),
        agreed=encode(asked.contact.agreed),
        how_long=asked.how_long.value if asked.how_long else "",
        care="" if asked.care is None else encode(asked.care),
        asker_name=asked.asker.name if asked.asker else "",
        asker_relation=asked.asker.relation if asked.asker else "",
    )
    return RequestId(row.id)


def load_request(scope: Scope, request: UUID) -> Request:
    check_reaches_contact(scope)
    row = rows(scope, RequestRow).filter(id=request).first()
    if row is None:
        raise NotFound("request", "There is no such request in this practice.")
    return request_of(row)


def lock_request(scope: Scope, request: UUID) -> Request:
    """The request, on which nobody else decides until the transaction ends.

    SQLite's immediate transactions queue up by themselves.
    """
    list(rows(scope, RequestRow).select_for_update(no_key=True).filter(id=request))
    return load_request(scope, request)


def load_requests(scope: Scope, requests: Collection[UUID]) -> dict[UUID, Request]:
    """These requests by id, in one query."""
    check_reaches_contact(scope)
    return {row.id: request_of(row) for row in rows(scope, RequestRow).filter(id__in=requests)}


def list_requests(scope: Scope, *, status: RequestStatus = RequestStatus.WAITING) -> tuple[Request, ...]:
    """Requests of one status: those to call today first, then the longest waiting."""
    check_reaches_contact(scope)
    return by_urgency(request_of(row) for row in rows(scope, RequestRow).filter(status=status.value))


def save_request_ended(
    scope: Scope, request: Request, status: RequestStatus, *, case: CaseId | None = None
) -> None:
    """Compare and set: raises Stale when somebody else has dealt with the request."""
    changed = (
        rows(scope, RequestRow)
        .filter(id=request.id, version=request.version, status=RequestStatus.WAITING.value)
        .update(status=status.value, case_id=case, version=F("version") + 1)
    )
    if not changed:
        raise Stale("request-done", "Somebody else has just dealt with this request.", "Open the list again.")


def save_booking(
    scope: Scope,
    site: Practice,
    visit: Visit,
    *,
    patient: PatientId | None = None,
    case: CaseId | None = None,
    request: RequestId | None = None,
) -> BookingId:
    """Books the visit and claims all it needs; raises Taken where somebody else has it.

    It is a patient's with a case, or held by a request.
    """
    row = BookingRow.objects.create(
        practice_id=scope.practice,
        patient_id=patient,
        case_id=case,
        request_id=request,
        status=BookingStatus.BOOKED.value,
        **columns_of_visit(visit),
    )
    save_claims(scope, site, visit, row)
    return BookingId(row.id)


def save_booking_after(scope: Scope, site: Practice, before: Booking, after: Booking) -> None:
    """Compare and set: what was read is now as it is after an act; raises Stale when somebody was faster.

    A visit at another time claims the new time before it leaves the old one, and raises Taken where it
    cannot. A cancelled visit claims nothing any more. Raises NotAllowed for a room somebody was faster to.
    """
    row = rows(scope, BookingRow).select_for_update(no_key=True).filter(id=before.id).first()
    if row is None or row.version != before.version:
        raise Stale(
            "booking-moved-on",
            "Somebody else has just changed this visit.",
            "Look at it, then do yours again.",
        )
    if after.status is BookingStatus.CANCELLED:
        release_claims(row)
    elif after.visit != before.visit:
        save_claims(scope, site, after.visit, row)
    told = {"status": after.status.value, "room": after.room, "version": after.version}
    try:
        with transaction.atomic():
            rows(scope, BookingRow).filter(id=row.id).update(**told, **columns_of_visit(after.visit))
    except IntegrityError as refused:
        if is_of(refused, BookingRow, "room_holds_one"):
            raise in_use_already(room_name(site, after.room)) from None
        raise


def save_whose(scope: Scope, held: Booking, *, patient: PatientId, case: CaseId) -> None:
    """A visit that a request held is a patient's; raises Stale when somebody was faster."""
    changed = (
        rows(scope, BookingRow)
        .filter(id=held.id, version=held.version, case=None)
        .update(patient_id=patient, case_id=case, request_id=None)
    )
    if not changed:
        raise Stale("booking-moved-on", "Somebody else has just changed this visit.", "Open the list again.")


def find_held(scope: Scope, request: UUID) -> Booking | None:
    """The visit that stands in the book for a request."""
    found = held_by(scope, {request})
    return found.get(request)


def is_holding(scope: Scope, contact: Contact, side: Side, *, at: datetime) -> bool:
    """Whether whoever has this birth date and mail address or telephone holds a time for this hip.

    Only what nobody has accepted counts. It is for the rule of one time a hip, and told to nobody.
    """
    ways = Q(request__email__iexact=contact.email) if contact.email else Q()
    if contact.phone:
        ways |= Q(request__phone=contact.phone)
    found = rows(scope, BookingRow).filter(ways, case=None, starts_at__gt=at)
    same = found.filter(request__birth_date=contact.birth_date, request__side=side.value)
    return same.exclude(status=BookingStatus.CANCELLED.value).exists()


def save_request_withdrawn(scope: Scope, request: UUID) -> None:
    """Whoever asked does not ask any more; raises Stale when somebody else has dealt with the request."""
    waiting = rows(scope, RequestRow).filter(id=request, status=RequestStatus.WAITING.value)
    if not waiting.update(status=RequestStatus.WITHDRAWN.value, version=F("version") + 1):
        raise Stale("request-done", "Somebody else has just dealt with this request.", "Open the page again.")


def held_by(scope: Scope, requests: Collection[UUID]) -> dict[UUID, Booking]:
    """The visit that stands in the book for each of these requests, by request."""
    found = rows(scope, BookingRow).filter(request_id__in=requests, case=None)
    standing = found.exclude(status=BookingStatus.CANCELLED.value).order_by("starts_at")
    return {row.request_id: booking_of(row) for row in standing if row.request_id is not None}


def reach_of(scope: Scope, booking: Booking) -> Contact:
    """How whoever the visit is for is called and reached now: the patient, else as the request says."""
    check_reaches_contact(scope)
    row = rows(scope, BookingRow).select_related("request").get(id=booking.id)
    if row.patient_id is not None:
        return load_contact(scope, row.patient_id)
    if row.request is None:
        raise LookupError(f"Visit {booking.id} belongs to nobody: restore its request.")
    return contact_of(row.request)


def save_change(
    scope: Scope,
    after: Booking,
    act: BookingAct,
    *,
    patient: PatientId | None,
    why: Why | None = None,
    at: datetime,
) -> None:
    """The act is in the visit's history, with where the visit stands after it."""
    visit = after.visit
    BookingChangeRow.objects.create(
        practice_id=scope.practice,
        patient_id=patient,
        booking_id=after.id,
        number=after.version,
        act=act.value,
        why=why.value if why else "",
        office=visit.office,
        clinician=visit.clinician,
        starts_at=visit.starts_at,
        wall_start=_wall(visit),
        zone=visit.zone,
        at=at,
        by=scope.actor.person,
        by_name=scope.actor.name,
    )


def list_changes(scope: Scope, booking: UUID) -> tuple[BookingChange, ...]:
    """What happened to a visit, oldest first. The first is missing where no histories were kept then."""
    return list_histories(scope, (booking,)).get(booking, ())


def list_histories(scope: Scope, visits: Collection[UUID]) -> dict[UUID, tuple[BookingChange, ...]]:
    """As `list_changes`, of several visits in one query; those without a history are left out."""
    found: dict[UUID, list[BookingChange]] = {}
    for row in rows(scope, BookingChangeRow).filter(booking_id__in=visits).order_by("number"):
        found.setdefault(row.booking_id, []).append(_change(row))
    return {visit: tuple(changes) for visit, changes in found.items()}


def _change(row: BookingChangeRow) -> BookingChange:
    return BookingChange(
        number=row.number,
        act=BookingAct(row.act),
        why=Why(row.why) if row.why else None,
        office=row.office,
        clinician=row.clinician,
        starts_at=row.starts_at,
        wall_start=datetime.fromisoformat(row.wall_start),
        at=row.at,
        by=PersonId(row.by) if row.by else None,
        by_name=row.by_name,
    )


def list_bookings(scope: Scope, first: datetime, last: datetime) -> tuple[Booking, ...]:
    """Visits that begin in [first, last) and were not cancelled, earliest first."""
    found = rows(scope, BookingRow).filter(starts_at__gte=first, starts_at__lt=last).order_by("starts_at")
    return tuple(booking_of(row) for row in found.exclude(status=BookingStatus.CANCELLED.value))


def list_unspoken(scope: Scope, *, since: datetime, at: datetime) -> tuple[Booking, ...]:
    """Visits since a moment that are over and nobody spoke of, earliest first."""
    found = rows(scope, BookingRow).filter(starts_at__gte=since, starts_at__lt=at).order_by("starts_at")
    booked = (booking_of(row) for row in found.filter(status=BookingStatus.BOOKED.value))
    return tuple(booking for booking in booked if booking.is_unspoken(at=at))


def bookings_of(scope: Scope, case: UUID) -> tuple[Booking, ...]:
    """Every visit of a case: the cancelled ones, then those that hold, each earliest first.

    The last one is therefore the newest that holds, if any does.
    """
    found = rows(scope, BookingRow).filter(case_id=case).order_by(*NEWEST_HOLDS)
    return tuple(booking_of(row) for row in found)


def zone_of(scope: Scope, case: UUID) -> str:
    """The zone of the office that sees this hip: that of its newest visit.

    A case begins with its first visit and no visit is ever removed. Raises LookupError where that is broken:
    a day cannot be told in an unknown zone.
    """
    return zone_from(zones_of(scope, of={case}), case)


def zones_of(scope: Scope, *, of: Collection[UUID] | None = None) -> dict[UUID, str]:
    """The zone of the newest visit that holds, by case: of these cases, or of all."""
    found = rows(scope, BookingRow).exclude(case=None).order_by(*NEWEST_HOLDS)
    if of is not None:
        found = found.filter(case_id__in=of)
    return {owner: zone for owner, zone in found.values_list("case_id", "zone") if owner is not None}


def zone_from(zones: Mapping[UUID, str], case: UUID) -> str:
    """The zone of a case; raises LookupError where it has no visit."""
    if case not in zones:
        raise LookupError(
            f"Case {case} has no visit, so nobody knows the zone of its days: restore its visit."
        )
    return zones[case]


def lock_booking(scope: Scope, booking: UUID) -> Booking:
    """The visit; until the transaction ends nobody else changes it."""
    row = rows(scope, BookingRow).select_for_update(no_key=True).filter(id=booking).first()
    if row is None:
        raise NotFound("booking", "There is no such visit in this practice.")
    return booking_of(row)


def load_booking(scope: Scope, booking: UUID) -> Booking:
    row = rows(scope, BookingRow).filter(id=booking).first()
    if row is None:
        raise NotFound("booking", "There is no such visit in this practice.")
    return booking_of(row)


def columns_of_visit(visit: Visit) -> dict[str, object]:
    """The columns of a visit."""
    return {
        "office": visit.office,
        "clinician": visit.clinician,
        "visit_type": visit.visit_type,
        "starts_at": visit.starts_at,
        "wall_start": _wall(visit),
        "zone": visit.zone,
        "minutes": visit.minutes,
    }


def _wall(visit: Visit) -> str:
    return visit.wall_start.isoformat(timespec="minutes")


def booking_of(row: BookingRow) -> Booking:
    """The visit a row says."""
    return Booking(
        id=BookingId(row.id),
        case=CaseId(row.case_id) if row.case_id else None,
        request=RequestId(row.request_id) if row.request_id else None,
        visit=visit_of(row),
        status=BookingStatus(row.status),
        version=row.version,
        room=row.room,
    )


def visit_of(row: BookingRow | OfferRow) -> Visit:
    """The time and place a row says."""
    return Visit(
        office=row.office,
        clinician=row.clinician,
        visit_type=row.visit_type,
        starts_at=row.starts_at,
        wall_start=datetime.fromisoformat(row.wall_start),
        zone=row.zone,
        minutes=row.minutes,
    )


def request_of(row: RequestRow) -> Request:
    """The request a row says."""
    return Request(
        id=RequestId(row.id),
        asked=Asked(
            contact=contact_of(row),
            side=Side(row.side),
            reason=row.reason,
            office=row.office,
            how_long=HowLong(row.how_long) if row.how_long else None,
            care=decode(row.care, tuple[PreviousCare, ...]) if row.care else None,
            asker=Asker(name=row.asker_name, relation=row.asker_relation) if row.asker_name else None,
        ),
        status=RequestStatus(row.status),
        received_at=row.received_at,
        version=row.version,
        case=CaseId(row.case_id) if row.case_id else None,
        red_flags=tuple(decode(row.red_flags, list[str])),
    )
