"""One thing told to the public, and how far it may be trusted.

A claim keeps its numbers with their source, the level of evidence where the source gives one, and the day
somebody last looked whether it still holds. None of them says that a product works.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from enthesis.domain.terms import Sourced, Tag

NOT_STATED = ""
REVIEW_EVERY = Sourced(
    365, "d", tag="P", note="After how many days must what patients are told be read again?"
)
_PLACE = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """`text` has places for the `numbers`, by name; `level` is empty where the source does not state one.

    Raises ValueError for one that cannot be trusted as it stands: verified or derived without a source,
    recalled or proposed without a question to a clinician, or with a place that no number fills.
    """

    id: str
    text: str
    numbers: Mapping[str, Sourced] = field(default_factory=dict)
    level: str = NOT_STATED
    tag: Tag
    source: str = ""
    note: str = ""
    investigational: bool = False
    reviewed_on: date

    def __post_init__(self) -> None:
        if self.tag.needs_review and "?" not in self.note:
            raise ValueError(
                f"The claim {self.id} is a {self.tag.word} and asks nothing: ask it in its note."
            )
        if not self.tag.needs_review and not self.source:
            raise ValueError(f"The claim {self.id} is {self.tag.word} and names no source: name it.")
        if set(_PLACE.findall(self.text)) != set(self.numbers):
            raise ValueError(f"The claim {self.id} has other places than numbers: fill each from one number.")

    @property
    def needs_review(self) -> bool:
        return self.tag.needs_review

    @property
    def due_on(self) -> date:
        """The first day on which it must have been read again."""
        return self.reviewed_on + timedelta(days=int(REVIEW_EVERY.value))

    def is_past_review(self, on: date) -> bool:
        return on >= self.due_on
