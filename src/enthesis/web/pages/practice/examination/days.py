"""Several days in one field, one a line."""

from datetime import date, datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

FORMS = ("%Y-%m-%d", "%m/%d/%Y")


class Days(forms.CharField):
    """Days, earliest first; a day may be typed with the year first, or as month/day/year."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value: object) -> object:
        if isinstance(value, list | tuple):
            return "\n".join(day.isoformat() for day in value)
        return value

    def clean(self, value: object) -> tuple[date, ...]:
        told = str(super().clean(value)).replace(",", " ").replace(";", " ").split()
        return tuple(sorted(_day(one) for one in told))


def _day(told: str) -> date:
    for form in FORMS:
        try:
            return datetime.strptime(told, form).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
    raise ValidationError(_("%(told)s is not a day. Enter it like 2027-03-08.") % {"told": told[:20]})
