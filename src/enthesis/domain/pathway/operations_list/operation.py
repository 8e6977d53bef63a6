"""One operation as a hospital's list tells it, and what makes it the same one in the next list."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from enthesis.domain.people.likeness import plain
from enthesis.domain.terms import Side


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedOperation:
    """What the hospital wrote. Nothing in it was checked by anybody here; empty is not told.

    `number` is the hospital's own of this operation. `part` is the side of one half of an operation that the
    list tells of both sides.
    """

    on: date
    hospital: str
    number: str = ""
    surgeon: str = ""
    given: str = ""
    family: str = ""
    birth_date: date | None = None
    record_number: str = ""
    side: Side | None = None
    part: str = ""
    procedure: str = ""
    codes: tuple[str, ...] = ()
    diagnoses: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The same in every list that holds this operation, in hex.

        By the hospital's number where it has one; else by day, person and side, so that other words for what
        was done are told of the same operation. The person is the hospital's record number, else the names
        and the date of birth.
        """
        if self.number:
            return _hash("number", plain(self.hospital), self.number.casefold(), self.part)
        side = self.side.value if self.side else ""
        return _hash("person", plain(self.hospital), self.on.isoformat(), *self._person(), side, self.part)

    @property
    def content(self) -> str:
        """The same as long as the hospital tells the same of it, in hex."""
        return _hash(*self._who_and_what(), self.number.casefold(), plain(self.surgeon))

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}".strip()

    def _person(self) -> tuple[str, ...]:
        if self.record_number:
            return ("record", self.record_number.casefold())
        born = self.birth_date.isoformat() if self.birth_date else ""
        return ("names", plain(self.given), plain(self.family), born)

    def _who_and_what(self) -> tuple[str, ...]:
        return (
            plain(self.hospital),
            self.on.isoformat(),
            self.record_number.casefold(),
            plain(self.given),
            plain(self.family),
            self.birth_date.isoformat() if self.birth_date else "",
            self.side.value if self.side else "",
            self.part,
            *sorted(plain(one) for one in self.procedure.split("; ")),
            "codes",
            *sorted(self.codes),
            *sorted(self.diagnoses),
        )


def changes(before: ListedOperation, now: ListedOperation) -> tuple[tuple[str, str, str], ...]:
    """What is told otherwise: what it is, as it was told, and as it is now; empty where it is not told."""
    return tuple(
        (words, _words(getattr(before, name)), _words(getattr(now, name)))
        for name, words in _TOLD.items()
        if getattr(before, name) != getattr(now, name)
    )


_TOLD = {
    "on": "Day",
    "hospital": "Hospital",
    "number": "The hospital's number of it",
    "surgeon": "Surgeon",
    "given": "Given name",
    "family": "Family name",
    "birth_date": "Born",
    "record_number": "Record number",
    "side": "Side",
    "procedure": "What was done",
    "codes": "Codes",
    "diagnoses": "Diagnoses",
}


def _words(told: object) -> str:
    match told:
        case date():
            return f"{told:%-d %B %Y}"
        case tuple():
            return ", ".join(told)
        case _:
            return str(told or "")


def _hash(*parts: str) -> str:
    return sha256("\x1f".join(parts).encode()).hexdigest()
