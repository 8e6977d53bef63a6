"""The synthetic patients of the table beside this file, as values, as JSON and as typed into the page.

All three are made from what the table says, none from another: a fault in one way does not hide in the next.
Everybody is judged at noon of 2 March 2026 at an office in New York.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from functools import cache
from pathlib import Path
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
from enthesis.domain.candidacy.policy import Policy, PolicyAction, PolicyValue
from enthesis.domain.candidacy.rulebook import numbers
from enthesis.domain.terms import Option
from enthesis.domain.verdict import Verdict

Json = dict[str, Any]

NOON = datetime(2026, 3, 2, 12, tzinfo=timezone(timedelta(hours=-5)))
DECIDED_BY, DECIDED_ON = "Sam Surgeon", NOON.date()
KINDS: Mapping[str, str] = {
    name: get_args(kind)[0].__name__ for name, kind in get_type_hints(Facts).items() if name != "at"
}
WELL = {
    "Told": "no",
    "LastDay": "never",
    "LastDose": "never",
    "Malignancy": "never",
    "Anticoagulation": "none",
    "Pregnancy": "neither",
    "Tonnis": "0",
    "Anaesthetic": "none",
}
WELL_LABS = {"platelets": "240", "haemoglobin": "13.5", "inr": "1", "hba1c": "5.6"}
TABLE = Path(__file__).with_suffix(".txt")


@dataclass(frozen=True, slots=True)
class Said:
    """One fact as the table tells it: `value`, with `detail` behind `:` or a unit behind `_`, `days` ago."""

    fact: str
    value: str
    detail: str = ""
    unit: str | None = None
    days: int = 0

    @property
    def kind(self) -> str:
        return KINDS[self.fact]

    @property
    def at(self) -> datetime:
        return NOON - timedelta(days=self.days)

    @property
    def hours(self) -> int | None:
        """How long ago the last dose was; None where its time is not told."""
        told = self.value if self.kind == "LastDose" else self.detail
        return int(told[:-1]) if told.endswith("h") else None

    @property
    def taken(self) -> datetime | None:
        return None if self.hours is None else NOON - timedelta(hours=self.hours)

    @property
    def on(self) -> date | None:
        """The last day; None where it is never."""
        if self.value == "never":
            return None
        if self.value.endswith("d"):
            return DECIDED_ON - timedelta(days=int(self.value[:-1]))
        return date.fromisoformat(self.value)

    @property
    def printed_unit(self) -> str:
        """Of a laboratory value: the one it is judged in where the table names none."""
        return ANALYTES[self.fact].unit if self.unit is None else self.unit


@dataclass(frozen=True, slots=True)
class Given:
    """An override in force at noon, or one that has ended by then."""

    rule: str
    option: Option
    lapsed: bool


@dataclass(slots=True)
class Patient:
    """One line: what is said, what the site decided, who was overridden, and what the table expects.

    `speaking` are the rules that are not clear, None for all of them; `signable` the options that are not
    held back.
    """

    name: str
    said: dict[str, Said] = field(default_factory=dict)
    decided: dict[str, str] = field(default_factory=dict)
    given: list[Given] = field(default_factory=list)
    changed: tuple[str, ...] = ()
    worst: Mapping[Option, str] = field(default_factory=dict)
    speaking: frozenset[str] | None = None
    signable: frozenset[Option] = frozenset()

    @property
    def policy(self) -> Policy:
        """As values; its version is `x`."""
        who: dict[str, Any] = {"decided_by": DECIDED_BY, "decided_on": DECIDED_ON}
        values, actions = [], []
        for key, told in self.decided.items():
            if key in numbers():
                unit = numbers()[key].unit
                values.append(PolicyValue(key=key, value=Decimal(told), unit=unit, **who))
            else:
                rule, option = key.split(".")
                verdict = Verdict[told.upper()]
                actions.append(PolicyAction(rule=rule, option=Option(option), verdict=verdict, **who))
        return Policy(version="x", values=tuple(values), actions=tuple(actions))

    @property
    def facts(self) -> Facts:
        """As values."""
        return Facts(at=NOON, **{name: fact_of(said) for name, said in self.said.items()})

    @property
    def asked(self) -> Json:
        """As another program asks, without the overrides: their words are those of the finding."""
        told: Json = {"at": NOON.isoformat(), **{name: json_of(said) for name, said in self.said.items()}}
        return {"facts": told, **({"policy": self._decisions()} if self.decided else {})}

    @property
    def typed(self) -> dict[str, str]:
        """As it is typed into the page; a field that is left out is empty."""
        return {key: text for said in self.said.values() for key, text in typed(said).items()}

    def _decisions(self) -> Json:
        who = {"decided_by": DECIDED_BY, "decided_on": DECIDED_ON.isoformat()}
        values, actions = [], []
        for key, told in self.decided.items():
            if key in numbers():
                values.append({"key": key, "value": float(told), "unit": numbers()[key].unit, **who})
            else:
                rule, option = key.split(".")
                actions.append({"rule": rule, "option": option, "verdict": told, **who})
        return {"version": "x", "values": values, "actions": actions}


@cache
def patients() -> tuple[Patient, ...]:
    """Everybody in the table."""
    table = TABLE.read_text(encoding="utf-8").partition("\n# ")[2]
    return tuple(_patient(line) for line in table.splitlines() if "|" in line)


def _patient(line: str) -> Patient:
    name, words, worst, codes, signable = (cell.strip() for cell in line.split("|"))
    patient = Patient(name, said=everything(0))
    told: dict[str, Said | None] = {}
    for word in words.split():
        _read(patient, word, told)
    for fact, said in told.items():
        if said is None:
            patient.said.pop(fact, None)
        else:
            patient.said[fact] = said
    patient.changed = tuple(told)
    patient.worst = dict(zip(Option, worst.split(), strict=True))
    patient.speaking = None if codes == "*" else frozenset(codes.split())
    patient.signable = frozenset(option for option in Option if option.value[0] in signable)
    return patient


def _read(patient: Patient, word: str, told: dict[str, Said | None]) -> None:
    name, _, value = word.partition("=")
    if name.endswith(":"):
        patient.decided[name[:-1]] = value
    elif name in ("over", "lapsed"):
        rule, option = value.split(".")
        patient.given.append(Given(rule, Option(option), name == "lapsed"))
    elif word == "nothing":
        patient.said = {}
    elif word.startswith("all@"):
        patient.said = everything(int(word.removeprefix("all@")))
    else:
        told[name] = None if value == "?" else said_of(name, value)


def everything(days: int) -> dict[str, Said]:
    """Every fact, all of it harmless."""
    return {
        name: said_of(name, f"{WELL_LABS.get(name) or WELL[kind]}@{days}") for name, kind in KINDS.items()
    }


def said_of(fact: str, text: str) -> Said:
    told, _, days = text.partition("@")
    value, _, detail = told.partition(":")
    if KINDS[fact] == "Lab":
        number, printed, unit = value.partition("_")
        return Said(fact, number, unit=unit if printed else None, days=int(days or 0))
    return Said(fact, value, detail, days=int(days or 0))


def fact_of(said: Said) -> Any:
    """The fact as a value."""
    at = said.at
    match said.kind:
        case "Told":
            return Told(answer={"yes": True, "no": False}[said.value], at=at)
        case "Lab":
            return Lab(value=Decimal(said.value), unit=said.printed_unit, at=at)
        case "LastDay":
            return LastDay(on=said.on, at=at)
        case "LastDose":
            return LastDose(taken=said.taken, at=at)
        case "Malignancy":
            since = date.fromisoformat(said.detail) if said.detail else None
            return Malignancy(status=Cancer(said.value), remission_since=since, at=at)
        case "Anticoagulation":
            return Anticoagulation(drug=BloodThinner(said.value), taken=said.taken, at=at)
        case "Pregnancy":
            return Pregnancy(status=Expecting(said.value), at=at)
        case "Tonnis":
            return Tonnis(grade=int(said.value), at=at)
        case "Anaesthetic":
            percent = Decimal(said.detail) if said.detail else None
            return Anaesthetic(drug=LocalAnaesthetic(said.value), percent=percent, at=at)
        case kind:
            raise LookupError(f"The notation has no {kind}.")


def json_of(said: Said) -> Json:
    """The fact as another program tells it."""
    at = said.at.isoformat()
    taken = said.taken.isoformat() if said.taken else None
    match said.kind:
        case "Told":
            return {"answer": said.value == "yes", "at": at}
        case "Lab":
            return {"value": float(said.value), "unit": said.printed_unit, "at": at}
        case "LastDay":
            return {"on": said.on.isoformat() if said.on else None, "at": at}
        case "LastDose":
            return {"taken": taken, "at": at}
        case "Malignancy":
            return {"status": said.value, "remission_since": said.detail or None, "at": at}
        case "Anticoagulation":
            return {"drug": said.value, "taken": taken, "at": at}
        case "Pregnancy":
            return {"status": said.value, "at": at}
        case "Tonnis":
            return {"grade": int(said.value), "at": at}
        case "Anaesthetic":
            return {"drug": said.value, "percent": float(said.detail) if said.detail else None, "at": at}
        case kind:
            raise LookupError(f"The notation has no {kind}.")


def typed(said: Said) -> dict[str, str]:
    """The fields of the page, on the office's clock."""
    fact, at = said.fact, _wall(said.at)
    taken = {f"{fact}_taken": _wall(said.taken)} if said.taken else {}
    match said.kind:
        case "Lab":
            return {f"{fact}_value": said.value, f"{fact}_unit": said.printed_unit, f"{fact}_at": at}
        case "LastDay" | "LastDose":
            on = {f"{fact}_on": said.on.isoformat()} if said.kind == "LastDay" and said.on else {}
            return {fact: "no" if said.value == "never" else "yes", **taken, **on, f"{fact}_at": at}
        case "Malignancy":
            since = {f"{fact}_since": said.detail} if said.detail else {}
            return {fact: said.value, **since, f"{fact}_at": at}
        case "Anticoagulation":
            return {fact: said.value, **taken, f"{fact}_at": at}
        case "Anaesthetic":
            percent = {f"{fact}_percent": said.detail} if said.detail else {}
            return {fact: said.value, **percent, f"{fact}_at": at}
        case _:
            return {fact: said.value, f"{fact}_at": at}


def _wall(at: datetime | None) -> str:
    assert at is not None
    return f"{at:%Y-%m-%dT%H:%M}"
