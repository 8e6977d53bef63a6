from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from enthesis.web.shell.answers import day_field
from enthesis.web.shell.quality import Period


class PeriodForm(forms.Form):
    """From which day to which."""

    use_required_attribute = False

    first = day_field("From")
    last = day_field("To")

    def __init__(self, data: Any, *, on: date) -> None:
        self.usual = Period(first=date(on.year - 1, 1, 1), last=on, today=on)
        given = {"first": self.usual.first, "last": self.usual.last}
        asked = data if data and any(name in data for name in given) else None
        super().__init__(asked, initial=given)
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-control"

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("first") and told.get("last") and told["first"] > told["last"]:
            self.add_error("last", _("The last day is before the first."))
        return told

    @property
    def period(self) -> Period:
        """As asked, else this year and the one before."""
        if self.is_bound and self.is_valid():
            return Period(
                first=self.cleaned_data["first"], last=self.cleaned_data["last"], today=self.usual.today
            )
        return self.usual
