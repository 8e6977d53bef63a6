"""Patients across the whole table: the worst verdict of each option, who says so, what can be signed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args, get_type_hints
from uuid import UUID

import pytest

from enthesis.domain.candidacy.assess import assess
from enthesis.domain.candidacy.facts import (
    NOON,
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
from enthesis.domain.candidacy.policy import Policy, PolicyAction, PolicyValue
from enthesis.domain.candidacy.rulebook import numbers, rules
from enthesis.domain.terms import Option, PersonId
from enthesis.domain.verdict import Override, Verdict

KINDS: dict[str, type] = {
    name: get_args(kind)[0] for name, kind in get_type_hints(Facts).items() if name != "at"
}
WELL = {
    Told: "no",
    LastDay: "never",
    LastDose: "never",
    Malignancy: "never",
    Anticoagulation: "none",
    Pregnancy: "neither",
    Tonnis: "0",
    Anaesthetic: "none",
}
WELL_LABS = {"platelets": "240", "haemoglobin": "13.5", "inr": "1", "hba1c": "5.6"}
DECIDED: dict[str, Any] = {"decided_by": "Sam Surgeon", "decided_on": NOON.date()}
TABLE = Path(__file__).with_name("patients.txt").read_text(encoding="utf-8").partition("\n# ")[2]
LINES = [line for line in TABLE.splitlines() if "|" in line]


@dataclass
class Patient:
    known: dict[str, Any] = field(default_factory=dict)
    values: list[PolicyValue] = field(default_factory=list)
    actions: list[PolicyAction] = field(default_factory=list)
    overridden: list[tuple[str, Option, datetime]] = field(default_factory=list)

    def read(self, word: str) -> None:
        name, _, value = word.partition("=")
        if name.endswith(":"):
            self._decide(name[:-1], value)
        elif name in ("over", "lapsed"):
            rule, option = value.split(".")
            self.overridden.append((rule, Option(option), NOON + timedelta(days=name == "over")))
        elif word == "nothing":
            self.known = {}
        elif word.startswith("all@"):
            self.known = everything(word.removeprefix("all"))
        else:
            self.known[name] = None if value == "?" else fact(name, value)

    def _decide(self, key: str, value: str) -> None:
        if key in numbers():
            number = PolicyValue(key=key, value=Decimal(value), unit=numbers()[key].unit, **DECIDED)
            self.values.append(number)
        else:
            rule, option = key.split(".")
            verdict = Verdict[value.upper()]
            self.actions.append(PolicyAction(rule=rule, option=Option(option), verdict=verdict, **DECIDED))


def everything(age: str = "") -> dict[str, Any]:
    return {name: fact(name, WELL_LABS.get(name) or WELL[KINDS[name]], age) for name in KINDS}


def fact(name: str, text: str, age: str = "") -> object:
    """A known fact: `value`, `value:detail`, `value_unit`, each with `@days` when it is not of today."""
    told, _, days = f"{text}{age}".partition("@")
    at = NOON - timedelta(days=int(days or 0))
    value, _, detail = told.partition(":")
    match KINDS[name].__name__:
        case "Told":
            return Told(answer={"yes": True, "no": False}[value], at=at)
        case "Lab":
            number, printed, unit = value.partition("_")
            return Lab(value=Decimal(number), unit=unit if printed else ANALYTES[name].unit, at=at)
        case "LastDay":
            return LastDay(on=_day(value), at=at)
        case "LastDose":
            return LastDose(taken=_hours_ago(value), at=at)
        case "Malignancy":
            since = date.fromisoformat(detail) if detail else None
            return Malignancy(status=Cancer(value), remission_since=since, at=at)
        case "Anticoagulation":
            return Anticoagulation(drug=BloodThinner(value), taken=_hours_ago(detail), at=at)
        case "Pregnancy":
            return Pregnancy(status=Expecting(value), at=at)
        case "Tonnis":
            return Tonnis(grade=int(value), at=at)
        case "Anaesthetic":
            strength = Decimal(detail) if detail else None
            return Anaesthetic(drug=LocalAnaesthetic(value), percent=strength, at=at)
        case kind:
            raise LookupError(f"The notation has no {kind}.")


def _day(text: str) -> date | None:
    if text == "never":
        return None
    return NOON.date() - timedelta(days=int(text[:-1])) if text.endswith("d") else date.fromisoformat(text)


def _hours_ago(text: str) -> datetime | None:
    return NOON - timedelta(hours=int(text.removesuffix("h"))) if text.endswith("h") else None


def _overrides(patient: Patient, facts: Facts, policy: Policy) -> Iterator[Override]:
    """Each in the words the finding has, so that only the rules of overriding decide whether it covers."""
    found = {(f.rule, f.option): f.sentence for f in assess(facts, policy=policy).findings}
    for rule, option, until in patient.overridden:
        yield Override(
            rule=rule,
            option=option,
            sentence=found[rule, option],
            reason="discussed",
            by=PersonId(UUID(int=1)),
            name="Sam Surgeon",
            at=NOON - timedelta(hours=1),
            until=until,
        )


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.split("|")[0].strip())
def test_a_patient_is_judged_as_the_table_says(line: str) -> None:
    _, told, worst, codes, signable = (cell.strip() for cell in line.split("|"))
    patient = Patient(known=everything())
    for word in told.split():
        patient.read(word)
    facts = Facts(at=NOON, **patient.known)
    policy = Policy(version="x", values=tuple(patient.values), actions=tuple(patient.actions))

    found = assess(facts, policy=policy, overrides=tuple(_overrides(patient, facts, policy)))

    assert [_word(found.worst(option)) for option in Option] == worst.split()
    speaking = {f.rule for f in found.findings if f.verdict is not Verdict.CLEAR}
    assert speaking == ({r.code for r in rules()} if codes == "*" else set(codes.split()))
    assert _letters([o for o in Option if not found.obstacles(o)]) == signable


def test_there_are_many_patients_and_no_two_have_one_name() -> None:
    names = [line.split("|")[0].strip() for line in LINES]
    assert len(names) >= 200
    assert len(set(names)) == len(names)


def test_every_rule_is_met_and_every_fact_is_told() -> None:
    spoken = {code for line in LINES for code in line.split("|")[3].split()}
    assert {rule.code for rule in rules()} <= spoken
    told = {word.partition("=")[0] for line in LINES for word in line.split("|")[1].split()}
    assert {f.name for f in fields(Facts)} - {"at"} <= told


def _word(verdict: Verdict | None) -> str:
    return verdict.name.lower() if verdict is not None else "-"


def _letters(options: Sequence[Option]) -> str:
    return "".join(option.value[0] for option in options) or "-"
