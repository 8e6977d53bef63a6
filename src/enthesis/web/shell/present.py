"""Small page values that many pages share. Words are said here, not in templates."""

from dataclasses import dataclass
from datetime import date, datetime

from enthesis.domain.pathway.case import Case
from enthesis.domain.people.patient import Contact
from enthesis.domain.practice.clock import utc_to_wall


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A link that leads on. When it is disabled it says why."""

    label: str
    href: str = ""
    show: bool = True
    disabled: bool = False
    why: str = ""
    primary: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackStep:
    label: str
    state: str  # done, now or next
    when: str = ""


def day(on: date) -> str:
    """12 March 2027."""
    return f"{on.day} {on:%B %Y}"


def moment(at: datetime, zone: str) -> str:
    """12 March 2027, 09:30 on the clock of that zone."""
    wall = utc_to_wall(at, zone)
    return f"{day(wall.date())}, {wall:%H:%M}"


def words(code: str) -> str:
    """An identifier as words: end_of_procedure becomes End of procedure."""
    return code.replace("_", " ").capitalize()


def name_of(case: Case, contact: Contact | None) -> str:
    """The patient's name, or for those who may not see it, what tells this hip from others."""
    return contact.name if contact else f"Hip {str(case.hip)[:8]}"
