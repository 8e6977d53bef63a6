"""The accounts of a demonstration: one a role, and a second nurse, since two people check a product."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from enthesis.actions.people import add_person, set_pin
from enthesis.domain.people.staff import NewPerson
from enthesis.domain.terms import Actor, PersonId, PracticeId, Role
from enthesis.store.scope import Scope

PASSWORD = "tendon-meets-bone"  # noqa: S105, printed for everybody: a demonstration holds nothing to protect


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """`pin` is for the bench; those who never work there have none."""

    key: str
    name: str
    role: Role
    pin: str = ""

    @property
    def email(self) -> str:
        return f"{self.key}@demo.example"


ACCOUNTS = (
    Account(key="desk", name="Della Demo", role=Role.DESK),
    Account(key="nurse", name="Nora Demo", role=Role.NURSE, pin="3141"),
    Account(key="nurse2", name="Noel Demo", role=Role.NURSE, pin="2718"),
    Account(key="assistant", name="Alex Demo", role=Role.ASSISTANT, pin="1618"),
    Account(key="surgeon", name="Sam Demo", role=Role.SURGEON, pin="1414"),
    Account(key="policy", name="Petra Demo", role=Role.POLICY_SURGEON, pin="1732"),
    Account(key="researcher", name="Reza Demo", role=Role.RESEARCHER),
    Account(key="administrator", name="Ada Demo", role=Role.ADMINISTRATOR),
    Account(key="auditor", name="Otto Demo", role=Role.AUDITOR),
)


def make_accounts(practice: PracticeId, *, at: datetime) -> Mapping[str, Scope]:
    """Every account exists, with its PIN; how each acts, by its key."""
    operator = Scope(practice=practice, actor=Actor(role=Role.SYSTEM, name="Operator"))
    scopes = {}
    for account in ACCOUNTS:
        person = NewPerson(name=account.name, email=account.email, role=account.role)
        made = add_person(operator, person, password=PASSWORD, at=at).subject
        if account.pin:
            set_pin(operator, made, pin=account.pin, at=at)
        actor = Actor(role=account.role, name=account.name, person=PersonId(made))
        scopes[account.key] = Scope(practice=practice, actor=actor)
    return scopes


def pin_of(key: str) -> str:
    return next(a.pin for a in ACCOUNTS if a.key == key)


def as_told() -> list[dict[str, str]]:
    """The accounts as the mark of the folder keeps them."""
    return [
        {"email": a.email, "role": a.role.value, "name": a.name, "password": PASSWORD, "pin": a.pin}
        for a in ACCOUNTS
    ]
