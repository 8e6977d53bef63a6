"""What a patient has just told of one hip, as the rules of attention read it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.item import Answer
from enthesis.domain.outcomes.schedule import MILESTONES
from enthesis.domain.outcomes.scoring import Score

MOST_WORDS = 2000  # characters: our choice, a page of handwriting


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundTold:
    """What a patient told the team at the end of a round, beside the forms.

    `bears_weight` is whether they can put weight on the leg; None where they did not say.
    """

    milestone: str
    words: str = ""
    bears_weight: bool | None = None

    def __post_init__(self) -> None:
        if len(self.words) > MOST_WORDS:
            raise Invalid(
                "words", f"Your message is longer than {MOST_WORDS} characters.", "Shorten it, or call us."
            )
        if not self.words.strip() and self.bears_weight is None:
            raise Invalid("words", "Nothing was told.", "Write something, or leave this page.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticked:
    """The signs that must not wait which a patient ticked, as they were asked; empty: none of them."""

    asked: tuple[str, ...] = ()
    is_emergency: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A score of the same hip after its operation, told before; the milestone says when."""

    milestone: str
    instrument: str
    scale_variant: str
    value: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What came in at once: a form, signs, or words. What did not come in is None, or has no entry.

    `answers` are by instrument and item. `earlier` are older scores after the operation, oldest first.
    """

    milestone: str
    answers: Mapping[str, Mapping[str, Answer]] | None = None
    scores: tuple[Score, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    signs: Ticked | None = None
    said: RoundTold | None = None

    @property
    def day(self) -> int | None:
        """The day of the milestone since surgery; None where the telling belongs to none."""
        return next((int(m.target.value) for m in MILESTONES if m.id == self.milestone), None)

    def answer(self, instrument: str, item: str) -> Answer:
        """What was answered; None where it was not."""
        return (self.answers or {}).get(instrument, {}).get(item)
