"""Patients who come without a request, twice perhaps, with prices, tasks and notes to go with them."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from enthesis.actions.merges import merge_patients
from enthesis.actions.payments import issue_quote, record_insurance
from enthesis.actions.registration import register_patient
from enthesis.domain.people.insurance import Insurance, ToldBy
from enthesis.domain.people.merging import WhyMerged
from enthesis.domain.people.patient import Contact
from enthesis.domain.people.registration import Registering
from enthesis.domain.practice.price import Price
from enthesis.domain.terms import PatientId, Side
from enthesis.store import patients
from enthesis.store.practice import load_practice, save_practice
from tests.support.cases import AT, House, a_contact

PLASMA = Price(
    item="prp-lr",
    label="A plasma product",
    amount=Decimal("650.50"),
    currency="USD",
    valid_from=date(2027, 1, 1),
)


def with_prices(house: House, *prices: Price) -> House:
    """The practice has a price list from now on."""
    save_practice(replace(load_practice(house.desk), prices=prices or (PLASMA,)), at=AT)
    return house


def register(
    house: House,
    contact: Contact | None = None,
    *,
    hips: tuple[Side, ...] = (),
    at: datetime = AT,
    **changed: object,
) -> PatientId:
    """A patient by a form, whoever else is alike."""
    told = Registering(contact=replace(contact or a_contact(), **changed), hips=hips)  # type: ignore[arg-type]
    alike = frozenset(patients.list_alike(house.desk, told.contact))
    return PatientId(register_patient(house.desk, told, not_these=alike, at=at).subject)


def merge(house: House, patient: UUID, into: UUID, *, at: datetime = AT) -> UUID:
    why = WhyMerged.REGISTERED_TWICE
    return merge_patients(house.desk, patient, into, why=why, at=at).subject


def insured(house: House, patient: UUID, *, read: int = 0, payer: str = "A payer", at: datetime = AT) -> None:
    told = Insurance(payer=payer, member="M-1", told_by=ToldBy.CARD, told_on=at.date())
    record_insurance(house.desk, patient, told, read=read, at=at)


def quoted(
    house: House, patient: UUID, *, quantity: int = 1, replaces: UUID | None = None, at: datetime = AT
) -> UUID:
    until = at.date() + timedelta(days=30)
    told = {"prp-lr": quantity}
    return issue_quote(house.desk, patient, told, valid_until=until, replaces=replaces, at=at).subject
