"""Many whole records at once, into a practice that has none of them yet: for invented people only."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.db.models import Model

from enthesis.domain.biologics.identity import RANDOM_BYTES, CodeKind, make_code
from enthesis.domain.biologics.product import Product
from enthesis.domain.pathway.case import Entry, every
from enthesis.domain.pathway.giving import occasion_of
from enthesis.domain.pathway.surgery import Step
from enthesis.domain.pathway.timeline import endpoints_in, timelines
from enthesis.domain.practice.booking import Booking
from enthesis.domain.practice.claims import Claim
from enthesis.domain.stock.used import used_in_step
from enthesis.domain.terms import PracticeId
from enthesis.store.case_files import CaseFile
from enthesis.store.codec import encode
from enthesis.store.follow_ups import Response
from enthesis.store.kinds import name_of
from enthesis.store.models import (
    BookingRow,
    CaseRow,
    ContactRow,
    EntryRow,
    FollowUpRow,
    HipRow,
    PatientRow,
    ProductEventRow,
    ProductKitRow,
    ProductRow,
    ResponseRow,
    TherapyEventRow,
    TickRow,
    UsedItemRow,
)
from enthesis.store.products import kits_of
from enthesis.store.scope import Scope
from enthesis.store.used_items import kit_rows, used_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """Everything about one case, what its only visit claims, and when its forms were opened, by milestone."""

    file: CaseFile
    claims: tuple[Claim, ...] = ()
    asked: Mapping[str, datetime] = field(default_factory=dict)


def save_filled(scope: Scope, filled: Sequence[Filled]) -> None:
    """The records are kept as they are; what they say of each other is the caller's to have decided.

    Two hips of one patient are in one call. An identity that is taken already raises IntegrityError.
    """
    practice = scope.practice
    files = [one.file for one in filled]
    _insert(PatientRow, _patients(practice, files))
    _insert(ContactRow, _contacts(practice, files))
    _insert(HipRow, (_hip(practice, file) for file in files))
    _insert(CaseRow, (_case(practice, file) for file in files))
    _insert(BookingRow, (_booking(practice, f, b) for f in files for b in f.bookings))
    _insert(TickRow, (t for one in filled for t in _ticks(practice, one)))
    _insert(EntryRow, (_entry(practice, f, e) for f in files for e in f.entries))
    opened = {file.case.id: _event(practice, file) for file in files if file.products}
    _insert(TherapyEventRow, opened.values())
    _insert(ProductRow, (_product(practice, f, p) for f in files for p in f.products))
    _insert(ProductEventRow, (e for f in files for p in f.products for e in _events(practice, f, p)))
    _insert(ProductKitRow, (kit for f in files for p in f.products for kit in _kits(practice, f, p)))
    _insert(UsedItemRow, (row for file in files for row in _used(practice, file)))
    _insert(FollowUpRow, (row for file in files for row in _follow_ups(practice, file)))
    _insert(
        ResponseRow,
        (
            _response(practice, one.file, r, one.asked[r.milestone])
            for one in filled
            for r in one.file.responses
        ),
    )


def _insert(table: type[Model], rows: Iterable[Model]) -> None:
    table._default_manager.bulk_create(rows)


def _firsts(files: Sequence[CaseFile]) -> Sequence[CaseFile]:
    """The case with which each patient was registered."""
    first: dict[UUID, CaseFile] = {}
    for file in sorted(files, key=lambda f: f.case.opened_at):
        first.setdefault(file.patient.id, file)
    return list(first.values())


def _patients(practice: PracticeId, files: Sequence[CaseFile]) -> Iterable[PatientRow]:
    for file in _firsts(files):
        yield PatientRow(
            id=file.patient.id,
            practice_id=practice,
            sex=file.patient.sex.value,
            registered_at=file.case.opened_at,
        )


def _contacts(practice: PracticeId, files: Sequence[CaseFile]) -> Iterable[ContactRow]:
    for file in _firsts(files):
        if (contact := file.contact) is None:
            raise ValueError(f"Nobody knows how the patient of case {file.case.id} is reached.")
        yield ContactRow(
            id=_derived(file.patient.id, 1),
            practice_id=practice,
            patient_id=file.patient.id,
            version=1,
            given=contact.given,
            family=contact.family,
            birth_date=contact.birth_date,
            email=contact.email,
            phone=contact.phone,
            language=contact.language,
            at=file.case.opened_at,
            by=None,
        )


def _hip(practice: PracticeId, file: CaseFile) -> HipRow:
    case = file.case
    return HipRow(id=case.hip, practice_id=practice, patient_id=case.patient, side=case.side.value)


def _case(practice: PracticeId, file: CaseFile) -> CaseRow:
    case = file.case
    return CaseRow(
        id=case.id,
        practice_id=practice,
        patient_id=case.patient,
        hip_id=case.hip,
        number=case.number,
        stage=case.stage.value,
        wristband=case.wristband,
        version=case.version,
        opened_at=case.opened_at,
        operated_on=case.operated_on,
    )


def _booking(practice: PracticeId, file: CaseFile, booking: Booking) -> BookingRow:
    visit = booking.visit
    return BookingRow(
        id=booking.id,
        practice_id=practice,
        patient_id=file.case.patient,
        case_id=file.case.id,
        office=visit.office,
        clinician=visit.clinician,
        visit_type=visit.visit_type,
        starts_at=visit.starts_at,
        wall_start=visit.wall_start.isoformat(timespec="minutes"),
        zone=visit.zone,
        minutes=visit.minutes,
        status=booking.status.value,
        version=booking.version,
    )


def _ticks(practice: PracticeId, one: Filled) -> Iterable[TickRow]:
    (booking,) = one.file.bookings
    keys = [(claim.resource, tick) for claim in one.claims for tick in range(claim.first, claim.end)]
    for place, (resource, tick) in enumerate(keys, 1):
        yield TickRow(
            id=_derived(booking.id, place),
            practice_id=practice,
            resource=resource,
            tick=tick,
            booking_id=booking.id,
        )


def _entry(practice: PracticeId, file: CaseFile, entry: Entry[object]) -> EntryRow:
    return EntryRow(
        id=entry.id,
        practice_id=practice,
        patient_id=file.case.patient,
        case_id=file.case.id,
        number=entry.number,
        kind=name_of(type(entry.value)),
        body=encode(entry.value),
        at=entry.at,
        by=entry.by,
        by_name=entry.by_name,
        corrects_id=entry.corrects,
        signature=encode(entry.signature) if entry.signature else "",
    )


def _event(practice: PracticeId, file: CaseFile) -> TherapyEventRow:
    """The one occasion of an invented hip, opened when its first product was collected."""
    first = min((p.collected for p in file.products), key=lambda c: c.at)
    drawn = sha256(b"therapy event" + file.case.id.bytes).digest()[:RANDOM_BYTES]
    return TherapyEventRow(
        id=_derived(file.case.id, 0),
        practice_id=practice,
        patient_id=file.case.patient,
        case_id=file.case.id,
        occasion=occasion_of(file.signed_plan).value,
        code=make_code(CodeKind.EVENT, drawn).text,
        opened_at=first.at,
        opened_by=first.by,
        opened_by_name=first.name,
    )


def _kits(practice: PracticeId, file: CaseFile, product: Product) -> Iterable[ProductKitRow]:
    for number, kit in enumerate(kits_of(practice, file.case.patient, product)):
        kit.id = _derived(product.id, number)
        yield kit


def _used(practice: PracticeId, file: CaseFile) -> Iterable[UsedItemRow]:
    for step in every(file.entries, Step):
        for place, row in enumerate(used_rows(practice, file.case, used_in_step(step.value), entry=step.id)):
            row.id = _derived(step.id, place)
            yield row
    for product in file.products:
        for place, row in enumerate(kit_rows(practice, file.case, product)):
            row.id = _derived(product.id, place)
            yield row


def _product(practice: PracticeId, file: CaseFile, product: Product) -> ProductRow:
    return ProductRow(
        id=product.id,
        practice_id=practice,
        patient_id=file.case.patient,
        case_id=file.case.id,
        event_id=_derived(file.case.id, 0),
        code=product.chain.product.text,
        kind=product.kind,
        state=product.state.value,
        version=product.version,
    )


def _events(practice: PracticeId, file: CaseFile, product: Product) -> Iterable[ProductEventRow]:
    for number, event in enumerate(product.events, 1):
        yield ProductEventRow(
            id=_derived(product.id, number),
            practice_id=practice,
            patient_id=file.case.patient,
            product_id=product.id,
            number=number,
            act=event.act.value,
            body=encode(event),
            at=event.at,
            by=event.by,
            by_name=event.name,
        )


def _follow_ups(practice: PracticeId, file: CaseFile) -> Iterable[FollowUpRow]:
    case = file.case
    if case.operated_on is None:
        return
    counted = [(case.operated_on, "", one) for one in file.follow_ups]
    for later in timelines(case.operated_on, endpoints_in(file.entries))[1:]:
        counted += [(later.surgery_on, later.origin or "", one) for one in later.windows]
    for place, (surgery_on, origin, follow_up) in enumerate(counted, 1):
        yield FollowUpRow(
            id=_derived(case.id, place),
            practice_id=practice,
            patient_id=case.patient,
            case_id=case.id,
            milestone=follow_up.milestone,
            surgery_on=surgery_on,
            opens_on=follow_up.opens_on,
            due_on=follow_up.due_on,
            closes_on=follow_up.closes_on,
            origin=origin,
        )


def _response(practice: PracticeId, file: CaseFile, response: Response, opened_at: datetime) -> ResponseRow:
    return ResponseRow(
        id=response.id,
        practice_id=practice,
        patient_id=file.case.patient,
        case_id=file.case.id,
        milestone=response.milestone,
        instrument=response.instrument,
        instrument_version=response.instrument_version,
        wording=response.wording.value,
        mode=response.mode.value,
        status=response.status.value,
        version=response.version,
        answers=encode(response.answers),
        scores=encode(response.scores),
        opened_at=opened_at,
        submitted_at=response.submitted_at,
    )


def _derived(owner: UUID, place: int) -> UUID:
    """The identity of a row that has none of its own: it follows from its owner's."""
    return UUID(int=owner.int ^ place)
