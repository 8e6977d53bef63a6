"""Which ways of being reminded somebody said yes to, as staff record it."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enthesis.domain.people.patient import Reach
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.store.patients import load_agreement
from enthesis.store.people import list_people
from enthesis.store.scope import Scope
from enthesis.web.shell.present import day


class AgreedField(forms.MultipleChoiceField):
    """Gives the ways in their usual order; none where nothing is ticked."""

    def __init__(self) -> None:
        super().__init__(
            label=gettext_lazy("Agreed to be reminded by"),
            help_text=gettext_lazy("Ask, and tick what they said yes to. Without a yes nobody is reminded."),
            required=False,
            choices=[(way.value, way.label) for way in Reach],
            widget=forms.CheckboxSelectMultiple,
        )

    def clean(self, value: Any) -> tuple[Reach, ...]:
        ticked = super().clean(value)
        return tuple(way for way in Reach if way.value in ticked)


def check_agreed(form: forms.Form) -> None:
    """A way that was agreed to needs its address; what is missing is told at the field `agreed`."""
    told = form.cleaned_data
    ways = set(told.get("agreed", ()))
    if {"email", "phone", "agreed"} & set(form.errors):
        return
    if Reach.EMAIL in ways and not told["email"]:
        form.add_error("agreed", _("For reminders by mail, enter a mail address."))
    if {Reach.TEXT, Reach.CALL} & ways and not told["phone"]:
        form.add_error("agreed", _("For reminders by telephone, enter a telephone number."))


def agreement_words(scope: Scope, patient: UUID, *, zone: str) -> str:
    """What was agreed to, with when that was recorded and by whom; empty where it is nothing."""
    said = load_agreement(scope, patient)
    if not said.agreed:
        return ""
    when = day(utc_to_wall(said.at, zone).date())
    told = {"ways": ", ".join(way.label for way in said.agreed), "when": when}
    by = next((one.name for one in list_people(scope) if one.id == said.by), None)
    if by is None:
        return _("%(ways)s: recorded %(when)s, as they asked.") % told
    return _("%(ways)s: recorded %(when)s by %(name)s.") % {**told, "name": by}
