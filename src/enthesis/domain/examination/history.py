"""What the patient tells about this hip: how long it hurts and what was tried before."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from enthesis.domain.errors import Invalid
from enthesis.domain.terms import is_number

COUNTED = (
    "symptom_months",
    "nonoperative_months",
    "physiotherapy_weeks",
    "steroid_injections",
    "prp_injections",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Months of symptoms and of non-operative care, and what that care was; None when not known.

    `steroid_injected_on` are the days that are known of `steroid_injections`, in their order; there may be
    fewer. Raises `Invalid` for a negative number, care that lasted longer than the symptoms, or days and a
    drug that do not agree with how many injections there were.
    """

    symptom_months: Decimal | None = None
    nonoperative_months: Decimal | None = None
    education: bool | None = None
    activity_modified: bool | None = None
    physiotherapy_weeks: Decimal | None = None
    physiotherapy_began_on: date | None = None
    anti_inflammatory: bool | None = None
    shock_wave: bool | None = None
    steroid_injections: int | None = None
    steroid_injected_on: tuple[date, ...] = ()
    steroid_drug: str = ""
    prp_injections: int | None = None
    night_pain: bool | None = None
    comment: str = ""

    def __post_init__(self) -> None:
        for name in COUNTED:
            value = getattr(self, name)
            if value is not None and (not is_number(Decimal(value)) or value < 0):
                words = name.replace("_", " ").replace("prp", "PRP")
                raise Invalid(
                    name, f"{words[:1].upper()}{words[1:]} cannot be {value}.", "Enter a number, 0 or more."
                )
        symptoms, care = self.symptom_months, self.nonoperative_months
        if symptoms is not None and care is not None and care > symptoms:
            raise Invalid(
                "nonoperative_months",
                "Non-operative care lasted longer than the symptoms.",
                "Correct one of the two.",
            )
        self._check_steroids()

    def _check_steroids(self) -> None:
        count, days = self.steroid_injections, self.steroid_injected_on
        if count is not None and len(days) > count:
            raise Invalid(
                "steroid_injected_on",
                f"{_days_are(len(days))} told of {_injections(count)}.",
                "Correct one of the two.",
            )
        if count == 0 and self.steroid_drug:
            raise Invalid(
                "steroid_drug", "No steroid was injected, and a drug is named.", "Correct one of the two."
            )
        if days != tuple(sorted(days)):
            raise Invalid(
                "steroid_injected_on", "The days are not in their order.", "Enter the earliest first."
            )


def _days_are(count: int) -> str:
    return "1 day is" if count == 1 else f"{count} days are"


def _injections(count: int) -> str:
    return "1 steroid injection" if count == 1 else f"{count or 'no'} steroid injections"
