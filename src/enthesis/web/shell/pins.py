"""A new PIN, typed twice."""

from typing import Any

from django import forms

from enthesis.domain.errors import Problem
from enthesis.domain.people.staff import check_pin
from enthesis.web.shell.forms import ActForm
from enthesis.web.shell.problems import in_words


def _pin(label: str, *, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=12,
        widget=forms.PasswordInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


class NewPinForm(ActForm):
    pin = _pin("New PIN", help_text="Four to twelve digits that are not all the same.")
    again = _pin("New PIN, again")

    def clean_pin(self) -> str:
        pin: str = self.cleaned_data["pin"]
        try:
            check_pin(pin)
        except Problem as problem:
            raise forms.ValidationError(in_words(problem)) from None
        return pin

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if told.get("pin") and told.get("again") and told["pin"] != told["again"]:
            self.add_error("again", "The two are not the same. Type the new PIN twice.")
        return told
