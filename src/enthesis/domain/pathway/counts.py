"""What is counted before the operation ends; a count that is not right keeps the record from being signed."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.terms import Tag, Wording


class Counted(StrEnum):
    INSTRUMENTS = "instruments"
    NEEDLES = "needles"
    SWABS = "swabs"

    @property
    def label(self) -> str:
        return self.value.capitalize()


COUNTED = Wording(
    text="; ".join(counted.label for counted in Counted),
    tag=Tag.PROPOSED,
    note="Is this what is counted where the practice operates, and is anything else?",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """One final count. `done` says what was done about one that was not right, or how it was resolved."""

    counted: Counted
    correct: bool
    done: str = ""


def check_counts(counts: Sequence[Count] | None) -> None:
    """Each was counted; one that is not right says what was done. Otherwise NotAllowed."""
    told = [count.counted for count in counts or ()]
    if len(set(told)) < len(told):
        raise Invalid("counts", "A count is told twice.", "Tell each count once.")
    if missing := [counted for counted in Counted if counted not in told]:
        names = ", ".join(counted.label.lower() for counted in missing)
        raise NotAllowed("counts", f"Not counted yet: {names}.", "Count, and record whether it is correct.")
    for count in counts or ():
        if not count.correct and not count.done.strip():
            raise NotAllowed(
                f"done_{count.counted}",
                f"{count.counted.label}: the count is not correct.",
                "Resolve it, or say what was done about it; until then the record is not signed.",
            )
