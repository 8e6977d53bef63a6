"""What is known about a patient at one moment. Each fact is optional: None means nobody knows, never "no".

Every known fact carries the moment it was true or told, so that a rule can see how old it is. Times are
aware; numbers are `Decimal`. A new rule adds its fact here, as one more optional field.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from enthesis.domain.errors import Invalid
from enthesis.domain.terms import is_number


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A yes or a no, and when it was said."""

    answer: bool
    at: datetime

    def __post_init__(self) -> None:
        _check_aware(self.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lab:
    """A laboratory value as the laboratory gave it: `unit` is UCUM, `at` when the sample was taken.

    Raises `Invalid` for a value that is no finite decimal number. Nothing is converted here.
    """

    value: Decimal
    unit: str
    at: datetime

    def __post_init__(self) -> None:
        _check_aware(self.at)
        if not is_number(self.value):
            raise Invalid(
                "value", f"The laboratory value {self.value} is not a number.", "Enter the value as printed."
            )


class Cancer(StrEnum):
    ACTIVE = "active"
    REMISSION = "remission"
    NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class Malignancy:
    """Whether there is or was a malignancy; `remission_since` is None when the date is not known."""

    status: Cancer
    remission_since: date | None = None
    at: datetime

    def __post_init__(self) -> None:
        _check_aware(self.at)
        if self.remission_since is not None and self.status is not Cancer.REMISSION:
            raise Invalid(
                "remission_since",
                f"A malignancy that is {self.status} has no date of remission.",
                "Remove the date or change the status to remission.",
            )
        if self.remission_since is not None and self.remission_since > self.at.date() + timedelta(days=1):
            raise Invalid(
                "remission_since", "The remission is ahead of the answer about it.", "Check the date."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class LastDose:
    """When a drug was last taken, as told at `at`; `taken` is None when the patient says: not at all."""

    taken: datetime | None
    at: datetime

    def __post_init__(self) -> None:
        _check_aware(self.at)
        if self.taken is not None:
            _check_aware(self.taken)
            if self.taken > self.at:
                raise Invalid(
                    "taken", "The last dose is later than the answer about it.", "Check the date and time."
                )


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known at `at`, the moment that is judged: the day of planning, of the draw, of the release.

    For a judgement `at` is in the zone of the case's office, so that its date is the day there.
    """

    at: datetime
    malignancy: Malignancy | None = None
    platelets: Lab | None = None
    local_infection: Told | None = None  # at the hip or at the site of harvest
    nsaid: LastDose | None = None

    def __post_init__(self) -> None:
        _check_aware(self.at)


def _check_aware(at: datetime) -> None:
    if at.utcoffset() is None:
        raise Invalid("at", f"The time {at:%Y-%m-%d %H:%M} has no time zone.", "Give the time with its zone.")


NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def facts(
    *,
    cancer: Cancer | None = None,
    remission_since: date | None = None,
    platelets: int | str | None = None,
    unit: str = "10*9/L",
    infection: bool | None = None,
    nsaid_hours: int | None = None,
    no_nsaid: bool = False,
    days_old: int = 0,
) -> Facts:
    """Facts for examples, judged at `NOON`: what is left out is not known.

    `nsaid_hours` is how long before `NOON` the last dose was taken; `days_old` is the age of every answer and
    laboratory value given.
    """
    at = NOON - timedelta(days=days_old)
    taken = None if nsaid_hours is None else NOON - timedelta(hours=nsaid_hours)
    return Facts(
        at=NOON,
        malignancy=None
        if cancer is None
        else Malignancy(status=cancer, remission_since=remission_since, at=at),
        platelets=None if platelets is None else Lab(value=Decimal(platelets), unit=unit, at=at),
        local_infection=None if infection is None else Told(answer=infection, at=at),
        nsaid=LastDose(taken=taken, at=at) if no_nsaid or taken is not None else None,
    )
