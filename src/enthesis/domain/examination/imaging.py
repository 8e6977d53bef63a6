"""What one reader saw on one magnetic resonance study."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from enthesis.domain.errors import Invalid
from enthesis.domain.examination.muscle import Muscle
from enthesis.domain.examination.tear import Tear
from enthesis.domain.terms import PersonId, Tag, Wording


class Sign(StrEnum):
    """What is looked for besides the tear; how far the list may be trusted stands in `SIGNS`."""

    TENDON_THICKENING = "tendon_thickening"
    T2_SIGNAL = "t2_signal"
    FLUID_FILLED_GAP = "fluid_filled_gap"
    PERITENDINOUS_OEDEMA = "peritendinous_oedema"
    BURSAL_FLUID = "bursal_fluid"
    TROCHANTERIC_IRREGULARITY = "trochanteric_irregularity"
    ATROPHY = "atrophy"


SIGNS: Mapping[Sign, Wording] = {
    sign: Wording(
        text=sign.value.replace("_", " ").replace("t2", "T2"),
        tag=Tag.RECALLED,
        note="Is this one of the signs to be read, by this name?",
    )
    for sign in Sign
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MriFindings:
    """A reading, not the study: a second reader of the same study makes a second value.

    `reader` is the staff account, or `reader_name` names a reader outside the practice. A sign that is
    neither present nor absent was not read. Raises `Invalid` for a sign that is both, a reading by nobody, or
    one made before the study.
    """

    studied_on: date | None = None
    read_on: date
    reader: PersonId | None = None
    reader_name: str = ""
    tear: Tear = field(default_factory=Tear)
    muscle: Muscle = field(default_factory=Muscle)
    present: tuple[Sign, ...] = ()
    absent: tuple[Sign, ...] = ()
    comment: str = ""

    def __post_init__(self) -> None:
        if self.reader is None and not self.reader_name.strip():
            raise Invalid("reader", "The reading names no reader.", "Enter who read the images.")
        if self.studied_on is not None and self.read_on < self.studied_on:
            raise Invalid("read_on", "The images were read before they were made.", "Check the two dates.")
        for sign in self.present:
            if sign in self.absent:
                words = sign.replace("_", " ").capitalize()
                raise Invalid("present", f"{words} is both present and absent.", "Choose one.")

    def sign(self, sign: Sign) -> bool | None:
        """Whether the sign was seen; None when it was not read."""
        if sign in self.present:
            return True
        return False if sign in self.absent else None
