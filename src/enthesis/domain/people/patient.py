"""A person under care, and how the person is called and reached, kept apart from each other."""

import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from enthesis.domain.errors import Invalid
from enthesis.domain.terms import PatientId


class Reach(StrEnum):
    """A way somebody agreed to be reached by."""

    EMAIL = "email"
    TEXT = "text"  # SMS
    CALL = "call"

    @property
    def label(self) -> str:
        return {Reach.EMAIL: "Mail", Reach.TEXT: "Text message", Reach.CALL: "Telephone call"}[self]


FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would read as the beginning of a formula."""
INVISIBLE = ("C", "Zl", "Zp")
"""Of characters that are not seen, turn the text around them, or break the line: how their kind begins."""
LONGEST = {"given": 100, "family": 100, "email": 254, "phone": 20, "language": 5}
_WORDS = {
    "given": "given name",
    "family": "family name",
    "email": "mail address",
    "phone": "telephone number",
}


class Sex(StrEnum):
    FEMALE = "female"
    MALE = "male"
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Patient:
    """The clinical identity: nothing here tells who it is."""

    id: PatientId
    sex: Sex = Sex.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Names, birth date and addresses: for people who care or call, never for research.

    At least one of mail address and telephone (in E.164 form) is known; otherwise nobody can be reached.
    `agreed` are the ways the person said yes to: without one of them nobody is reminded of anything. What
    somebody just did themselves is confirmed all the same.
    """

    given: str
    family: str
    birth_date: date
    email: str = ""
    phone: str = ""
    language: str = "en"
    agreed: tuple[Reach, ...] = ()

    def __post_init__(self) -> None:
        if not self.given.strip() or not self.family.strip():
            raise Invalid("name", "Enter the given name and the family name.")
        for field, longest in LONGEST.items():
            if len(getattr(self, field)) > longest:
                word = _WORDS.get(field, field)
                raise Invalid(field, f"The {word} is longer than {longest} characters.", "Shorten it.")
        if not self.email and not self.phone:
            raise Invalid(
                "contact", "Enter a mail address or a telephone number.", "One of the two is enough."
            )

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}"

    def age_on(self, on: date) -> int:
        """Completed years of life on a day."""
        return age_on(self.birth_date, on)


def age_on(born: date, on: date) -> int:
    """Completed years of life on a day; a birthday of 29 February is had on 1 March of other years."""
    had_birthday = (on.month, on.day) >= (born.month, born.day)
    return on.year - born.year - (not had_birthday)


def check_names(contact: Contact) -> None:
    """Refuses names that would not read as they were typed, on a screen or in a table."""
    check_name("given", contact.given)
    check_name("family", contact.family)


def check_name(field: str, name: str) -> None:
    """Refuses a name without a letter, with an invisible sign in it, or that begins like a formula.

    `field` is the code of the problem: `given`, `family`, or another.
    """
    if any(unicodedata.category(one).startswith(INVISIBLE) for one in name):
        raise Invalid(
            field, "There is an invisible character in the name.", "Type it again instead of pasting it."
        )
    if name.strip().startswith(FORMULA) or not any(one.isalnum() for one in name):
        raise Invalid(
            field, "This does not look like a name.", "Enter it in letters, without a sign before it."
        )


def check_birth_date(birth_date: date, *, on: date) -> None:
    """Refuses a birth date in the future or more than 120 years ago."""
    if birth_date > on or on.year - birth_date.year > 120:
        raise Invalid(
            "birth_date", f"{birth_date.isoformat()} cannot be a date of birth.", "Enter day, month and year."
        )
