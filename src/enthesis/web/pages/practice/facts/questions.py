"""One question for each fact, made from the facts' own declaration: a new fact is asked at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import get_args, get_type_hints

from django import forms
from django.utils.translation import gettext_lazy as _

from enthesis.domain.candidacy.facts import Cancer, Facts, Lab, LastDose, Malignancy, Told
from enthesis.domain.candidacy.reading import PRINTED
from enthesis.domain.candidacy.rulebook import rules
from enthesis.domain.errors import Invalid
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.web.shell.answers import NOT_KNOWN, YES, Radios, Words, day_field, said, yes_no
from enthesis.web.shell.forms import MomentField, to_moment
from enthesis.web.shell.present import words

TITLES: Mapping[str, Words] = {
    "malignancy": _("Malignancy"),
    "platelets": _("Platelet count"),
    "local_infection": _("Infection at the hip or at the site of harvest"),
    "nsaid": _("Anti-inflammatory drugs (NSAID)"),
}
ANSWERS: Mapping[type, Words] = {
    Malignancy: _("Is there, or was there, a malignancy?"),
    Lab: _("Is a laboratory value known?"),
    Told: _("Is there one?"),
    LastDose: _("Has one been taken?"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """`fact` is the field of `Facts`, `kind` its type; the form's fields begin with the fact's name."""

    fact: str
    kind: type
    title: Words
    hints: tuple[str, ...]
    rules: tuple[str, ...]

    def fields(self) -> dict[str, forms.Field]:
        made = {self.fact: _answer(self), **_details(self)}
        made[f"{self.fact}_at"] = MomentField(
            label=_("Sample taken") if self.kind is Lab else _("Told at"),
            required=False,
            help_text="" if self.kind is Lab else _("Leave empty for now."),
        )
        return made


def questions() -> tuple[Question, ...]:
    """A question for each fact, in the order of their declaration."""
    hints = {name: kind for name, kind in get_type_hints(Facts).items() if name != "at"}
    return tuple(_question(name, get_args(kind)[0]) for name, kind in hints.items())


def _question(fact: str, kind: type) -> Question:
    readers = [rule for rule in rules() if fact in rule.reads]
    return Question(
        fact=fact,
        kind=kind,
        title=TITLES.get(fact, words(fact)),
        hints=tuple(dict.fromkeys(rule.question for rule in readers)),
        rules=tuple(f"{rule.title} ({rule.code})" for rule in readers),
    )


def _answer(question: Question) -> forms.Field:
    label = ANSWERS[question.kind]
    if question.kind is Malignancy:
        choices = (
            ("active", _("Active")),
            ("remission", _("In remission")),
            ("never", _("Never")),
            ("", NOT_KNOWN),
        )
        return forms.ChoiceField(label=label, choices=choices, required=False, widget=Radios())
    if question.kind is Lab:
        return forms.ChoiceField(
            label=label, choices=(("yes", YES), ("", NOT_KNOWN)), required=False, widget=Radios()
        )
    return yes_no(label)


def _details(question: Question) -> dict[str, forms.Field]:
    name = question.fact
    if question.kind is Malignancy:
        return {f"{name}_since": day_field(_("In remission since"), required=False)}
    if question.kind is LastDose:
        return {f"{name}_taken": MomentField(label=_("Last dose taken"), required=False)}
    if question.kind is Lab:
        value = forms.DecimalField(
            label=_("Value, as printed"),
            required=False,
            widget=forms.NumberInput(attrs={"step": "any", "inputmode": "decimal"}),
        )
        unit = forms.ChoiceField(label=_("Unit, as printed"), choices=list(PRINTED.items()))
        return {f"{name}_value": value, f"{name}_unit": unit}
    return {}


def begin_with(fact: object, name: str, zone: str) -> dict[str, object]:
    """What the form shows of a fact that is already known."""
    match fact:
        case Malignancy():
            shown: dict[str, object] = {name: fact.status.value, f"{name}_since": fact.remission_since}
        case Lab():
            shown = {name: "yes", f"{name}_value": fact.value, f"{name}_unit": fact.unit}
        case Told():
            shown = {name: said(fact.answer)}
        case LastDose():
            taken = utc_to_wall(fact.taken, zone) if fact.taken else None
            shown = {name: said(fact.taken is not None), f"{name}_taken": taken}
        case _:
            return {}
    return {**shown, f"{name}_at": utc_to_wall(fact.at, zone)}


def fact_of(question: Question, told: Mapping[str, object], *, zone: str, at: datetime) -> object:
    """The fact as entered, told at `at`; None where it is not known. Raises Invalid, coded by the field."""
    name = question.fact
    answer = told.get(name)
    if answer in (None, ""):
        return None
    if question.kind is Malignancy:
        return Malignancy(status=Cancer(str(answer)), remission_since=told.get(f"{name}_since"), at=at)  # type: ignore[arg-type]
    if question.kind is Told:
        return Told(answer=bool(answer), at=at)
    if question.kind is LastDose:
        return LastDose(taken=_taken(name, told, zone) if answer else None, at=at)
    return _lab(name, told, at)


def _taken(name: str, told: Mapping[str, object], zone: str) -> datetime:
    wall = told.get(f"{name}_taken")
    if not isinstance(wall, datetime):
        raise Invalid(
            f"{name}_taken", "The time of the last dose is missing.", "Enter it, or choose “Not known”."
        )
    return to_moment(wall, zone)


def _lab(name: str, told: Mapping[str, object], at: datetime) -> Lab:
    if told.get(f"{name}_value") is None:
        raise Invalid(f"{name}_value", "The value is missing.", "Enter it as printed, or choose “Not known”.")
    return Lab(value=told[f"{name}_value"], unit=str(told[f"{name}_unit"]), at=at)  # type: ignore[arg-type]
