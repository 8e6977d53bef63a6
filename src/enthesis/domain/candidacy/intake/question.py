"""A question in the words of patients: its answers, and what more is asked with some of them."""

from dataclasses import dataclass
from enum import StrEnum

from enthesis.domain.terms import Tag, Wording

UNSURE = "unsure"
NOTE = "Is this to be asked of patients before the visit, in these words?"


class PartKind(StrEnum):
    """What is entered beside an answer."""

    DAY = "day"
    CLOCK = "clock"  # about what time on that day
    COUNT = "count"
    WORDS = "words"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    kind: PartKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """`fact` is the field of `Facts` it speaks of, `history` those of `History`; empty where it feeds none.

    `parts` are asked with the answers in `more`; a question without choices is its parts.
    """

    id: str
    text: str
    choices: tuple[Choice, ...] = ()
    parts: tuple[Part, ...] = ()
    more: tuple[str, ...] = ()
    fact: str = ""
    history: tuple[str, ...] = ()
    help: str = ""

    def parts_with(self, choice: str) -> tuple[Part, ...]:
        """What is entered beside this answer."""
        return self.parts if not self.choices or choice in self.more else ()

    @property
    def said(self) -> tuple[str, ...]:
        """Every text a patient reads of it."""
        texts = (self.text, self.help, *(c.text for c in self.choices), *(p.text for p in self.parts))
        return tuple(text for text in texts if text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One short page. `words` holds everything read on it, for the clinician who confirms it."""

    id: str
    title: str
    questions: tuple[Question, ...]

    @property
    def words(self) -> Wording:
        texts = (self.title, *(text for question in self.questions for text in question.said))
        return Wording(text="; ".join(dict.fromkeys(texts)), tag=Tag.PROPOSED, note=NOTE)


YES_OR_NO = (
    Choice(id="yes", text="Yes"),
    Choice(id="no", text="No"),
    Choice(id=UNSURE, text="I am not sure"),
)


def yes_no(
    id_: str,
    text: str,
    *parts: Part,
    fact: str = "",
    history: tuple[str, ...] = (),
    help: str = "",
) -> Question:
    """A question of yes and no; the parts are asked with a yes."""
    return Question(
        id=id_,
        text=text,
        choices=YES_OR_NO,
        parts=parts,
        more=("yes",) if parts else (),
        fact=fact,
        history=history,
        help=help,
    )


def day(text: str) -> Part:
    return Part(kind=PartKind.DAY, text=text)


def words(text: str) -> Part:
    return Part(kind=PartKind.WORDS, text=text)


def count(text: str) -> Part:
    return Part(kind=PartKind.COUNT, text=text)


CLOCK = Part(kind=PartKind.CLOCK, text="About what time, if you know")
