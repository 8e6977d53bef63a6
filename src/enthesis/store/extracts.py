"""Operated hips as a snapshot takes them: in the order of their random identities, chunk by chunk.

Nothing here tells who somebody is: an age leaves this room, a date of birth does not.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS
from django.db.models import QuerySet

from enthesis.domain.biologics.product import Product
from enthesis.domain.candidacy.facts import Facts
from enthesis.domain.examination.classification import Classified
from enthesis.domain.examination.history import History
from enthesis.domain.examination.imaging import MriFindings
from enthesis.domain.examination.tests import Examination
from enthesis.domain.outcomes.adverse_event import AdverseEvent
from enthesis.domain.outcomes.instrument import Wording
from enthesis.domain.outcomes.item import Answer
from enthesis.domain.outcomes.scoring import Score
from enthesis.domain.pathway.case import Entry, standing
from enthesis.domain.pathway.corrections import EnteredInError
from enthesis.domain.pathway.plan import SignedPlan
from enthesis.domain.pathway.surgery import Finish, Start, Step
from enthesis.domain.pathway.tear_seen import TearSeen
from enthesis.domain.people.consent import Consent, Purpose, in_force
from enthesis.domain.people.patient import Sex, age_on
from enthesis.domain.terms import CaseId, EntryId, PatientId, Side
from enthesis.store.codec import decode
from enthesis.store.ended import last_withdrawn
from enthesis.store.follow_ups import Mode, ResponseStatus, counting, given_at
from enthesis.store.kinds import kind_of, name_of
from enthesis.store.models import (
    BookingRow,
    CaseRow,
    ContactRow,
    EntryRow,
    MergeRow,
    PatientRow,
    ProductEventRow,
    ProductRow,
    ResponseRow,
)
from enthesis.store.products import product_of
from enthesis.store.scope import Row, Scope, rows

CHUNK = 500
ASKED = (
    History,
    Examination,
    MriFindings,
    Classified,
    Facts,
    SignedPlan,
    Start,
    TearSeen,
    Step,
    Finish,
    AdverseEvent,
    EnteredInError,
)
NO_CHOICE = "nobody recorded whether the patient agrees to be counted"
REFUSED = "the patient does not agree, or no longer, to be counted"
NO_ZONE = "no visit tells on which clock its days are counted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A submitted form: what was answered, in which words, and the scores that were kept.

    `submitted_at` is when the answers were given, as `given_at` of the follow-ups tells.
    """

    milestone: str
    instrument: str
    instrument_version: str
    wording: Wording
    mode: Mode
    answers: Mapping[str, Answer]
    scores: tuple[Score, ...]
    submitted_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Operated:
    """One operated pathway of one hip, as much of it as a snapshot needs.

    `age` is in completed years on the day of surgery. `values` are the standing entries in their order, each
    in the place of the one it corrects; `forms` in the order in which they were given. `zone` is that of the
    office that sees the hip. `number` counts the operated pathways of this hip; `reoperated_on` is the day of
    the next one.
    """

    case: CaseId
    patient: PatientId
    side: Side
    number: int
    sex: Sex
    age: int | None
    operated_on: date
    reoperated_on: date | None
    zone: str
    values: tuple[object, ...]
    products: tuple[Product, ...]
    forms: tuple[Form, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """Some operated hips, and how many of this chunk are left out, by the reason."""

    operated: tuple[Operated, ...]
    left_out: Mapping[str, int]

    def __len__(self) -> int:
        return len(self.operated) + sum(self.left_out.values())


def count_operated(scope: Scope, *, using: str = "default") -> int:
    """How many operated pathways the practice has, those that will be left out among them."""
    return _operated(scope, using).count()


def list_operated(scope: Scope, *, using: str = "default", chunk: int = CHUNK) -> Iterator[Chunk]:
    """Every operated pathway of the practice in the database `using`, with a fixed number of queries a chunk.

    Left out are those whose patient's newest decision on the registry, on whichever case, is no agreement,
    and those without a visit: a day is not told on a clock nobody knows.
    """
    found = _operated(scope, using).select_related("hip", "patient").order_by("id")
    heads = list(found[:chunk])
    while heads:
        yield _chunk(_Reader(scope, using), heads)
        heads = list(found.filter(id__gt=heads[-1].id)[:chunk])


def _operated(scope: Scope, using: str) -> QuerySet[CaseRow]:
    return rows(scope, CaseRow).using(using).filter(operated_on__isnull=False)


def list_countable(scope: Scope, patients: Collection[UUID]) -> frozenset[UUID]:
    """Those of these patients whose hips may come to be counted: nobody who refused, or withdrew since.

    Whoever was not asked yet is among them: what is not answered before surgery cannot be made up for.
    """
    reader = _Reader(scope, DEFAULT_DB_ALIAS)
    known = set(reader.rows(PatientRow).filter(id__in=patients).values_list("id", flat=True))
    whys = _why_not(reader, _persons(reader, known))
    return frozenset(patient for patient in known if whys.get(patient) != REFUSED)


@dataclass(frozen=True, slots=True)
class _Reader:
    """The rows of one practice in one database."""

    scope: Scope
    using: str

    def rows(self, model: type[Row]) -> QuerySet[Row]:
        return rows(self.scope, model).using(self.using)


def _chunk(reader: _Reader, heads: list[CaseRow]) -> Chunk:
    persons = _persons(reader, {head.patient_id for head in heads})
    zones = _zones(reader, heads)
    whys = _why_not(reader, persons)
    left_out = Counter(why for head in heads if (why := _reason(head, whys, zones)))
    taken = [head for head in heads if not _reason(head, whys, zones)]
    cases = [head.id for head in taken]
    values, products, forms = _values(reader, cases), _products(reader, cases), _forms(reader, cases)
    births = _births(reader, {persons[head.patient_id] for head in taken})
    order = _operations(reader, taken, persons)
    return Chunk(
        operated=tuple(
            Operated(
                case=CaseId(head.id),
                patient=PatientId(persons[head.patient_id]),
                side=Side(head.hip.side),
                number=order[head.id][0],
                sex=Sex(head.patient.sex or Sex.UNKNOWN),
                age=_age(births.get(persons[head.patient_id]), head.operated_on),
                operated_on=_day(head),
                reoperated_on=order[head.id][1],
                zone=zones[head.id],
                values=values.get(head.id, ()),
                products=products.get(head.id, ()),
                forms=forms.get(head.id, ()),
            )
            for head in taken
        ),
        left_out=dict(left_out),
    )


def _reason(head: CaseRow, whys: Mapping[UUID, str], zones: Mapping[UUID, str]) -> str:
    """Why a pathway is left out; empty when it is not."""
    return whys.get(head.patient_id, "" if head.id in zones else NO_ZONE)


def _persons(reader: _Reader, patients: Collection[UUID]) -> Mapping[UUID, UUID]:
    """The identity that is kept of each patient, and of everybody who is one of them."""
    merged = reader.rows(MergeRow).filter(parted_at=None)
    into = dict(merged.filter(patient_id__in=patients).values_list("patient_id", "into_id"))
    kept = {patient: into.get(patient, patient) for patient in patients}
    others = merged.filter(into_id__in=set(kept.values())).values_list("patient_id", "into_id")
    return {**{main: main for main in kept.values()}, **dict(others), **kept}


def _why_not(reader: _Reader, persons: Mapping[UUID, UUID]) -> Mapping[UUID, str]:
    """Why a patient's hips are not counted; those who agreed are not in it.

    A person decides once, under whichever identity. Who withdrew is not counted, whatever was agreed to
    before, even once the withdrawal was taken back: that needs a consent anew.
    """
    told: dict[UUID, list[tuple[datetime, Consent]]] = {}
    withdrawn = last_withdrawn(reader.scope, persons, using=reader.using)
    found = reader.rows(EntryRow).filter(patient_id__in=persons, kind=name_of(Consent))
    for patient, at, body in found.values_list("patient_id", "at", "body").iterator():
        since = withdrawn.get(PatientId(patient))
        if since is None or at > since[0]:
            told.setdefault(persons[patient], []).append((at, decode(body, Consent)))
    choices = {p: in_force(told.get(main, ()), Purpose.REGISTRY) for p, main in persons.items()}
    withdrew = {patient for patient, (_at, holds) in withdrawn.items() if holds}
    return {
        patient: NO_CHOICE if choice is None and patient not in withdrawn else REFUSED
        for patient, choice in choices.items()
        if choice is None or not choice.given or patient in withdrew
    }


def _values(reader: _Reader, cases: list[UUID]) -> Mapping[UUID, tuple[object, ...]]:
    kinds = [name_of(kind) for kind in ASKED]
    found = reader.rows(EntryRow).filter(case_id__in=cases, kind__in=kinds).order_by("case_id", "number")
    by_case = _grouped(found, "case_id", "id", "number", "kind", "body", "at", "corrects_id")
    return {
        case: tuple(entry.value for entry in standing(_entry(*told) for told in rows))
        for case, rows in by_case.items()
    }


def _entry(
    own: UUID, number: int, kind: str, body: str, at: datetime, corrects: UUID | None
) -> Entry[object]:
    """An entry without whoever recorded it."""
    return Entry(
        id=EntryId(own),
        number=number,
        value=decode(body, kind_of(kind)),
        at=at,
        by=None,
        by_name="",
        corrects=EntryId(corrects) if corrects else None,
    )


def _products(reader: _Reader, cases: list[UUID]) -> Mapping[UUID, tuple[Product, ...]]:
    heads = list(reader.rows(ProductRow).filter(case_id__in=cases))
    found = reader.rows(ProductEventRow).filter(product_id__in=[head.id for head in heads])
    events = _grouped(found.order_by("product_id", "number"), "product_id", "act", "body")
    made: dict[UUID, list[Product]] = {}
    for head in heads:
        made.setdefault(head.case_id, []).append(product_of(head, events[head.id]))
    return {case: tuple(sorted(told, key=_when_taken)) for case, told in made.items()}


def _when_taken(product: Product) -> tuple[datetime, UUID]:
    return product.collected.harvest.collected_at, product.id


def _forms(reader: _Reader, cases: list[UUID]) -> Mapping[UUID, tuple[Form, ...]]:
    """The submitted ones, in the order in which they were given."""
    found = reader.rows(ResponseRow).filter(case_id__in=cases, status=ResponseStatus.SUBMITTED.value)
    by_case = _grouped(
        found.exclude(submitted_at=None).order_by("case_id", "submitted_at", "id"),
        "case_id",
        "milestone",
        "instrument",
        "instrument_version",
        "wording",
        "mode",
        "answers",
        "scores",
        "submitted_at",
        "answered_on",
        "answered_by",
    )
    counts = counting(reader.scope)
    return {
        case: tuple(sorted((_form(*told) for *told, by in rows if counts(by)), key=lambda f: f.submitted_at))
        for case, rows in by_case.items()
    }


def _form(
    milestone: str,
    instrument: str,
    version: str,
    wording: str,
    mode: str,
    answers: str,
    scores: str,
    submitted_at: datetime,
    answered_on: date | None,
) -> Form:
    return Form(
        milestone=milestone,
        instrument=instrument,
        instrument_version=version,
        wording=Wording(wording),
        mode=Mode(mode),
        answers=decode(answers, dict[str, Answer]),
        scores=decode(scores, tuple[Score, ...]),
        submitted_at=given_at(answered_on, submitted_at),
    )


def _zones(reader: _Reader, heads: list[CaseRow]) -> Mapping[UUID, str]:
    """The zone of each case's newest visit."""
    found = reader.rows(BookingRow).filter(case_id__in=[h.id for h in heads]).order_by("starts_at", "id")
    return dict(found.values_list("case_id", "zone"))


def _births(reader: _Reader, patients: set[UUID]) -> Mapping[UUID, date]:
    found = reader.rows(ContactRow).filter(patient_id__in=patients).order_by("version")
    return dict(found.values_list("patient_id", "birth_date"))


def _operations(
    reader: _Reader, heads: list[CaseRow], persons: Mapping[UUID, UUID]
) -> Mapping[UUID, tuple[int, date | None]]:
    """By case, which operated pathway of its hip it is, from 1, and the day of the next one.

    A pathway that ended without an operation counts for nothing. A side of a person is one hip, under
    whichever identities it was registered; its pathways follow each other by the day of surgery.
    """
    owners = {patient for patient, main in persons.items() if main in {persons[h.patient_id] for h in heads}}
    found = reader.rows(CaseRow).filter(patient_id__in=owners, operated_on__isnull=False)
    told: dict[tuple[UUID, str], list[tuple[date, int, UUID]]] = {}
    columns = ("patient_id", "hip__side", "operated_on", "number", "id")
    for patient, side, on, number, case in found.values_list(*columns).iterator():
        told.setdefault((persons[patient], side), []).append((on, number, case))
    places: dict[UUID, tuple[int, date | None]] = {}
    for operations in told.values():
        ordered = sorted(operations)
        following = [on for on, _, _ in ordered[1:]]
        places |= {
            case: (n, following[n - 1] if n <= len(following) else None)
            for n, (_, _, case) in enumerate(ordered, 1)
        }
    return places


def _grouped(found: "QuerySet[Row]", key: str, *columns: str) -> dict[UUID, list[tuple[Any, ...]]]:
    """These columns of the rows by a key. Plain tuples: there are millions of them."""
    by_key: dict[UUID, list[tuple[Any, ...]]] = {}
    for of, *told in found.values_list(key, *columns).iterator():
        by_key.setdefault(of, []).append(tuple(told))
    return by_key


def _day(head: CaseRow) -> date:
    if head.operated_on is None:
        raise LookupError(f"Case {head.id} has no day of surgery.")
    return head.operated_on


def _age(born: date | None, on: date | None) -> int | None:
    return None if born is None or on is None else age_on(born, on)
