"""Which column of a hospital's list holds what: declared once for each hospital, and remembered."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from enthesis.domain.errors import Invalid
from enthesis.domain.pathway.operations_list.dates import Order

LONGEST_HEADING = 100


class Column(StrEnum):
    """What a column of the list may hold."""

    ON = "on"
    HOSPITAL = "hospital"
    NUMBER = "number"
    SURGEON = "surgeon"
    NAME = "name"
    GIVEN = "given"
    FAMILY = "family"
    BIRTH_DATE = "birth_date"
    RECORD_NUMBER = "record_number"
    SIDE = "side"
    PROCEDURE = "procedure"
    CODES = "codes"
    DIAGNOSES = "diagnoses"

    @property
    def label(self) -> str:
        return _DECLARED[self][0]

    @property
    def usual(self) -> tuple[str, ...]:
        """Headings that hospitals' programs give it, in small letters."""
        return _DECLARED[self][1]


_DECLARED: Mapping[Column, tuple[str, tuple[str, ...]]] = {
    Column.ON: (
        "Day of the operation",
        ("date", "surgery date", "date of surgery", "operation date", "procedure date", "case date", "dos"),
    ),
    Column.HOSPITAL: ("Hospital", ("hospital", "facility", "location", "site")),
    Column.NUMBER: (
        "The hospital's number of the operation",
        ("case number", "case no", "case id", "case", "log id", "surgery number", "encounter", "csn"),
    ),
    Column.SURGEON: ("Surgeon", ("surgeon", "primary surgeon", "provider", "physician")),
    Column.NAME: ("Patient's name in one column", ("patient", "patient name", "name")),
    Column.GIVEN: ("Given name", ("given name", "first name", "patient first name", "first")),
    Column.FAMILY: ("Family name", ("family name", "last name", "patient last name", "surname", "last")),
    Column.BIRTH_DATE: ("Date of birth", ("birth date", "date of birth", "dob", "birthdate", "born")),
    Column.RECORD_NUMBER: (
        "The hospital's record number",
        ("record number", "medical record number", "mrn", "patient id", "patient number"),
    ),
    Column.SIDE: ("Side", ("side", "laterality")),
    Column.PROCEDURE: (
        "What was done, in words",
        ("procedure", "procedures", "procedure description", "operation", "description"),
    ),
    Column.CODES: (
        "Codes of the procedure",
        ("procedure code", "procedure codes", "cpt", "cpt code", "cpt codes", "codes"),
    ),
    Column.DIAGNOSES: (
        "Codes of the diagnosis",
        ("diagnosis", "diagnosis code", "diagnosis codes", "icd", "icd 10", "icd10", "icd codes", "dx"),
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The headings of one hospital's list, as they stand there, and how it writes days.

    `order` is None where nobody has said it: a day that can be read two ways is then refused.
    """

    hospital: str
    headings: Mapping[Column, str] = field(default_factory=dict)
    order: Order | None = None

    def __post_init__(self) -> None:
        if not self.hospital.strip():
            raise Invalid("hospital", "The list names no hospital.", "Say whose list it is.")

    def places(self, headings: Sequence[str]) -> dict[Column, int]:
        """Where each column stands: as declared, and else by its usual name.

        Raises Invalid for a declared heading that is not there, one that is there twice, and for a list that
        does not tell day, patient and procedure.
        """
        found = [plain_heading(one) for one in headings]
        places = {
            column: _place(found, plain_heading(heading), heading)
            for column, heading in self.headings.items()
            if heading.strip()
        }
        for column in Column:
            if column not in places:
                at = [n for n, one in enumerate(found) if one in column.usual and n not in places.values()]
                if at:
                    places[column] = at[0]
        _check_tells(places, headings)
        return places


def plain_heading(text: str) -> str:
    """A heading in small letters, with single spaces for everything else."""
    return re.sub(r"[\W_]+", " ", text).strip().casefold()


def _place(found: Sequence[str], wanted: str, heading: str) -> int:
    if wanted not in found:
        raise Invalid(
            "file",
            f"There is no column {heading[:40]!r}, which was said to be in this hospital's list.",
            "Choose the headings of this list.",
        )
    if found.count(wanted) > 1:
        raise Invalid("file", f"The column {heading[:40]!r} is there twice.", "Take one out.")
    return found.index(wanted)


def _check_tells(places: Iterable[Column], headings: Sequence[str]) -> None:
    told = set(places)
    wanted = (
        ("the day of the operation", {Column.ON}),
        ("whom it was done to", {Column.NAME, Column.FAMILY, Column.RECORD_NUMBER}),
        ("what was done", {Column.PROCEDURE, Column.CODES}),
    )
    for what, any_of in wanted:
        if told.isdisjoint(any_of):
            there = ", ".join(repr(one[:30]) for one in headings[:30])
            raise Invalid(
                "file",
                f"No column of the list is known to say {what}. Its headings are {there}.",
                "Choose the headings of this list.",
            )
