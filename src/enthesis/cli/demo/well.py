"""A patient of whom every fact is known, and nothing speaks against anything. Values stand for nobody."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, get_args, get_type_hints

from enthesis.domain.candidacy.facts import (
    Anaesthetic,
    Anticoagulation,
    BloodThinner,
    Cancer,
    Expecting,
    Facts,
    Lab,
    LastDay,
    LastDose,
    LocalAnaesthetic,
    Malignancy,
    Pregnancy,
    Told,
    Tonnis,
)
from enthesis.domain.candidacy.labs import ANALYTES

# In the unit in which each is judged.
VALUES: Mapping[str, str] = {"platelets": "240", "haemoglobin": "13.6", "inr": "1.0", "hba1c": "5.4"}


def all_clear(at: datetime) -> Facts:
    """Every fact there is, told or measured at `at`; a new fact of a known kind is among them."""
    kinds = {name: get_args(kind)[0] for name, kind in get_type_hints(Facts).items() if name != "at"}
    return Facts(at=at, **{name: _harmless(name, kind, at) for name, kind in kinds.items()})


def lab(fact: str, value: str | int | Decimal, at: datetime) -> Lab:
    """A laboratory value in the unit in which it is judged."""
    return Lab(value=Decimal(value), unit=ANALYTES[fact].unit, at=at)


def _harmless(fact: str, kind: type, at: datetime) -> Any:
    harmless: Mapping[type, Any] = {
        Told: Told(answer=False, at=at),
        LastDay: LastDay(on=None, at=at),
        LastDose: LastDose(taken=None, at=at),
        Malignancy: Malignancy(status=Cancer.NEVER, at=at),
        Anticoagulation: Anticoagulation(drug=BloodThinner.NONE, at=at),
        Pregnancy: Pregnancy(status=Expecting.NEITHER, at=at),
        Tonnis: Tonnis(grade=0, at=at),
        Anaesthetic: Anaesthetic(drug=LocalAnaesthetic.NONE, at=at),
    }
    return lab(fact, VALUES[fact], at) if kind is Lab else harmless[kind]
