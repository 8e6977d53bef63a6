"""Staff accounts, and the tries they have left at the bench."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from enthesis.domain.errors import Invalid, NotAllowed, NotFound
from enthesis.domain.terms import CLINICIANS, Actor, PersonId, PracticeId, Role
from enthesis.store.models import PersonRow
from enthesis.store.scope import Scope, rows

PIN_TRIES = 5
PASSWORD_TRIES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    id: PersonId
    email: str
    name: str
    role: Role
    active: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PinHolder:
    """Somebody who confirms at the bench. `is_locked`: no try is left."""

    id: PersonId
    name: str
    role: Role
    has_pin: bool
    is_locked: bool


def save_person(
    practice: PracticeId, *, email: str, name: str, role: Role, password: str, pin: str = ""
) -> PersonId:
    """A new account. Password and PIN are kept as hashes only."""
    row = PersonRow(
        practice_id=practice,
        email=email,
        name=name,
        role=role.value,
        pin_hash=make_password(pin) if pin else "",
    )
    row.set_password(password)
    row.save(force_insert=True)
    return PersonId(row.id)


def save_pin(scope: Scope, person: UUID, pin: str) -> None:
    """The PIN is kept as a hash, and no try is used up."""
    changes = {"pin_hash": make_password(pin), "pin_failures": 0}
    if not rows(scope, PersonRow).filter(id=person).update(**changes):
        raise NotFound("person", "There is no such account in this practice.")


def check_password_strength(password: str) -> None:
    """Raises Invalid with everything that makes the password too easy to guess."""
    try:
        validate_password(password)
    except ValidationError as weak:
        raise Invalid("password", " ".join(weak.messages), "Choose a longer one.") from None


def check_is_free(email: str) -> None:
    """Raises NotAllowed when somebody signs in with this mail address already."""
    if PersonRow.objects.filter(email__iexact=email).exists():
        raise NotAllowed("person-exists", f"{email} already has an account.", "Use another mail address.")


def find_person(scope: Scope, email: str) -> PersonId:
    row = rows(scope, PersonRow).filter(email__iexact=email).first()
    if row is None:
        raise NotFound("person", f"{email} has no account in this practice.", "See: enthesis person list")
    return PersonId(row.id)


def list_people(scope: Scope) -> tuple[Person, ...]:
    return tuple(_person(row) for row in rows(scope, PersonRow).order_by("name"))


def list_pin_holders(scope: Scope) -> tuple[PinHolder, ...]:
    """Everybody who works at the bench, by name."""
    found = rows(scope, PersonRow).filter(is_active=True, role__in=[role.value for role in CLINICIANS])
    return tuple(
        PinHolder(
            id=PersonId(row.id),
            name=row.name,
            role=Role(row.role),
            has_pin=bool(row.pin_hash),
            is_locked=bool(row.pin_hash) and row.pin_failures >= PIN_TRIES,
        )
        for row in found.order_by("name")
    )


def actor_of(row: PersonRow) -> Actor:
    """The signed-in account as an actor."""
    return Actor(role=Role(row.role), name=row.name, person=PersonId(row.id))


def password_tries_left(scope: Scope) -> int:
    return max(0, PASSWORD_TRIES - _row(scope).password_failures)


def try_password(scope: Scope, password: str) -> bool:
    """Whether the password is right. A wrong one uses up a try; a right one gives all tries back.

    With no tries left, even the right one is wrong until the person has signed in anew.
    """
    row = PersonRow.objects.select_for_update().get(id=_row(scope).id)
    if row.password_failures >= PASSWORD_TRIES:
        return False
    right = row.check_password(password)
    row.password_failures = 0 if right else row.password_failures + 1
    row.save(update_fields=["password_failures"])
    return right


def save_signed_in(person: UUID) -> None:
    """No try of the password is used up: the person has just signed in."""
    PersonRow.objects.filter(id=person).update(password_failures=0)


def pin_tries_left(scope: Scope) -> int:
    row = _row(scope)
    return max(0, PIN_TRIES - row.pin_failures) if row.pin_hash else 0


def try_pin(scope: Scope, pin: str) -> bool:
    """Whether the PIN is right. A wrong one uses up a try; a right one gives all tries back.

    With no tries left, even the right one is wrong.
    """
    row = PersonRow.objects.select_for_update().get(id=_row(scope).id)
    if not row.pin_hash or row.pin_failures >= PIN_TRIES:
        return False
    right = check_password(pin, row.pin_hash)
    row.pin_failures = 0 if right else row.pin_failures + 1
    row.save(update_fields=["pin_failures"])
    return right


def _row(scope: Scope) -> PersonRow:
    person = scope.actor.person
    row = rows(scope, PersonRow).filter(id=person, is_active=True).first() if person else None
    if row is None:
        raise NotFound("person", "There is no such account in this practice.")
    return row


def _person(row: PersonRow) -> Person:
    return Person(
        id=PersonId(row.id), email=row.email, name=row.name, role=Role(row.role), active=row.is_active
    )
