"""One therapy event: one hip, one occasion, one code that stands before anything is collected."""

from dataclasses import dataclass
from enum import StrEnum

from enthesis.domain.biologics.bench.donation import is_donation
from enthesis.domain.biologics.identity import Code, CodeKind
from enthesis.domain.errors import Invalid
from enthesis.domain.terms import BookingId, CaseId, Side


class When(StrEnum):
    """The moment at which a signed plan says that a product is given."""

    FOOTPRINT_PREPARED = "footprint_prepared"
    REPAIR_COMPLETED = "repair_completed"
    VISIT = "visit"

    @property
    def words(self) -> str:
        return {
            When.FOOTPRINT_PREPARED: "once the footprint is prepared",
            When.REPAIR_COMPLETED: "once the repair is completed",
            When.VISIT: "at its visit after the operation",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class TherapyEvent:
    """Which hip, under which code, and when its products are given.

    The code holds no name, birth date or record number. `donation` is a licensed site's own ISBT 128
    donation identification number; empty elsewhere. `visit` is the booking that an injection
    afterwards hangs on; None where any visit of this hip will do.
    """

    code: Code
    case: CaseId
    side: Side
    wristband: Code
    kinds: tuple[str, ...]
    when: When
    visit: BookingId | None = None
    donation: str = ""

    def __post_init__(self) -> None:
        if (self.code.kind, self.wristband.kind) != (CodeKind.EVENT, CodeKind.WRISTBAND):
            raise ValueError("A therapy event has a code of its own and a wristband code.")
        if self.visit is not None and self.when is not When.VISIT:
            raise Invalid(
                "visit",
                "Only a product given after the operation has a visit.",
                "Choose the visit, or another moment.",
            )
        if self.donation and not is_donation(self.donation):
            raise Invalid(
                "donation",
                "That is not an ISBT 128 donation identification number.",
                "Scan the site's own label, or leave the field empty.",
            )
