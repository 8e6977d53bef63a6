"""Who may pay, as the patient or the card says it: nothing is verified with a payer, and nothing billed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from enthesis.domain.errors import Invalid

LONGEST = {"payer": 100, "plan": 100, "member": 50, "group": 50, "holder": 200, "relation": 50}
_WORDS = {
    "payer": "name of the insurer",
    "plan": "name of the plan",
    "member": "member number",
    "group": "group number",
    "holder": "name of the holder",
    "relation": "relation to the holder",
}


class ToldBy(StrEnum):
    """Where the details are from."""

    PATIENT = "patient"
    CARD = "card"
    INSURER = "insurer"
    REFERRER = "referrer"

    @property
    def label(self) -> str:
        return {
            ToldBy.PATIENT: "The patient said so",
            ToldBy.CARD: "Read from the card",
            ToldBy.INSURER: "The insurer said so",
            ToldBy.REFERRER: "The referring practice said so",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Insurance:
    """One insurance of a patient, or that there is none (`pays_self`). `told_on` is when it was said.

    Valid on both of its days; without an end until further notice. An empty holder is the patient.
    """

    pays_self: bool = False
    payer: str = ""
    plan: str = ""
    member: str = ""
    group: str = ""
    holder: str = ""
    relation: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    told_by: ToldBy
    told_on: date

    def __post_init__(self) -> None:
        for field, longest in LONGEST.items():
            if len(getattr(self, field)) > longest:
                raise Invalid(
                    field, f"The {_WORDS[field]} is longer than {longest} characters.", "Shorten it."
                )
        if self.pays_self:
            self._check_nothing_else()
        elif not self.payer.strip():
            raise Invalid(
                "payer", "The insurer is not named.", "Enter its name, or tick that the patient pays."
            )
        elif not self.member.strip():
            raise Invalid("member", "The member number is missing.", "Read it from the card.")
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise Invalid("valid_until", "It ends before it begins.", "Correct one of the two days.")

    def is_valid(self, on: date) -> bool:
        """Whether the day lies in its time, as far as that was told."""
        return (self.valid_from or on) <= on <= (self.valid_until or on)

    def _check_nothing_else(self) -> None:
        if any(getattr(self, field).strip() for field in LONGEST):
            raise Invalid(
                "pays_self", "An insurance is named, and that the patient pays.", "Leave one of the two out."
            )


def check_told_on(told_on: date, *, on: date) -> None:
    if told_on > on:
        raise Invalid("told_on", "It cannot have been told in the future.", "Enter the day it was told.")


@dataclass(frozen=True, slots=True, kw_only=True)
class InsuranceTold:
    """One version of a patient's insurance; the newest holds."""

    version: int
    insurance: Insurance
    at: datetime
    by_name: str


def in_force(told: Sequence[InsuranceTold]) -> InsuranceTold | None:
    """The one recorded last."""
    return max(told, key=lambda one: one.at, default=None)
