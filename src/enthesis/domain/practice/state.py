"""What a state of the country asks an office to print, and the words counsel supplied for it.

No legal text stands here: until counsel supplies one, it is missing, and the pages say so.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache

from enthesis.domain.discovery import discover
from enthesis.domain.errors import Invalid
from enthesis.domain.practice.practice import Office, Practice
from enthesis.domain.practice.state_text import StateText
from enthesis.domain.terms import Tag

FOLDER = "enthesis.domain.practice.states"


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One thing to print, in our own words; whether it binds the practice is for counsel to say.

    `on_public_pages` is for what every visitor reads; the rest belongs to the papers of one patient.
    """

    id: str
    title: str
    asks: str
    on_public_pages: bool
    starts_on: date
    tag: Tag
    source: str = ""
    note: str

    @property
    def needs_review(self) -> bool:
        return self.tag.needs_review


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A state by its postal code."""

    code: str
    name: str
    duties: tuple[Duty, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToPrint:
    """A duty of one office; `text` is None until counsel supplies it."""

    office: Office
    state: State
    duty: Duty
    text: StateText | None


@cache
def states() -> dict[str, State]:
    """Every state whose rules are described, by postal code."""
    return dict(discover(FOLDER, "STATE", State, key="code"))


def to_print(practice: Practice, office: Office) -> tuple[ToPrint, ...]:
    """What this office must print, as far as its state is described; nothing for a state that is not."""
    state = states().get(office.state)
    texts = {(text.state, text.duty): text for text in practice.state_texts}
    return tuple(
        ToPrint(office=office, state=state, duty=duty, text=texts.get((state.code, duty.id)))
        for duty in (state.duties if state else ())
        if state
    )


def missing_texts(practice: Practice) -> tuple[ToPrint, ...]:
    """What counsel has still to supply, office by office."""
    found = (one for office in practice.offices for one in to_print(practice, office))
    return tuple(one for one in found if one.text is None)


def check_asked_for(text: StateText) -> None:
    """Raises Invalid for a text that no described state asks for."""
    known = states()
    if text.state not in known:
        raise Invalid(
            "state",
            f"Nothing is known of what {text.state!r} asks to print.",
            f"Name one of: {', '.join(known)}.",
        )
    duties = [duty.id for duty in known[text.state].duties]
    if text.duty not in duties:
        raise Invalid(
            "duty",
            f"{text.state} asks for no text called {text.duty!r}.",
            f"Name one of: {', '.join(duties)}.",
        )
