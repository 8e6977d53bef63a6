"""The date of birth in three fields: nobody has to guess an order."""

from datetime import date
from typing import Any

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from enthesis.web.shell.forms import ActForm

ENTER = _("Enter your date of birth: day, month and year, for example 12 March 1961.")


class BirthDateForm(ActForm):
    """Gives `birth_date`. Every way to be wrong gets the same sentence, once."""

    day = forms.IntegerField(
        label=_("Day"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "bday-day", "maxlength": 2}),
    )
    month = forms.TypedChoiceField(
        label=_("Month"),
        required=False,
        choices=[("", _("Choose")), *MONTHS.items()],
        coerce=int,
        widget=forms.Select(attrs={"autocomplete": "bday-month"}),
    )
    year = forms.IntegerField(
        label=_("Year"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "bday-year", "maxlength": 4}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        try:
            cleaned["birth_date"] = date(*(int(cleaned.get(name) or 0) for name in ("year", "month", "day")))
        except (ValueError, OverflowError):
            for name in ("day", "month", "year"):
                self.errors.pop(name, None)
            self.add_error("day", ENTER)
        return cleaned
