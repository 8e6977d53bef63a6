"""A questionnaire on paper: what its pages say. No layout here: the template decides how each part looks."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A box to tick; `key` is the small number beside it, which whoever enters the sheet types."""

    key: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticks:
    """Boxes of one question, or of one of its branches, which `heading` names."""

    ticks: tuple[Tick, ...]
    heading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of exactly 100 mm to be marked by hand; `measure` tells whoever enters it how to read it."""

    low: str
    high: str
    measure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    number: str
    topic: str
    groups: tuple[Ticks, ...] = ()
    line: Line | None = None
    ends: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A sentence, and the points it is about."""

    text: str
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One instrument, asked of one hip or of the person. `how` is what is to be done at each question."""

    about: str
    title: str
    how: str
    recall: str
    note: str
    questions: tuple[Asked, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerForm:
    """`name` stands on the cover alone, which is torn off; `shown` and its picture `qr` on every page.

    `qr` is an SVG; `page` names it with %(number)s and %(count)s. `head` asks for the day and who answers.
    """

    title: str
    language: str
    practice: str
    name: str
    tear: str
    cover: tuple[str, ...]
    notice_heading: str
    notice: tuple[Notice, ...]
    check: str
    shown: str
    code_heading: str
    qr: str
    page: str
    day: str
    by_heading: str
    by: tuple[Tick, ...]
    parts: tuple[Part, ...]
    thanks: str
    print_note: str = ""
