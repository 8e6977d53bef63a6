"""Staff accounts: made by the practice, never by strangers."""

from datetime import datetime
from uuid import UUID

from enthesis.actions.act import Done, act
from enthesis.actions.confirmation import Confirmed, Method
from enthesis.domain.errors import NotAllowed
from enthesis.domain.people.staff import NewPerson, check_pin
from enthesis.domain.terms import CLINICIANS, Role
from enthesis.store import people
from enthesis.store.scope import Scope


@act(Role.ADMINISTRATOR, Role.SYSTEM, once=False)
def add_person(scope: Scope, person: NewPerson, *, password: str, at: datetime) -> Done:
    """The account exists and can sign in; it has no PIN yet."""
    people.check_password_strength(password)
    people.check_is_free(person.email)
    made = people.save_person(
        scope.practice, email=person.email, name=person.name, role=person.role, password=password
    )
    return Done(kind="person", subject=made, detail={"role": person.role.value})


@act(Role.ADMINISTRATOR, Role.SYSTEM, once=False)
def set_pin(scope: Scope, person_id: UUID, *, pin: str, at: datetime) -> Done:
    """The person has this PIN, and all tries."""
    check_pin(pin)
    people.save_pin(scope, person_id, pin)
    return Done(kind="person", subject=person_id)


@act(*CLINICIANS, once=False)
def change_own_pin(scope: Scope, *, pin: str, confirmed: Confirmed, at: datetime) -> Done:
    """Whoever has just entered the password has this PIN, and all tries."""
    confirmed.check_is(scope, at=at)
    if confirmed.method is not Method.PASSWORD:
        raise NotAllowed("password-first", "A PIN is changed with the password.", "Enter your password.")
    check_pin(pin)
    people.save_pin(scope, confirmed.by, pin)
    return Done(kind="person", subject=confirmed.by)
