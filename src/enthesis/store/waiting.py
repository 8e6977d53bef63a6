"""The waiting list: who waits for what, with the visit they have and what became of their offers."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import takewhile
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet

from enthesis.domain.errors import NotAllowed, NotFound, Stale
from enthesis.domain.people.patient import Contact
from enthesis.domain.practice.availability import HalfDay
from enthesis.domain.practice.booking import Booking, BookingStatus
from enthesis.domain.practice.offer import OfferStatus
from enthesis.domain.practice.referral import RequestStatus
from enthesis.domain.practice.triage import HowSoon
from enthesis.domain.practice.turns import in_order
from enthesis.domain.practice.waiting import Subject, Waiting, WaitingEnd, Wish
from enthesis.domain.terms import BookingId, CaseId, PatientId, RequestId, WaitingId
from enthesis.store import links
from enthesis.store.bookings import booking_of
from enthesis.store.codec import decode, encode
from enthesis.store.constraints import is_of
from enthesis.store.locks import Line, wait_in
from enthesis.store.merges import list_standing
from enthesis.store.models import BookingRow, OfferRow, RequestNoteRow, RequestRow, WaitingRow
from enthesis.store.patients import contact_of, contacts_of
from enthesis.store.scope import Scope, check_reaches_contact, rows

NO = (OfferStatus.DECLINED.value, OfferStatus.LAPSED.value, OfferStatus.UNTOLD.value)
ANSWERED = (OfferStatus.ACCEPTED.value, OfferStatus.DECLINED.value, OfferStatus.LAPSED.value)
WAITS_ONCE = ("booking_waits_once", "request_waits_once", "case_waits_once")
GONE = (RequestStatus.DECLINED.value, RequestStatus.WITHDRAWN.value)


def save_waiting(
    scope: Scope, subject: Subject, wish: Wish, *, patient: PatientId | None, at: datetime
) -> WaitingId:
    """Waits from now on. Raises NotAllowed for who is on the list for the same visit already."""
    try:
        with transaction.atomic():
            row = WaitingRow.objects.create(
                practice_id=scope.practice,
                patient_id=patient,
                booking_id=subject.booking,
                request_id=subject.request,
                case_id=subject.case,
                since=at,
                by=scope.actor.person,
                by_name=scope.actor.name,
                **_columns(wish),
            )
    except IntegrityError as refused:
        if is_of(refused, WaitingRow, *WAITS_ONCE):
            raise NotAllowed(
                "waits-already", "This visit is on the waiting list already.", "Nothing more is needed."
            ) from None
        raise
    return WaitingId(row.id)


def load_waiting(scope: Scope, waiting: UUID, *, at: datetime) -> Waiting:
    """Somebody who is still on the list. Raises NotFound."""
    found = find_waiting(scope, waiting, at=at)
    if found is None:
        raise NotFound("waiting", "Nobody waits under this entry any more.", "Open the list again.")
    return found


def find_waiting(scope: Scope, waiting: UUID, *, at: datetime) -> Waiting | None:
    """Somebody who is still on the list."""
    row = rows(scope, WaitingRow).filter(id=waiting, ended="").first()
    return _all(scope, [row], at=at)[0] if row else None


def list_waiting(scope: Scope, *, at: datetime) -> tuple[Waiting, ...]:
    """Everybody on the list, in order."""
    return in_order(_all(scope, rows(scope, WaitingRow).filter(ended=""), at=at))


def find_ended(scope: Scope, waiting: UUID) -> WaitingEnd | None:
    """Why somebody waits no longer; None for who waits, and for nobody."""
    row = rows(scope, WaitingRow).filter(id=waiting).exclude(ended="").first()
    return WaitingEnd(row.ended) if row else None


def save_waiting_ended(scope: Scope, waiting: Waiting, end: WaitingEnd, *, at: datetime) -> None:
    """Compare and set: raises Stale when somebody was faster."""
    changed = (
        rows(scope, WaitingRow)
        .filter(id=waiting.id, version=waiting.version, ended="")
        .update(ended=end.value, ended_at=at, version=F("version") + 1)
    )
    if not changed:
        raise Stale("waiting-moved-on", "This entry of the list has just changed.", "Open the list again.")
    links.save_left(scope, waiting.id, at=at)


def is_asking(scope: Scope, request: UUID) -> bool:
    """Whether the request waits for a decision of the desk."""
    return _asking(scope, request).exists()


def save_request_placed(scope: Scope, request: UUID) -> None:
    """Whoever decides on the request meanwhile reads it again; raises Stale where somebody has decided."""
    if not _asking(scope, request).update(version=F("version") + 1):
        raise Stale("request-done", "Somebody has just dealt with this request.", "Call the practice.")


def wait_for_turns(scope: Scope) -> None:
    """Until this transaction ends nobody else decides whose turn it is."""
    wait_in(Line.TURNS, scope.practice)


def reach_of_waiting(scope: Scope, waiting: Waiting) -> Contact:
    """How whoever waits is called and reached now: the patient, else as the request says."""
    return reach_of_place(scope, waiting.id)


def reach_of_place(scope: Scope, waiting: WaitingId) -> Contact:
    """As `reach_of_waiting`, also of who has left the list."""
    return reaches_of_waiting(scope, {waiting})[waiting]


def reaches_of_waiting(scope: Scope, waiting: Collection[WaitingId]) -> dict[WaitingId, Contact]:
    """How each who waits or waited is called and reached now, in a handful of queries."""
    check_reaches_contact(scope)
    found = rows(scope, WaitingRow).filter(id__in=waiting)
    joined = list(found.select_related("booking__request", "request__case", "case"))
    patients = _people(scope, joined)
    contacts = contacts_of(scope, {patient for patient in patients.values() if patient})
    reached: dict[WaitingId, Contact] = {}
    for row in joined:
        patient, asking = patients[row.id], row.booking.request if row.booking else row.request
        if patient is not None:
            reached[WaitingId(row.id)] = contacts[patient]
        elif asking is not None:
            reached[WaitingId(row.id)] = contact_of(asking)
    return reached


def _asking(scope: Scope, request: UUID) -> QuerySet[RequestRow]:
    return rows(scope, RequestRow).filter(id=request, status=RequestStatus.WAITING.value)


def _people(scope: Scope, found: Iterable[WaitingRow]) -> dict[UUID, UUID | None]:
    """Whose each place is, by the identity that is kept; None where nobody has said it."""
    whose = {row.id: _patient_of(row) for row in found}
    kept = list_standing(scope, {patient for patient in whose.values() if patient})
    return {id_: kept.get(PatientId(patient), patient) if patient else None for id_, patient in whose.items()}


def _patient_of(row: WaitingRow) -> UUID | None:
    if row.booking is not None:
        return row.booking.patient_id
    case = row.case or (row.request.case if row.request else None)
    return case.patient_id if case else None


@dataclass(frozen=True, slots=True)
class _Around:
    """What is known around some rows of the list, each thing read in one query."""

    people: Mapping[UUID, UUID | None] = field(default_factory=dict)  # by entry
    visits: Mapping[UUID | None, list[BookingRow]] = field(default_factory=dict)  # by case or request
    soon: Mapping[UUID | None, HowSoon] = field(default_factory=dict)  # by request
    offers: Mapping[UUID, list[OfferRow]] = field(default_factory=dict)  # by entry, oldest first


def _all(scope: Scope, found: Iterable[WaitingRow], *, at: datetime) -> list[Waiting]:
    listed = list(found)
    whole = WaitingRow.objects.filter(id__in=[row.id for row in listed]).select_related(
        "booking", "request__case", "case"
    )
    joined = list(whole)
    around = _around(scope, joined)
    return [_waiting(row, around, at=at) for row in joined]


def _around(scope: Scope, found: list[WaitingRow]) -> _Around:
    asking = {row.request_id for row in found if row.request_id}
    cases = {case for row in found if (case := _case_of(row))}
    standing = rows(scope, BookingRow).filter(status=BookingStatus.BOOKED.value).order_by("starts_at")
    visits: dict[UUID | None, list[BookingRow]] = {}
    for visit in standing.filter(case_id__in=cases):
        visits.setdefault(visit.case_id, []).append(visit)
    for visit in standing.filter(request_id__in=asking):
        visits.setdefault(visit.request_id, []).append(visit)
    set_soon = rows(scope, RequestNoteRow).filter(request_id__in=asking).exclude(how_soon="")
    soon: dict[UUID | None, HowSoon] = {
        note.request_id: HowSoon(note.how_soon) for note in set_soon.order_by("number")
    }
    offers: dict[UUID, list[OfferRow]] = {}
    for offer in rows(scope, OfferRow).filter(waiting__in=found).order_by("made_at"):
        offers.setdefault(offer.waiting_id, []).append(offer)
    return _Around(people=_people(scope, found), visits=visits, soon=soon, offers=offers)


def _case_of(row: WaitingRow) -> UUID | None:
    return row.case_id or (row.request.case_id if row.request else None)


def _waiting(row: WaitingRow, around: _Around, *, at: datetime) -> Waiting:
    wish, has = _wish(row), _visit_of(row, around, at=at)
    offers = around.offers.get(row.id, [])
    said = [offer for offer in offers if offer.status in NO]
    answered = [offer for offer in reversed(offers) if offer.status in ANSWERED]
    return Waiting(
        id=WaitingId(row.id),
        wish=wish,
        subject=Subject(
            booking=BookingId(row.booking_id) if row.booking_id else None,
            request=RequestId(row.request_id) if row.request_id else None,
            case=CaseId(row.case_id) if row.case_id else None,
        ),
        since=row.since,
        by_name=row.by_name,
        version=row.version,
        patient=PatientId(own) if (own := _patient_of(row)) else None,
        person=PatientId(kept) if (kept := around.people[row.id]) else None,
        has=has,
        how_soon=around.soon.get(row.request_id, HowSoon.ROUTINE),
        said_no=frozenset((o.office, date.fromisoformat(o.wall_start[:10])) for o in said),
        unanswered=sum(1 for _ in takewhile(lambda o: o.status == OfferStatus.LAPSED.value, answered)),
        offered=any(offer.status == OfferStatus.OPEN.value for offer in offers),
        is_over=_is_over(row, has),
    )


def _visit_of(row: WaitingRow, around: _Around, *, at: datetime) -> Booking | None:
    """The visit that is to be earlier; else the next one of its kind that the request or case has."""
    if row.booking is not None:
        stands = row.booking.status == BookingStatus.BOOKED.value and row.booking.starts_at > at
        return booking_of(row.booking) if stands else None
    found = [*around.visits.get(row.request_id, []), *around.visits.get(_case_of(row), [])]
    ahead = (v for v in found if v.visit_type == row.visit_type and v.starts_at > at)
    first = min(ahead, key=lambda v: v.starts_at, default=None)
    return booking_of(first) if first else None


def _is_over(row: WaitingRow, has: Booking | None) -> bool:
    if row.booking_id is not None:
        return has is None
    if row.request is not None:
        booked = row.request.status == RequestStatus.BOOKED.value
        return row.request.status in GONE or (booked and has is None)
    return row.case is None or row.case.stage == "closed"


def _columns(wish: Wish) -> dict[str, object]:
    return {
        "visit_type": wish.visit_type,
        "offices": encode(wish.offices),
        "clinician": wish.clinician,
        "half": wish.half.value if wish.half else "",
        "weekdays": encode(wish.weekdays),
        "notice": wish.notice,
        "first": wish.first,
        "last": wish.last,
    }


def _wish(row: WaitingRow) -> Wish:
    return Wish(
        visit_type=row.visit_type,
        offices=decode(row.offices, tuple[str, ...]),
        clinician=row.clinician,
        half=HalfDay(row.half) if row.half else None,
        weekdays=decode(row.weekdays, tuple[str, ...]),
        notice=row.notice,
        first=row.first,
        last=row.last,
    )
