"""What a patient agreed to, in which words, and when it was withdrawn."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from enthesis.domain.errors import Invalid


class Purpose(StrEnum):
    PRODUCT = "product"  # this biologic product, collected and given
    REGISTRY = "registry"  # de-identified records may be counted in studies


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """A decision of the patient. `text` names the form that was explained, and its version.

    The form is the practice's own, signed on paper or elsewhere; this says only who explained which, when.

    A refusal is recorded like an agreement; the newest decision on a purpose and product is in force.
    """

    purpose: Purpose
    product: str = ""
    text: str
    given: bool
    decided_on: date
    explained_by: str

    def __post_init__(self) -> None:
        if self.purpose is Purpose.PRODUCT and not self.product:
            raise Invalid("product", "A consent to a product must name the product.")
        if not self.text.strip():
            raise Invalid("text", "It is not said which form was explained.", "Enter its name and version.")
        if not self.explained_by.strip():
            raise Invalid("explained_by", "Enter who explained the product to the patient.")


def in_force(told: Iterable[tuple[datetime, Consent]], purpose: Purpose) -> Consent | None:
    """The newest decision on a purpose, by when it was recorded; of two at one moment the refusal."""
    decisions = ((at, consent) for at, consent in told if consent.purpose is purpose)
    newest = max(decisions, key=lambda pair: (pair[0], not pair[1].given), default=None)
    return newest[1] if newest else None
