"""A number as a report prints it: with a point or a comma. What could be read in two ways is asked about."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LIMIT = re.compile(r"[<>≤≥]=?\s*\S")
DECIMAL_COMMA = re.compile(r"(?P<whole>[+-]?\d*),(?P<part>\d+)")
THOUSANDS = 3  # so many digits behind a comma may part thousands


class PrintedNumber(forms.DecimalField):
    """A decimal number, typed as text, so that a browser sends and shows again whatever was typed.

    A comma before three digits may part thousands, and `<5` is a limit of the method: neither is guessed at.
    """

    default_error_messages = {
        "invalid": gettext_lazy("That is not a number. Enter digits and a point, such as 5.5."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        return super().to_python(_with_point(value.strip()) if isinstance(value, str) else value)


def _with_point(typed: str) -> str:
    """The number with a decimal point. Raises ValidationError for one that says two things."""
    if LIMIT.match(typed):
        raise forms.ValidationError(
            _("“%(typed)s” says what the value is not. Leave it empty until there is a value.")
            % {"typed": typed[:20]},
            code="limit",
        )
    comma = DECIMAL_COMMA.fullmatch(typed)
    if comma is None:
        return typed
    whole, part = comma["whole"].lstrip("+-"), comma["part"]
    if len(part) == THOUSANDS and whole.strip("0"):
        raise forms.ValidationError(
            _("“%(typed)s” may be %(thousands)s or %(decimal)s. Enter it without a comma.")
            % {"typed": typed, "thousands": whole + part, "decimal": f"{whole}.{part}"},
            code="comma",
        )
    return typed.replace(",", ".")
