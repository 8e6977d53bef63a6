from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.domain.people.likeness import Known, plain
from enthesis.domain.people.patient import Contact
from enthesis.domain.terms import PatientId
from enthesis.web.shell.present import Button, day
from enthesis.web.shell.tags import phone

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientRow:
    """`also` is the other name by which somebody was found."""

    name: str
    also: str
    born: str
    phone: str
    email: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientsPage:
    rows: tuple[PatientRow, ...]
    total: int
    typed: str
    merged: int
    buttons: tuple[Button, ...]


def present(
    called: Iterable[tuple[PatientId, Contact]],
    contacts: Mapping[PatientId, Contact],
    *,
    merged: int,
    typed: str,
    is_open: Callable[[str], bool],
) -> PatientsPage:
    """The patients whom every typed word fits: part of a name, a birth date, digits of the telephone.

    `is_open` tells which addresses whoever looks may open.
    """
    words = plain(typed).split()
    found: dict[PatientId, Contact] = {}
    for patient, contact in called:
        if all(_fits(contact, word) for word in words):
            found.setdefault(patient, contact)
    ordered = sorted(found, key=lambda p: (plain(contacts[p].family), plain(contacts[p].given), str(p)))
    return PatientsPage(
        rows=tuple(_row(p, contacts[p], found[p]) for p in ordered[:MOST_SHOWN]),
        total=len(found),
        typed=typed,
        merged=merged,
        buttons=_buttons(len(Known(contacts).pairs()), is_open),
    )


def _buttons(alike: int, is_open: Callable[[str], bool]) -> tuple[Button, ...]:
    """What may be done with the list by whoever looks."""
    led = (
        (_("Register a patient"), "practice:register"),
        (_("Register many from a file"), "practice:register_many"),
        (_("Possible duplicates (%(count)s)") % {"count": alike}, "practice:duplicates"),
    )
    return tuple(
        Button(
            label=label, href=reverse(name), primary=name == "practice:register", show=is_open(reverse(name))
        )
        for label, name in led
    )


def _fits(contact: Contact, word: str) -> bool:
    told = (plain(contact.name), contact.birth_date.isoformat().replace("-", " "), contact.phone)
    return any(word in one for one in told) or word in contact.email.casefold()


def _row(patient: PatientId, contact: Contact, found: Contact) -> PatientRow:
    return PatientRow(
        name=contact.name,
        also=found.name if found.name != contact.name else "",
        born=day(contact.birth_date),
        phone=phone(contact.phone),
        email=contact.email,
        href=reverse("practice:patient", kwargs={"patient_id": patient}),
    )
