"""Patients a practice already has: one by one, or many as a table that is checked before any is kept."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from enthesis.domain.errors import Invalid, Problem
from enthesis.domain.people.likeness import CERTAIN, Known
from enthesis.domain.people.patient import Contact, Reach, Sex, check_birth_date, check_name
from enthesis.domain.people.sheet import cell, rows_in, text_in
from enthesis.domain.terms import PatientId, Side

MOST_LINES = 2000
MOST_BYTES = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Registering:
    """Somebody who is to be a patient of the practice, and which hips are known to matter, if any."""

    contact: Contact
    sex: Sex = Sex.UNKNOWN
    hips: tuple[Side, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """One column of the table: its name, whether it must be there, what stands in it, and an example."""

    name: str
    is_needed: bool
    says: str
    example: str


HEADINGS = (
    Heading(name="given_name", is_needed=True, says="Given name.", example="Maria"),
    Heading(name="family_name", is_needed=True, says="Family name.", example="Example"),
    Heading(
        name="birth_date", is_needed=True, says="Date of birth as year-month-day only.", example="1961-05-04"
    ),
    Heading(name="telephone", is_needed=False, says="Telephone with its area code.", example="201-555-0123"),
    Heading(
        name="email",
        is_needed=False,
        says="Mail address. Telephone or mail address must be there.",
        example="maria@example.org",
    ),
    Heading(name="language", is_needed=False, says="en or es; empty is en.", example="en"),
    Heading(
        name="sex",
        is_needed=False,
        says="female, male, other; empty where it is not known.",
        example="female",
    ),
    Heading(name="hips", is_needed=False, says="left, right or both; empty for none.", example="left"),
    Heading(
        name="agreed",
        is_needed=False,
        says="What the person said yes to being reminded by: mail, text, call, with a space between; "
        "empty where nobody asked, and nobody is reminded.",
        example="mail text",
    ),
)
HIPS: Mapping[str, tuple[Side, ...]] = {
    "": (),
    "left": (Side.LEFT,),
    "right": (Side.RIGHT,),
    "both": (Side.LEFT, Side.RIGHT),
}
AGREED: Mapping[str, Reach] = {"mail": Reach.EMAIL, "text": Reach.TEXT, "call": Reach.CALL}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the table by its number in the file: somebody, or what is wrong with it."""

    number: int
    told: Registering | None = None
    wrong: tuple[str, ...] = ()


class Standing(StrEnum):
    """What would become of a line."""

    NEW = "new"
    KNOWN = "known"
    ALIKE = "alike"
    REPEATED = "repeated"
    WRONG = "wrong"

    @property
    def label(self) -> str:
        return {
            Standing.NEW: "new",
            Standing.KNOWN: "known already",
            Standing.ALIKE: "may be known",
            Standing.REPEATED: "twice in the file",
            Standing.WRONG: "wrong",
        }[self]

    @property
    def holds_up(self) -> bool:
        """Whether a person has to look before the whole file can be registered."""
        return self in (Standing.ALIKE, Standing.WRONG)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A line and what would become of it, with why in words. `patient` is who it is or may be."""

    line: Line
    standing: Standing
    why: str = ""
    patient: PatientId | None = None


def read_lines(
    content: bytes, *, telephone: Callable[[str], str], languages: Iterable[str], on: date
) -> tuple[Line, ...]:
    """The lines of a table with a heading, comma, semicolon or tab between the columns, in UTF-8.

    `telephone` gives a number its E.164 form or raises Invalid. Raises Invalid for a file that is no such
    table; what is wrong with one line is told at the line.
    """
    if len(content) > MOST_BYTES:
        raise Invalid("file", f"The file is larger than {MOST_BYTES:,} bytes.", "Split it into several.")
    rows = list(rows_in(text_in(content)))
    if not rows:
        raise Invalid("file", "The file is empty.", "Begin with the line of headings.")
    headings = _headings(rows[0][1])
    if len(rows) == 1:
        raise Invalid(
            "file", "The file has its headings and nobody below them.", "Write one line for each patient."
        )
    if len(rows) - 1 > MOST_LINES:
        raise Invalid("file", f"The file has more than {MOST_LINES} lines.", "Split it into several.")
    read = _Reader(headings, telephone, frozenset(languages), on)
    return tuple(read.line(number, cells) for number, cells in rows[1:])


def check_lines(lines: Iterable[Line], known: Sequence[tuple[PatientId, Contact]]) -> tuple[Checked, ...]:
    """What would become of each line beside those who are known and the lines before it."""
    at: Known[tuple[str, int]] = Known({("known", n): contact for n, (_, contact) in enumerate(known)})
    return tuple(_checked(line, at, known) for line in lines)


def check_can_register(checked: Iterable[Checked], *, good_only: bool) -> tuple[Registering, ...]:
    """Whoever is to be registered: the new ones, of a file in which nothing is in doubt unless `good_only`.

    Raises Invalid with the count of what is in doubt.
    """
    checked = tuple(checked)
    doubtful = sum(one.standing.holds_up for one in checked)
    if doubtful and not good_only:
        lines = "1 line" if doubtful == 1 else f"{doubtful} lines"
        raise Invalid(
            "file",
            f"Nobody was registered: {lines} of the file cannot be taken as they are.",
            "Correct them, or ask for the good lines only.",
        )
    return tuple(one.line.told for one in checked if one.standing is Standing.NEW and one.line.told)


def template() -> str:
    """The headings and one example, as a table."""
    rows = ([heading.name for heading in HEADINGS], [cell(heading.example) for heading in HEADINGS])
    return "".join(",".join(row) + "\r\n" for row in rows)


def _headings(cells: Sequence[str]) -> dict[str, int]:
    """Where each column stands. Raises Invalid for one that is not known, missing or there twice."""
    found = [one.casefold().replace(" ", "_") for one in cells]
    names = [heading.name for heading in HEADINGS]
    if unknown := [one for one in found if one not in names]:
        raise Invalid(
            "file", f"There is no column {unknown[0][:40]!r}.", f"The columns are: {', '.join(names)}."
        )
    if missing := [h.name for h in HEADINGS if h.is_needed and h.name not in found]:
        raise Invalid("file", f"The column {missing[0]!r} is missing.", "Begin with the line of headings.")
    if twice := [one for one in found if found.count(one) > 1]:
        raise Invalid("file", f"The column {twice[0]!r} is there twice.", "Take one out.")
    return {name: place for place, name in enumerate(found)}


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads a line into somebody, or into everything that is wrong with it."""

    headings: Mapping[str, int]
    telephone: Callable[[str], str]
    languages: frozenset[str]
    on: date

    def line(self, number: int, cells: Sequence[str]) -> Line:
        if len(cells) != len(self.headings):
            said = f"It has {len(cells)} columns, and the headings are {len(self.headings)}."
            return Line(number=number, wrong=(said,))
        told = {name: cells[place] for name, place in self.headings.items()}
        wrong: list[str] = []

        def read(name: str, how: Callable[[str], object]) -> object:
            try:
                return how(told.get(name, ""))
            except Problem as problem:
                wrong.append(str(problem))
                return None

        fields = {
            "given": read("given_name", lambda text: _name("given name", text)),
            "family": read("family_name", lambda text: _name("family name", text)),
            "birth_date": read("birth_date", self._born),
            "phone": read("telephone", lambda text: self.telephone(text.removeprefix("'")) if text else ""),
            "email": read("email", _email),
            "language": read("language", self._language),
            "agreed": read("agreed", lambda text: _agreed(text, told)),
        }
        sex, hips = read("sex", _sex), read("hips", _hips)
        if wrong:
            return Line(number=number, wrong=tuple(wrong))
        try:
            contact = Contact(**fields)  # type: ignore[arg-type]
        except Problem as problem:
            return Line(number=number, wrong=(str(problem),))
        return Line(number=number, told=Registering(contact=contact, sex=sex, hips=hips))  # type: ignore[arg-type]

    def _born(self, text: str) -> date:
        try:
            born = date.fromisoformat(text) if len(text) == 10 else None
        except ValueError:
            born = None
        if born is None:
            said = (
                f"{text[:20]!r} is no date that can be read one way only."
                if text
                else "There is no birth date."
            )
            raise Invalid("birth_date", said, "Write year-month-day, such as 1961-05-04.")
        check_birth_date(born, on=self.on)
        return born

    def _language(self, text: str) -> str:
        if text and text not in self.languages:
            names = " or ".join(sorted(self.languages))
            raise Invalid("language", f"{text[:20]!r} is no language of this practice.", f"Write {names}.")
        return text or "en"


