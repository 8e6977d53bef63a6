"""Members of staff: what an account must hold before it may be made."""

from dataclasses import dataclass

from enthesis.domain.errors import Invalid
from enthesis.domain.terms import STAFF, Role

PIN_LENGTH = range(4, 13)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """Name, mail address and role of somebody who joins the practice."""

    name: str
    email: str
    role: Role

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise Invalid("name", "The account has no name.", "Enter the person's name.")
        before, at, after = self.email.strip().partition("@")
        if not (before and at and "." in after):
            raise Invalid(
                "email", f"{self.email!r} is not a mail address.", "Enter one such as name@example.org."
            )
        if self.role not in STAFF:
            roles = ", ".join(sorted(role.value for role in STAFF))
            raise Invalid("role", f"{self.role.label} is not a role of staff.", f"Choose one of {roles}.")


def check_pin(pin: str) -> None:
    """A PIN is four to twelve digits, not all the same."""
    if not (pin.isascii() and pin.isdecimal()) or len(pin) not in PIN_LENGTH or len(set(pin)) == 1:
        raise Invalid(
            "pin", "That cannot be a PIN.", "Choose four to twelve digits that are not all the same."
        )
