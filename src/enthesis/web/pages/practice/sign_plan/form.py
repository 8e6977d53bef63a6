"""The signature under a plan, and the warnings it is given in spite of."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enthesis.web.shell.acting import SignedForm

WARNINGS = "acknowledged"


class Warnings(forms.MultipleChoiceField):
    """All must be ticked; the plan itself says which are not."""

    def validate(self, value: list[str]) -> None:
        if value:
            super().validate(value)


class SignPlanForm(SignedForm):
    """A box for each warning, none ticked, and the password: what is signed stands on the page."""

    def __init__(self, data: Any, *, initial: dict[str, object], warnings: tuple[str, ...]) -> None:
        super().__init__(data, initial=initial)
        if not warnings:
            return
        self.fields[WARNINGS] = Warnings(
            label=_("Warnings you have weighed"),
            help_text=_("Tick each one. It is kept with your signature."),
            choices=[(warning, warning) for warning in warnings],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": _("A warning has changed. Read them again.")},
        )
        self.order_fields((WARNINGS, "password"))

    @property
    def acknowledged(self) -> tuple[str, ...]:
        return tuple(self.cleaned_data.get(WARNINGS, ()))
