"""What is known about a patient at one moment. Each fact is optional: None means nobody knows, never "no".

Every known fact carries the moment it was true or told, so that a rule can see how old it is. Times are
aware; numbers are `Decimal`. A new rule adds its fact here, as one more optional field.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

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
                f"{'Without a malignancy' if self.status is Cancer.NEVER else 'While it is active'}, "
                "there is no date of remission.",
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
class LastDay:
    """The day something last happened, as told at `at`; `on` is None when the patient says: never."""

    on: date | None
    at: datetime

    def __post_init__(self) -> None:
        _check_aware(self.at)
        if self.on is not None and self.on > self.at.date() + timedelta(days=1):
            raise Invalid("on", "That day is later than the answer about it.", "Check the date.")


class BloodThinner(StrEnum):
    NONE = "none"
    WARFARIN = "warfarin"
    HEPARIN = "heparin"
    DOAC = "doac"  # direct oral: apixaban, dabigatran, edoxaban, rivaroxaban


@dataclass(frozen=True, slots=True, kw_only=True)
class Anticoagulation:
    """Which anticoagulant is taken; `taken` is the last dose, None when its time is not known."""

    drug: BloodThinner
    taken: datetime | None = None
    at: datetime

    def __post_init__(self) -> None:
        _check_aware(self.at)
        if self.taken is None:
            return
        _check_aware(self.taken)
        if self.drug is BloodThinner.NONE:
            raise Invalid(
                "taken", "What is not taken has no last dose.", "Remove the time, or name the drug."
            )
        if self.taken > self.at:
            raise Invalid(
                "taken", "The last dose is later than the answer about it.", "Check the date and time."
            )


class Expecting(StrEnum):
    PREGNANT = "pregnant"
    BREAST_FEEDING = "breast_feeding"
    NEITHER = "neither"
    NOT_POSSIBLE = "not_possible"  # sex or age rule it out: then it is not asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Pregnancy:
    """Whether the person expects a child, and when that was told."""

    status: Expecting
    at: datetime

    def __post_init__(self) -> None:
        _check_aware(self.at)


TONNIS_GRADES = range(4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tonnis:
    """Arthritis of the hip joint on a radiograph, grade 0 to 3, read at `at`."""

    grade: int
    at: datetime

    def __post_init__(self) -> None:
        _check_aware(self.at)
        if self.grade not in TONNIS_GRADES:
            raise Invalid("grade", f"There is no Tönnis grade {self.grade}.", "Enter 0, 1, 2 or 3.")


class LocalAnaesthetic(StrEnum):
    NONE = "none"
    BUPIVACAINE = "bupivacaine"
    LIDOCAINE = "lidocaine"
    ROPIVACAINE = "ropivacaine"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockDrug:
    """What a planned nerve block brings where the product goes; `percent` is its strength, if known."""

    drug: LocalAnaesthetic
    percent: Decimal | None = None

    def __post_init__(self) -> None:
        _check_strength(self.percent)


@dataclass(frozen=True, slots=True, kw_only=True)
class Anaesthetic:
    """The local anaesthetic planned where the product goes; `percent` is its strength, if known.

    `block` is what a planned block brings there besides; with one, `drug` is None where nobody told whether
    anything else is given there.
    """

    drug: LocalAnaesthetic | None
    percent: Decimal | None = None
    block: BlockDrug | None = None
    at: datetime

    def __post_init__(self) -> None:
        _check_aware(self.at)
        _check_strength(self.percent)
        if self.drug is None and (self.block is None or self.percent is not None):
            raise Invalid("drug", "The anaesthetic is not named.", "Name it, or leave all of it out.")

    @property
    def brought(self) -> tuple["BlockDrug | None", ...]:
        """All that is given there; None stands for what nobody told."""
        told = None if self.drug is None else BlockDrug(drug=self.drug, percent=self.percent)
        return (told, self.block) if self.block else (told,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known at `at`, the moment that is judged: the day of planning, of the draw, of the release.

    For a judgement `at` is in the zone of the case's office, so that its date is the day there. Where a fact
    is told, yes always speaks against something.
    """

    at: datetime
    malignancy: Malignancy | None = None
    marrow_disease: Told | None = None  # of blood or marrow, malignant or not, or a metastasis in bone
    sepsis: Told | None = None  # sepsis, bacteraemia or an unstable circulation
    local_infection: Told | None = None  # at the hip or at the site of harvest
    illness: LastDay | None = None  # the last day of fever or illness
    platelets: Lab | None = None
    platelet_dysfunction: Told | None = None
    haemoglobin: Lab | None = None
    inr: Lab | None = None
    hba1c: Lab | None = None
    nsaid: LastDose | None = None
    aspirin: LastDay | None = None
    p2y12: LastDay | None = None  # clopidogrel, prasugrel, ticagrelor
    anticoagulation: Anticoagulation | None = None
    steroid_injection: LastDay | None = None  # at this hip
    systemic_steroid: LastDay | None = None
    tobacco: Told | None = None  # at present
    pregnancy: Pregnancy | None = None
    blood_virus: Told | None = None  # HIV, hepatitis B or C
    citrate_allergy: Told | None = None
    heparin_allergy: Told | None = None  # or heparin-induced thrombocytopenia
    thrombin_allergy: Told | None = None  # or antibodies to bovine thrombin
    collagen_allergy: Told | None = None  # or antibodies to bovine collagen
    unwilling: Told | None = None  # does not accept the risks
    pelvic_radiation: Told | None = None  # or surgery of the crest the marrow is to come from
    tissue_objection: Told | None = None  # to blood or tissue products
    tonnis: Tonnis | None = None
    citrate_planned: Told | None = None
    heparin_planned: Told | None = None
    thrombin_planned: Told | None = None
    collagen_planned: Told | None = None  # a bovine collagen implant
    graft_recalled: Told | None = None  # its lot is on a recall list
    anaesthetic: Anaesthetic | None = None
    mixed: Told | None = None  # product mixed with an anaesthetic or a steroid

    def __post_init__(self) -> None:
        _check_aware(self.at)


