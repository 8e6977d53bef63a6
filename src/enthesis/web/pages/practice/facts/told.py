"""From what is told to the fact, and back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from enthesis.domain.candidacy.facts import (
    Anaesthetic,
    Anticoagulation,
    BloodThinner,
    Cancer,
    Expecting,
    Lab,
    LastDay,
    LastDose,
    LocalAnaesthetic,
    Malignancy,
    Pregnancy,
    Told,
    Tonnis,
)
from enthesis.domain.errors import Invalid
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.web.pages.practice.facts.questions import Question
from enthesis.web.shell.answers import said
from enthesis.web.shell.forms import to_moment


def begin_with(fact: object, name: str, zone: str) -> dict[str, object]:
    """What the form shows of a fact that is already known; nothing of one that is not."""
    match fact:
        case Malignancy():
            shown: dict[str, object] = {name: fact.status.value, f"{name}_since": fact.remission_since}
        case Lab():
            shown = {f"{name}_value": fact.value, f"{name}_unit": fact.unit}
        case Told():
            shown = {name: said(fact.answer)}
        case LastDose():
            shown = {name: said(fact.taken is not None), f"{name}_taken": _wall(fact.taken, zone)}
        case LastDay():
            shown = {name: said(fact.on is not None), f"{name}_on": fact.on}
        case Anticoagulation():
            shown = {name: fact.drug.value, f"{name}_taken": _wall(fact.taken, zone)}
        case Pregnancy():
            shown = {name: fact.status.value}
        case Tonnis():
            shown = {name: str(fact.grade)}
        case Anaesthetic():
            shown = {name: fact.drug, f"{name}_percent": fact.percent}
        case _:
            return {}
    return {**shown, f"{name}_at": utc_to_wall(fact.at, zone)}


def _wall(moment: datetime | None, zone: str) -> datetime | None:
    return utc_to_wall(moment, zone) if moment else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One answer of the form; `more` says whether what was entered beside it belongs to it."""

    fact: str
    answer: str
    told: Mapping[str, Any]
    more: bool
    zone: str
    born_on: date | None
    at: datetime

    def part(self, name: str) -> Any:
        return self.told.get(f"{self.fact}_{name}") if self.more else None

    def moment(self, part: str) -> datetime | None:
        wall = self.part(part)
        if wall is None:
            return None
        self._check_lived(part, wall.date())
        return to_moment(wall, self.zone)

    def day(self, part: str) -> date | None:
        found: date | None = self.part(part)
        if found is not None and found > utc_to_wall(self.at, self.zone).date():
            raise Invalid(f"{self.fact}_{part}", "That day has not come yet.", "Enter a day that is over.")
        if found is not None:
            self._check_lived(part, found)
        return found

    def _check_lived(self, part: str, day: date) -> None:
        if self.born_on is not None and day < self.born_on:
            raise Invalid(
                f"{self.fact}_{part}", "That day is before the patient was born.", "Check the year."
            )

    def missing(self, part: str, sentence: str) -> Invalid:
        return Invalid(f"{self.fact}_{part}", sentence, "Enter it, or choose “Not known”.")


def fact_of(
    question: Question, told: Mapping[str, Any], *, zone: str, born_on: date | None, at: datetime
) -> object:
    """The fact as entered, told at `at`; None where it is not known. Raises Invalid, coded by the field.

    What more was entered stands only with an answer of which more is asked.
    """
    name, answer = question.fact, str(told.get(question.fact) or "")
    if not answer and question.kind is not Lab:
        return None
    heard = Heard(
        fact=name,
        answer=answer,
        told=told,
        more=answer in question.more,
        zone=zone,
        born_on=born_on,
        at=at,
    )
    try:
        return _lab(name, told, at) if question.kind is Lab else _MADE[question.kind](heard)
    except Invalid as problem:
        raise _at_its_field(problem, name, told) from problem


def _at_its_field(problem: Invalid, name: str, told: Mapping[str, Any]) -> Invalid:
    """The same refusal, coded by the form's field where there is one for it."""
    field = f"{name}_{problem.code}"
    return Invalid(field, problem.sentence, problem.remedy) if field in told else problem


def _lab(name: str, told: Mapping[str, Any], at: datetime) -> Lab | None:
    value = told.get(f"{name}_value")
    return None if value is None else Lab(value=value, unit=str(told[f"{name}_unit"]), at=at)


def _last_dose(heard: Heard) -> LastDose:
    taken = heard.moment("taken")
    if heard.answer == "yes" and taken is None:
        raise heard.missing("taken", "The time of the last dose is missing.")
    return LastDose(taken=taken, at=heard.at)


def _last_day(heard: Heard) -> LastDay:
    on = heard.day("on")
    if heard.answer == "yes" and on is None:
        raise heard.missing("on", "The day is missing.")
    return LastDay(on=on, at=heard.at)


_MADE: Mapping[type, Callable[[Heard], object]] = {
    Told: lambda heard: Told(answer=heard.answer == "yes", at=heard.at),
    Malignancy: lambda heard: Malignancy(
        status=Cancer(heard.answer), remission_since=heard.day("since"), at=heard.at
    ),
    LastDose: _last_dose,
    LastDay: _last_day,
    Anticoagulation: lambda heard: Anticoagulation(
        drug=BloodThinner(heard.answer), taken=heard.moment("taken"), at=heard.at
    ),
    Pregnancy: lambda heard: Pregnancy(status=Expecting(heard.answer), at=heard.at),
    Tonnis: lambda heard: Tonnis(grade=int(heard.answer), at=heard.at),
    Anaesthetic: lambda heard: Anaesthetic(
        drug=LocalAnaesthetic(heard.answer), percent=heard.part("percent"), at=heard.at
    ),
}
