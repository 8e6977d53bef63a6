"""What the patient tells about this hip: how long it hurts and what was tried."""

from dataclasses import dataclass
from decimal import Decimal

from enthesis.domain.errors import Invalid
from enthesis.domain.terms import is_number


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Months of symptoms and of non-operative care, how many injections; None when not known.

    Raises `Invalid` for a negative number, or care that lasted longer than the symptoms.
    """

    symptom_months: Decimal | None = None
    nonoperative_months: Decimal | None = None
    steroid_injections: int | None = None
    night_pain: bool | None = None
    comment: str = ""

    def __post_init__(self) -> None:
        for name in ("symptom_months", "nonoperative_months", "steroid_injections"):
            value = getattr(self, name)
            if value is not None and (not is_number(Decimal(value)) or value < 0):
                words = name.replace("_", " ").capitalize()
                raise Invalid(name, f"{words} cannot be {value}.", "Enter a number, 0 or more.")
        symptoms, care = self.symptom_months, self.nonoperative_months
        if symptoms is not None and care is not None and care > symptoms:
            raise Invalid(
                "nonoperative_months",
                "Non-operative care lasted longer than the symptoms.",
                "Correct one of the two.",
            )
