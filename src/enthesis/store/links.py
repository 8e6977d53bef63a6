"""Private links: 256 random bits go out, only their hash stays."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from secrets import token_urlsafe
from uuid import UUID

from django.db.models import F, Q, QuerySet, Sum

from enthesis.domain.errors import NotAllowed
from enthesis.domain.pathway.case import Case
from enthesis.domain.practice.booking import Booking
from enthesis.domain.terms import (
    Actor,
    BookingId,
    CaseId,
    LinkId,
    PatientId,
    PracticeId,
    RequestId,
    Role,
    WaitingId,
)
from enthesis.store.models import BookingRow, LinkRow, PatientRow, RequestRow, WaitingRow
from enthesis.store.scope import Scope, rows

LINK_TRIES = 5
VISIT = "visit"  # the purpose of a link to one visit
VISIT_LINK_LASTS = timedelta(days=1)  # after the end of the visit
WAITING = "waiting"  # the purpose of a link to one place on the waiting list
WAITING_LINK_LASTS = timedelta(days=90)  # unless they leave the list before; each message has a newer one
LEFT_LINK_LASTS = timedelta(days=1)  # after they left it: it still says what became of it
ANSWER = "answer"  # the purpose of a link to the forms of every hip of its patient
INTAKE = "intake"  # the purpose of a link to the questions before a visit
REHABILITATION = "rehabilitation"  # the purpose of a link to what a hip follows after its operation


AROUND = ("booking", "waiting__booking", "waiting__request__case")  # what says whose a link is


class Channel(StrEnum):
    """How a link reaches its patient."""

    MAIL = "mail"
    CLINIC = "clinic"  # shown or read out by staff
    KIOSK = "kiosk"  # handed over with a tablet of the clinic; its token is shown to nobody
    BROWSER = "browser"  # shown to whoever has just booked


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link that stands: neither expired nor revoked. Its tries are counted by `tries_left`."""

    id: LinkId
    practice: PracticeId
    patient: PatientId
    case: CaseId
    purpose: str
    milestone: str
    channel: Channel
    expires_at: datetime

    @property
    def leads_to(self) -> tuple[CaseId, str]:
        """The case and milestone it was made for."""
        return self.case, self.milestone

    @property
    def scope(self) -> Scope:
        """What its holder may reach once the second factor was right: the own record, nothing else."""
        return Scope(
            practice=self.practice, actor=Actor(role=Role.PATIENT, name="Patient", patient=self.patient)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitLink:
    """A link to one visit that stands. `patient` is None while nobody has said whose visit it is."""

    id: LinkId
    practice: PracticeId
    booking: BookingId
    patient: PatientId | None
    request: RequestId | None = None

    @property
    def scope(self) -> Scope:
        """As whom its holder acts once the second factor was right: the patient, or still a visitor."""
        return _scope_of(self.practice, self.patient)


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingLink:
    """A link to one place on the waiting list that stands.

    `patient` is None while nobody has said whose it is; `joined_as` is who it was as they joined.
    """

    id: LinkId
    practice: PracticeId
    waiting: WaitingId
    patient: PatientId | None
    joined_as: PatientId | None = None
    booking: BookingId | None = None
    request: RequestId | None = None

    @property
    def scope(self) -> Scope:
        """As whom its holder acts once the second factor was right: who joined, or still a visitor."""
        return _scope_of(self.practice, self.joined_as)


AnyLink = Link | VisitLink | WaitingLink


def new_token() -> str:
    """The secret of a private link: 256 random bits, in letters that an address may hold."""
    return token_urlsafe(32)


def hash_of(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def save_link(
    scope: Scope,
    case: Case,
    *,
    token: str,
    purpose: str,
    milestone: str,
    channel: Channel,
    at: datetime,
    expires_at: datetime,
) -> LinkId:
    """A new link; one handed over ends those handed over before it for the same case and milestone.

    One in a message ends none: nobody knows yet whether the message arrives, and the patient may be at work
    by the one before. The case is locked: two made at once would both stand.
    """
    if channel is not Channel.MAIL:
        same = {"case_id": case.id, "purpose": purpose, "milestone": milestone, "channel": channel.value}
        _revoke(_standing_rows(scope, at=at).filter(**same), at=at)
    row = LinkRow.objects.create(
        channel=channel.value,
        practice_id=scope.practice,
        patient_id=case.patient,
        case_id=case.id,
        purpose=purpose,
        milestone=milestone,
        token_hash=hash_of(token),
        created_at=at,
        expires_at=expires_at,
    )
    return LinkId(row.id)


def save_visit_link(scope: Scope, booking: Booking, *, token: str, channel: Channel, at: datetime) -> LinkId:
    """A new link to a visit; the earlier ones stand, so that no message of a visit is one too old.

    Lock the booking first: a link made while the visit is cancelled would stand.
    """
    row = LinkRow.objects.create(
        channel=channel.value,
        practice_id=scope.practice,
        booking_id=booking.id,
        purpose=VISIT,
        token_hash=hash_of(token),
        created_at=at,
        expires_at=_until(booking),
    )
    return LinkId(row.id)


def save_waiting_link(scope: Scope, waiting: UUID, *, token: str, channel: Channel, at: datetime) -> LinkId:
    """A new link to a place on the list; the earlier ones stand, so that no message is one too old."""
    row = LinkRow.objects.create(
        channel=channel.value,
        practice_id=scope.practice,
        waiting_id=waiting,
        purpose=WAITING,
        token_hash=hash_of(token),
        created_at=at,
        expires_at=at + WAITING_LINK_LASTS,
    )
    return LinkId(row.id)


def save_left(scope: Scope, waiting: UUID, *, at: datetime) -> None:
    """The links of who has left the list say so for a day, and then lead nowhere."""
    ends = at + LEFT_LINK_LASTS
    _of_place(scope, waiting).filter(expires_at__gt=ends).update(expires_at=ends)


def save_until(scope: Scope, booking: Booking) -> None:
    """The links to a visit that moved last as long as those of one booked there."""
    _of_visit(scope, booking.id).update(expires_at=_until(booking))


def save_revoked_of_visit(scope: Scope, booking: UUID, *, at: datetime) -> int:
    """Every link to the visit has ended; how many that were."""
    return _revoke(_of_visit(scope, booking).filter(revoked_at=None, expires_at__gt=at), at=at)


def save_revoked_of_request(scope: Scope, request: UUID, booking: UUID | None, *, at: datetime) -> int:
    """Every link that went to whoever asked has ended: to the visit of the request, and to their places on
    the list; how many that were.
    """
    found = Q(waiting__request_id=request) | Q(booking__request_id=request)
    if booking is not None:
        found |= Q(booking_id=booking) | Q(waiting__booking_id=booking)
    standing = LinkRow.objects.filter(practice_id=scope.practice, revoked_at=None, expires_at__gt=at)
    return _revoke(standing.filter(found), at=at)


def save_revoked_of_waiting(scope: Scope, waiting: UUID, *, at: datetime) -> int:
    """Every link to this place on the list has ended; how many that were."""
    return _revoke(_of_place(scope, waiting).filter(revoked_at=None, expires_at__gt=at), at=at)


def save_revoked(scope: Scope, case: Case, *, at: datetime) -> int:
    """Every link to a case of the patient that stood has ended, each shows all hips; how many that were."""
    return _revoke(_standing_rows(scope, at=at).filter(patient_id=case.patient), at=at)


def save_revoked_of_patient(scope: Scope, patient: PatientId, *, at: datetime) -> int:
    """Every link of the patient that stood, wherever it leads, has ended; how many that were.

    Lock the patient's cases first: a link made at the same moment would stand.
    """
    return _revoke(_standing_rows(scope, at=at).filter(_is_of(patient)), at=at)


def count_standing(scope: Scope, case: Case, *, at: datetime) -> int:
    """How many links to a case of the patient work: each of them shows all hips."""
    return _standing_rows(scope, at=at).filter(patient_id=case.patient).count()


def find_link(token: str, *, at: datetime) -> Link | None:
    """The link of a token to a case, if it stands. Needs no scope: the token is the key."""
    row = _row(at, token_hash=hash_of(token))
    return _to_case(row) if row else None


def find_visit_link(token: str, *, at: datetime) -> VisitLink | None:
    """The link of a token to a visit, if it stands. Needs no scope: the token is the key."""
    row = _row(at, token_hash=hash_of(token))
    return _to_visit(row) if row else None


def find_waiting_link(token: str, *, at: datetime) -> WaitingLink | None:
    """The link of a token to a place on the list, if it stands. Needs no scope: the token is the key."""
    row = _row(at, token_hash=hash_of(token))
    return _to_waiting(row) if row else None


def load_link_session(link: UUID, *, at: datetime) -> Link:
    """The link a patient came by; raises NotAllowed when it no longer stands."""
    row = _row(at, id=link)
    found = _to_case(row) if row else None
    if found is None:
        raise _ended()
    return found


def load_visit_link_session(link: UUID, *, at: datetime) -> VisitLink:
    """The link somebody came by to a visit; raises NotAllowed when it no longer stands."""
    row = _row(at, id=link)
    found = _to_visit(row) if row else None
    if found is None:
        raise _ended()
    return found


def load_waiting_link_session(link: UUID, *, at: datetime) -> WaitingLink:
    """The link somebody came by to their place on the list; raises NotAllowed when it no longer stands."""
    row = _row(at, id=link)
    found = _to_waiting(row) if row else None
    if found is None:
        raise _ended()
    return found


def check_stands(link: AnyLink, *, at: datetime) -> None:
    """Raises NotAllowed for a link that has ended since it was read."""
    if _row(at, id=link.id) is None:
        raise _ended()


def tries_left(link: AnyLink) -> int:
    """How often the second factor may still be tried: five times for all links of a patient together.

    While nobody has said whose it is: for all links of the request, to its visit and to the waiting list.
    """
    return max(0, LINK_TRIES - (_kin(link).aggregate(n=Sum("failures"))["n"] or 0))


def lock_tries(link: AnyLink) -> None:
    """Until the transaction ends nobody else tries on these links: parallel guesses queue up."""
    if link.patient is not None:
        PatientRow.objects.select_for_update().get(id=link.patient)
    elif isinstance(link, VisitLink | WaitingLink) and link.request is not None:
        RequestRow.objects.select_for_update(no_key=True).get(id=link.request)
    elif isinstance(link, VisitLink | WaitingLink) and link.booking is not None:
        BookingRow.objects.select_for_update(no_key=True).get(id=link.booking)


def save_failure(link: AnyLink) -> None:
    LinkRow.objects.filter(id=link.id).update(failures=F("failures") + 1)


def save_success(link: AnyLink) -> None:
    """The right answer gives the tries back."""
    _kin(link).update(failures=0)


def save_opened(link: AnyLink, *, at: datetime) -> None:
    """Somebody came by it and knew the date of birth; the first time is kept."""
    LinkRow.objects.filter(id=link.id, opened_at=None).update(opened_at=at)


def is_locked(scope: Scope, patient: PatientId) -> bool:
    """Whether this patient's tries are used up, on whichever links."""
    used = rows(scope, LinkRow).filter(_is_of(patient)).aggregate(n=Sum("failures"))["n"]
    return (used or 0) >= LINK_TRIES


def save_tries_back(scope: Scope, patient: PatientId) -> None:
    """The patient's tries on every link are as new."""
    rows(scope, LinkRow).filter(_is_of(patient)).update(failures=0)


def count_standing_of_visit(scope: Scope, booking: UUID, *, at: datetime) -> int:
    return _of_visit(scope, booking).filter(revoked_at=None, expires_at__gt=at).count()


def is_visit_locked(scope: Scope, booking: UUID) -> bool:
    """Whether the tries on the links to this visit are used up, with those of its patient if it has one."""
    link = _any_of_visit(scope, booking)
    return link is not None and tries_left(link) == 0


def save_visit_tries_back(scope: Scope, booking: UUID) -> None:
    """The tries on every link to this visit are as new, and on the others of its patient."""
    link = _any_of_visit(scope, booking)
    if link is not None:
        save_success(link)


def count_standing_of_waiting(scope: Scope, waiting: UUID, *, at: datetime) -> int:
    return _of_place(scope, waiting).filter(revoked_at=None, expires_at__gt=at).count()


def is_waiting_locked(scope: Scope, waiting: UUID) -> bool:
    """Whether the tries on the links to this place are used up, with all that are counted together."""
    link = _any_of_place(scope, waiting)
    return link is not None and tries_left(link) == 0


def save_waiting_tries_back(scope: Scope, waiting: UUID) -> None:
    """The tries on every link to this place are as new, and on those that are counted with them."""
    link = _any_of_place(scope, waiting)
    if link is not None:
        save_success(link)


def _scope_of(practice: PracticeId, patient: PatientId | None) -> Scope:
    if patient is None:
        return Scope(practice=practice, actor=Actor(role=Role.VISITOR, name="Visitor"))
    return Scope(practice=practice, actor=Actor(role=Role.PATIENT, name="Patient", patient=patient))


def _standing_rows(scope: Scope, *, at: datetime) -> QuerySet[LinkRow]:
    return rows(scope, LinkRow).filter(revoked_at=None, expires_at__gt=at)


def _of_visit(scope: Scope, booking: UUID) -> QuerySet[LinkRow]:
    """A patient reaches the links to the own visit, too, which name no patient."""
    return LinkRow.objects.filter(practice_id=scope.practice, booking_id=booking)


def _of_place(scope: Scope, waiting: UUID) -> QuerySet[LinkRow]:
    return LinkRow.objects.filter(practice_id=scope.practice, waiting_id=waiting)


def _any_of_visit(scope: Scope, booking: UUID) -> VisitLink | None:
    row = _of_visit(scope, booking).select_related(*AROUND).first()
    return _to_visit(row) if row else None


def _any_of_place(scope: Scope, waiting: UUID) -> WaitingLink | None:
    row = _of_place(scope, waiting).select_related(*AROUND).first()
    return _to_waiting(row) if row else None


def _is_of(patient: PatientId) -> Q:
    return (
        Q(patient_id=patient)
        | Q(booking__patient_id=patient)
        | Q(waiting__patient_id=patient)
        | Q(waiting__booking__patient_id=patient)
        | Q(waiting__request__case__patient_id=patient)
    )


def _kin(link: AnyLink) -> QuerySet[LinkRow]:
    """The links whose tries are counted together."""
    if link.patient is not None:
        return LinkRow.objects.filter(_is_of(link.patient))
    assert isinstance(link, VisitLink | WaitingLink)  # noqa: S101  any other names its patient
    found = Q(booking_id=link.booking) | Q(waiting__booking_id=link.booking) if link.booking else Q()
    if link.request is not None:
        found |= (
            Q(booking__request_id=link.request)
            | Q(waiting__request_id=link.request)
            | Q(waiting__booking__request_id=link.request)
        )
    return LinkRow.objects.filter(found)


def _until(booking: Booking) -> datetime:
    return booking.visit.ends_at + VISIT_LINK_LASTS


def _revoke(found: QuerySet[LinkRow], *, at: datetime) -> int:
    return found.update(revoked_at=at)


def _row(at: datetime, **key: object) -> LinkRow | None:
    """The row of a link that stands."""
    found = LinkRow.objects.select_related(*AROUND).filter(**key)
    return found.filter(revoked_at=None, expires_at__gt=at).first()


def _ended() -> NotAllowed:
    return NotAllowed("link-ended", "This link no longer works.", "Ask the practice for a new one.")


def _to_case(row: LinkRow) -> Link | None:
    if row.patient_id is None or row.case_id is None:
        return None
    return Link(
        id=LinkId(row.id),
        practice=PracticeId(row.practice_id),
        patient=PatientId(row.patient_id),
        case=CaseId(row.case_id),
        purpose=row.purpose,
        milestone=row.milestone,
        channel=Channel(row.channel),
        expires_at=row.expires_at,
    )


def _to_visit(row: LinkRow) -> VisitLink | None:
    if row.booking is None:
        return None
    whose = row.booking.patient_id
    return VisitLink(
        id=LinkId(row.id),
        practice=PracticeId(row.practice_id),
        booking=BookingId(row.booking.id),
        patient=PatientId(whose) if whose else None,
        request=_request(row.booking.request_id),
    )


def _to_waiting(row: LinkRow) -> WaitingLink | None:
    place = row.waiting
    if place is None:
        return None
    asked = place.booking.request_id if place.booking else place.request_id
    whose = _whose(place)
    return WaitingLink(
        id=LinkId(row.id),
        practice=PracticeId(row.practice_id),
        waiting=WaitingId(place.id),
        patient=PatientId(whose) if whose else None,
        joined_as=PatientId(place.patient_id) if place.patient_id else None,
        booking=BookingId(place.booking_id) if place.booking_id else None,
        request=_request(asked),
    )


def _whose(place: WaitingRow) -> UUID | None:
    """Whose place it is by now; who joined, and later whoever the visit or request turned out to be of."""
    if place.patient_id or place.booking:
        return place.patient_id or place.booking.patient_id  # type: ignore[union-attr]
    return place.request.case.patient_id if place.request and place.request.case else None


def _request(found: UUID | None) -> RequestId | None:
    return RequestId(found) if found else None
