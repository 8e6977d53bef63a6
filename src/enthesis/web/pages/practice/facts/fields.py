"""The fields of one question: its answer, what more is asked of some answers, and when it was told."""

from django import forms
from django.utils.translation import gettext_lazy as _

from enthesis.domain.candidacy.facts import (
    Anaesthetic,
    Anticoagulation,
    Lab,
    LastDay,
    LastDose,
    Malignancy,
)
from enthesis.domain.candidacy.labs import ANALYTES
from enthesis.domain.numbers import unit
from enthesis.web.pages.practice.facts.questions import Question
from enthesis.web.shell.answers import Radios, Words, day_field
from enthesis.web.shell.forms import MomentField
from enthesis.web.shell.printed import PrintedNumber

Fields = dict[str, forms.Field]


def fields_of(question: Question, known: object) -> Fields:
    """By name, in the order of the page. `known` is what the record holds of it now."""
    at = f"{question.fact}_at"
    if question.kind is Lab:
        taken = _("%(test)s: sample taken") % {"test": question.title}
        return {**_lab(question, known), at: MomentField(label=taken, required=False)}
    answer = forms.ChoiceField(
        label=question.title, choices=question.choices, required=False, widget=Radios()
    )
    told = MomentField(label=_("Told at"), required=False, help_text=_("Empty: told just now."))
    return {question.fact: answer, **_more(question), at: told}


def _more(question: Question) -> Fields:
    name = question.fact
    match question.kind:
        case kind if kind is Malignancy:
            return {f"{name}_since": day_field(_("In remission since"), required=False)}
        case kind if kind in (LastDose, Anticoagulation):
            return {f"{name}_taken": MomentField(label=_("Last dose taken"), required=False)}
        case kind if kind is LastDay:
            return {f"{name}_on": day_field(_("Last on"), required=False)}
        case kind if kind is Anaesthetic:
            return {f"{name}_percent": _decimal(_("Strength, %"))}
        case _:
            return {}


def _lab(question: Question, known: object) -> Fields:
    """The unit that the record holds is always offered: what is shown is what is kept."""
    name = question.fact
    choices = _units(question, known.unit if isinstance(known, Lab) else None)
    return {
        f"{name}_value": _decimal(_("%(test)s, as printed") % {"test": question.title}),
        f"{name}_unit": forms.ChoiceField(
            label=_("%(test)s: unit") % {"test": question.title}, choices=choices
        ),
    }


def _units(question: Question, kept: str | None) -> list[tuple[str, Words]]:
    """Of units that are printed alike one is offered: the kept one, else the first."""
    analyte = ANALYTES[question.fact]
    by_name: dict[str, str] = {}
    for one in analyte.offered:
        by_name.setdefault(unit(one) or question.title, one)
    if kept is not None and kept in analyte.factors:
        by_name[unit(kept) or question.title] = kept
    elif kept is not None and kept not in analyte.offered:
        by_name[unit(kept) or str(_("no unit"))] = kept
    return [(one, name) for name, one in by_name.items()]


def _decimal(label: Words) -> PrintedNumber:
    return PrintedNumber(
        label=label,
        required=False,
        min_value=0,
        max_digits=12,
    )