def _check_strength(percent: Decimal | None) -> None:
    if percent is not None and not (is_number(percent) and 0 < percent <= 100):
        raise Invalid("percent", f"A strength of {percent} % cannot be.", "Enter it as printed.")


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
    yes: Iterable[str] = (),
    no: Iterable[str] = (),
    labs: Mapping[str, tuple[int | str, str]] = MappingProxyType({}),
    days_ago: Mapping[str, int | None] = MappingProxyType({}),
    **known: object,
) -> Facts:
    """Facts for examples, judged at `NOON`: what is left out is not known.

    `nsaid_hours` is how long before `NOON` the last dose was taken; `days_old` is the age of every answer and
    laboratory value given. `yes` and `no` name facts that are told, `labs` gives value and unit, `days_ago`
    how long ago a `LastDay` was (None: never); `known` holds further facts, as they are.
    """
    at = NOON - timedelta(days=days_old)
    taken = None if nsaid_hours is None else NOON - timedelta(hours=nsaid_hours)
    if cancer is not None:
        known["malignancy"] = Malignancy(status=cancer, remission_since=remission_since, at=at)
    if platelets is not None:
        known["platelets"] = Lab(value=Decimal(platelets), unit=unit, at=at)
    if infection is not None:
        known["local_infection"] = Told(answer=infection, at=at)
    if no_nsaid or taken is not None:
        known["nsaid"] = LastDose(taken=taken, at=at)
    known |= {name: Told(answer=True, at=at) for name in yes}
    known |= {name: Told(answer=False, at=at) for name in no}
    known |= {name: Lab(value=Decimal(value), unit=its, at=at) for name, (value, its) in labs.items()}
    for name, days in days_ago.items():
        known[name] = LastDay(on=None if days is None else (NOON - timedelta(days=days)).date(), at=at)
    return Facts(at=NOON, **known)  # type: ignore[arg-type]
