"""What became of a listed operation here: registered, refused, excluded for a reason, or none of ours."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.pathway.case import Case
from enthesis.domain.pathway.operations_list.likely import Likely
from enthesis.domain.terms import CaseId, Tag, Wording

LONGEST_WORDS = 1000


class Outcome(StrEnum):
    REGISTERED = "registered"
    TO_REGISTER = "to_register"
    REFUSED = "refused"
    EXCLUDED = "excluded"
    OTHER = "other"

    @property
    def label(self) -> str:
        return {
            Outcome.REGISTERED: "Registered: it is this hip",
            Outcome.TO_REGISTER: "A gluteus medius operation, still to be registered",
            Outcome.REFUSED: "The patient refused to be registered",
            Outcome.EXCLUDED: "Excluded, with a reason",
            Outcome.OTHER: "No gluteus medius operation",
        }[self]


class Exclusion(StrEnum):
    """Why an operation is not to be registered."""

    CANCELLED = "cancelled"
    TWICE = "twice"
    MISTAKE = "mistake"
    ANOTHER_PRACTICE = "another_practice"
    NOT_ASKED = "not_asked"
    DIED = "died"
    OTHER = "other"

    @property
    def label(self) -> str:
        return {
            Exclusion.CANCELLED: "It was not done",
            Exclusion.TWICE: "The list has it twice",
            Exclusion.MISTAKE: "The list is wrong about it",
            Exclusion.ANOTHER_PRACTICE: "Another practice's operation",
            Exclusion.NOT_ASKED: "The patient could not be asked",
            Exclusion.DIED: "The patient died before being asked",
            Exclusion.OTHER: "Another reason, in words",
        }[self]

    @property
    def leaves(self) -> bool:
        """Whether it was no operation of this practice at all, and is not counted among them."""
        return self in LEAVING


LEAVING = (Exclusion.CANCELLED, Exclusion.TWICE, Exclusion.MISTAKE, Exclusion.ANOTHER_PRACTICE)
COUNTED = Wording(
    text="Of the operations on the lists that are gluteus medius operations, those are not counted that were "
    "not done, are listed twice, are there by mistake or are another practice's. All others are counted, "
    "registered or not.",
    tag=Tag.PROPOSED,
    note="Which operations are the denominator of the capture rate, and which reasons take one out of it?",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is said of a listed operation. `case` where it is registered, `reason` where it is excluded."""

    outcome: Outcome
    case: CaseId | None = None
    reason: Exclusion | None = None
    words: str = ""

    def __post_init__(self) -> None:
        if (self.outcome is Outcome.REGISTERED) != (self.case is not None):
            raise Invalid("case", "What is registered is registered as a hip here.", "Choose the hip.")
        if (self.outcome is Outcome.EXCLUDED) != (self.reason is not None):
            raise Invalid("reason", "What is excluded is excluded for a reason.", "Choose the reason.")
        if self.reason is Exclusion.OTHER and not self.words.strip():
            raise Invalid("words", "The reason is not told.", "Say it in words.")
        if len(self.words) > LONGEST_WORDS:
            raise Invalid("words", f"More than {LONGEST_WORDS} characters.", "Shorten them.")

    @property
    def told(self) -> str:
        """In words, without whose it is."""
        said = self.reason.label if self.reason else self.outcome.label
        return f"{said}. {self.words}".strip() if self.words else said


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """An answer as it was given. `is_exact`: nobody chose it, since everything was the same.

    `read` is the version of what the list said then; it counts as long as the list says the same.
    """

    answer: Answer
    read: int
    at: datetime
    by_name: str
    is_exact: bool = False


def check_answer(answer: Answer, likely: Likely, case: Case | None, *, is_taken: bool) -> None:
    """Raises NotAllowed for a hip that was not operated on or stands for another line already, and Invalid
    where the words name the operation and nobody says why it is none.
    """
    if answer.outcome is Outcome.OTHER and likely is Likely.SURE and not answer.words.strip():
        raise Invalid(
            "words", "The list names the operation: why it is none is not told.", "Say it in words."
        )
    if answer.outcome is not Outcome.REGISTERED:
        return
    if case is None or case.operated_on is None:
        raise NotAllowed(
            "case",
            "No operation of this hip is recorded here.",
            "Record it first, or say that it is still to be registered.",
        )
    if is_taken:
        raise NotAllowed(
            "case",
            "This hip stands for another line of the lists already.",
            "Choose another hip, or exclude the line that is there twice.",
        )
