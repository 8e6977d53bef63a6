from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from enthesis.domain.people.likeness import Alike, Known
from enthesis.domain.people.patient import Contact
from enthesis.domain.terms import PatientId
from enthesis.web.shell.present import day

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class PairRow:
    one: str
    other: str
    signs: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicatesPage:
    rows: tuple[PairRow, ...]
    total: int


def present(contacts: Mapping[PatientId, Contact]) -> DuplicatesPage:
    found = Known(contacts).pairs()
    return DuplicatesPage(rows=tuple(_row(one, contacts) for one in found[:MOST_SHOWN]), total=len(found))


def _row(alike: Alike[PatientId], contacts: Mapping[PatientId, Contact]) -> PairRow:
    return PairRow(
        one=_who(contacts[alike.one]),
        other=_who(contacts[alike.other]),
        signs=alike.words,
        href=reverse("practice:merge", kwargs={"patient_id": alike.one, "other_id": alike.other}),
    )


def _who(contact: Contact) -> str:
    return f"{contact.name}, {day(contact.birth_date)}"
