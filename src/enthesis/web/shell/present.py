"""Small page values that many pages share. Words are said here, not in templates."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import pgettext

from enthesis.domain.pathway.case import Case
from enthesis.domain.people.patient import Contact
from enthesis.domain.practice.clock import utc_to_wall


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A link that leads on, or with `action` a form of one button. When it is disabled it says why."""

    label: str
    href: str = ""
    action: str = ""
    show: bool = True
    disabled: bool = False
    why: str = ""
    primary: bool = False
    danger: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackStep:
    label: str
    state: str  # done, now or next
    when: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirm:
    """A question asked in the page itself before something that cannot be undone."""

    label: str
    question: str
    action: str
    yes: str
    consequence: str = ""
    submit_key: str = ""
    version: int | None = None
    danger: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryEntry:
    """One thing that happened to a hip. `is_key` marks what changed its course."""

    title: str
    when: str
    who: str = ""
    lines: tuple[str, ...] = ()
    is_key: bool = False
    corrected_by: str = ""
    href: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under headings; a column whose heading is in `numbers` stands right, in tabular figures."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[str, ...] = ()

    @property
    def marked_rows(self) -> tuple[tuple[tuple[str, bool], ...], ...]:
        right = tuple(heading in self.numbers for heading in self.header)
        return tuple(tuple(zip(row, right, strict=True)) for row in self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A drawing, and the numbers behind it. `svg` is made by this house, never by a caller."""

    title: str
    description: str
    svg: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How much of something long is done; `words` says how much is left."""

    what: str
    done: int
    of: int
    words: str

    @property
    def slug(self) -> str:
        return slugify(self.what)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """The time since a moment, as the server saw it; the page counts on from there."""

    seconds: int
    since: str

    @property
    def words(self) -> str:
        hours, rest = divmod(self.seconds, 3600)
        return (f"{hours}:" if hours else "") + f"{rest // 60:02}:{rest % 60:02}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductCard:
    """A product at the bench. `look` is open, ready or wrong; `wrong` says what is."""

    title: str
    code: str
    look: str
    facts: tuple[tuple[str, str], ...]
    clock: Clock | None = None
    wrong: str = ""
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A time of day as the office's clock shows it, and whose clock that is."""

    iso: str
    words: str
    zone: str


def clock(since: datetime, at: datetime, words: str) -> Clock:
    """The clock of something that began at `since`, read at `at`; never below zero."""
    return Clock(seconds=max(0, int((at - since).total_seconds())), since=words)


def moment_at(at: datetime, zone: str, office: str) -> Moment:
    """A moment on an office's clock, with the zone's short name: Manhattan, EST."""
    return Moment(
        iso=at.isoformat(), words=moment(at, zone), zone=f"{office}, {at.astimezone(ZoneInfo(zone)):%Z}"
    )


def day(on: date) -> str:
    """12 March 2027, in the reader's language."""
    return date_format(on, pgettext("a day in words", "j F Y"))


def moment(at: datetime, zone: str) -> str:
    """12 March 2027, 09:30 on the clock of that zone."""
    wall = utc_to_wall(at, zone)
    return f"{day(wall.date())}, {wall:%H:%M}"


NO_BREAK = "\N{NO-BREAK SPACE}"


def o_clock(wall: datetime) -> str:
    """2:30 PM, as a patient reads a time; staff pages keep to 24 hours."""
    return date_format(wall, pgettext("a time in words", "g:i A")).replace(" ", NO_BREAK)


def words(code: str) -> str:
    """An identifier as words: end_of_procedure becomes End of procedure."""
    return code.replace("_", " ").capitalize()


def name_of(case: Case, contact: Contact | None) -> str:
    """The patient's name, or for those who may not see it, what tells this hip from others."""
    return contact.name if contact else f"Hip {str(case.hip)[:8]}"
