"""What the surgeon sees of the tear: whether it is the one of the images, and its type as it is seen."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from enthesis.domain.errors import Invalid
from enthesis.domain.examination.classification import Classified


class Agreement(StrEnum):
    MATCHES = "matches"
    DIFFERS = "differs"

    @property
    def label(self) -> str:
        return {Agreement.MATCHES: "It matches", Agreement.DIFFERS: "It differs"}[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class TearSeen:
    """The tear at operation. `differs` says how it is another than the images told.

    `classified` is the type at operation, beside the one from before; its `proposed` is that one, and its
    reason is needed where the two differ. None where no type was chosen.
    """

    seen_at: datetime
    agreement: Agreement
    differs: str = ""
    classified: Classified | None = None

    def __post_init__(self) -> None:
        if self.seen_at.utcoffset() is None:
            raise Invalid("seen_at", "The time has no time zone.", "Give the time with its zone.")
        if self.agreement is Agreement.DIFFERS and not self.differs.strip():
            raise Invalid("differs", "The tear differs from the images.", "Say how.")