def _name(what: str, text: str) -> str:
    if not text:
        raise Invalid("name", f"There is no {what}.", "Enter it.")
    try:
        check_name("name", text)
    except Invalid as problem:
        raise Invalid("name", f"{text[:20]!r} is no {what}.", problem.remedy) from None
    return text


def _email(text: str) -> str:
    before, at, after = text.partition("@")
    if text and not (before and at and "." in after and "@" not in after and " " not in text):
        raise Invalid("email", f"{text[:40]!r} is not a mail address.", "Enter one such as name@example.org.")
    return text


def _sex(text: str) -> Sex:
    if text and text not in set(Sex):
        raise Invalid("sex", f"{text[:20]!r} is not known here.", f"Write {', '.join(Sex)}, or nothing.")
    return Sex(text) if text else Sex.UNKNOWN


def _agreed(text: str, told: Mapping[str, str]) -> tuple[Reach, ...]:
    """Each way needs its address on the same line."""
    said = text.split()
    if unknown := [one for one in said if one not in AGREED]:
        raise Invalid(
            "agreed", f"{unknown[0][:20]!r} is no way of being reminded.", f"Write {', '.join(AGREED)}."
        )
    for one in said:
        if not told.get("email" if one == "mail" else "telephone"):
            raise Invalid("agreed", f"They agreed to {one!r}, and there is no address for it.", "Add it.")
    return tuple(way for name, way in AGREED.items() if name in said)


def _hips(text: str) -> tuple[Side, ...]:
    if text not in HIPS:
        raise Invalid("hips", f"{text[:20]!r} are no hips.", "Write left, right or both, or nothing.")
    return HIPS[text]


def _checked(line: Line, at: Known[tuple[str, int]], known: Sequence[tuple[PatientId, Contact]]) -> Checked:
    if line.told is None:
        return Checked(line=line, standing=Standing.WRONG, why=" ".join(line.wrong))
    contact = line.told.contact
    like = at.like(contact)
    at.add(("line", line.number), contact)
    if not like:
        return Checked(line=line, standing=Standing.NEW)
    ((where, number), signs) = like[0]
    words = ", ".join(sign.label for sign in signs)
    is_namesake = set(signs) >= CERTAIN
    if where == "line":
        if is_namesake:
            return Checked(line=line, standing=Standing.REPEATED, why=f"As line {number}.")
        return Checked(line=line, standing=Standing.ALIKE, why=f"Like line {number}: {words}.")
    patient, _ = known[number]
    if is_namesake:
        return Checked(line=line, standing=Standing.KNOWN, why="", patient=patient)
    why = f"Like somebody who is known: {words}. Register this one by hand."
    return Checked(line=line, standing=Standing.ALIKE, why=why, patient=patient)
