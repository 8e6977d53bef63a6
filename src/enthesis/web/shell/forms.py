"""Plain forms: an error summary that links to the fields, and keys that make a second send harmless."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import phonenumbers
from django import forms
from django.utils.translation import gettext as _

from enthesis.domain.errors import Problem
from enthesis.domain.people.patient import check_name
from enthesis.domain.practice.clock import wall_to_utc
from enthesis.web.shell.problems import in_words


class ActForm(forms.Form):
    """A form that does something: sent twice with one key, it does it once."""

    error_css_class = "has-error"
    required_css_class = "is-required"
    use_required_attribute = False  # the summary says what is missing, in words

    submit_key = forms.CharField(max_length=64, widget=forms.HiddenInput, initial=lambda: str(uuid4()))

    def full_clean(self) -> None:
        """Fields that a form added to its own speak in our words, too."""
        for field in self.fields.values():
            say_in_own_words(field)
        super().full_clean()

    def add_problem(self, problem: Problem) -> None:
        """Shows a domain problem at the field it names, or on top of the form."""
        field = problem.code if problem.code in self.fields else None
        self.add_error(field, in_words(problem))


def say_in_own_words(field: forms.Field) -> None:
    """What the framework would say of this field is said in our words; what the field says itself stays."""
    for code, own in (("required", missing(field)), *_wrong()):
        if _is_unsaid(field, code):
            field.error_messages[code] = own


def _is_unsaid(field: forms.Field, code: str) -> bool:
    """Whether the field has no sentence of its own for it."""
    if isinstance(field, forms.FileField) and code != "required":
        return False
    usual = [getattr(kind, "default_error_messages", {}).get(code) for kind in type(field).__mro__]
    return field.error_messages.get(code) in usual


def _wrong() -> tuple[tuple[str, str], ...]:
    return (
        (
            "max_length",
            _("At most %(limit_value)s characters fit here; you typed %(show_value)s. Shorten it."),
        ),
        ("min_value", _("Enter %(limit_value)s or more.")),
        ("max_value", _("Enter %(limit_value)s or less.")),
        ("invalid_choice", _("Choose one of the answers on the page.")),
        ("invalid_list", _("Choose from the answers on the page.")),
    )


def missing(field: forms.Field) -> str:
    """What to do about an empty field, in the words that fit its kind."""
    if isinstance(field.widget, forms.HiddenInput):
        return _("This page was not complete. Load it again.")
    if isinstance(field, forms.BooleanField):
        return _("Tick this to go on.")
    if isinstance(field, forms.ChoiceField):
        return _("Choose one.")
    if isinstance(field, (forms.DateField, forms.DateTimeField)):
        return _("Enter a date.") if isinstance(field, forms.DateField) else _("Enter a date and time.")
    return _("Enter this.")


class CaseForm(ActForm):
    """A form that records something on a case or product; `version` is what its reader saw."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class NameField(forms.CharField):
    """A name that reads as it was typed, on a screen and in a table."""

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value:
            try:
                check_name("name", value)
            except Problem as problem:
                raise forms.ValidationError(in_words(problem)) from None


class PhoneField(forms.CharField):
    """A telephone number, kept in E.164 form; one without a country code is read as American."""

    def clean(self, value: Any) -> str:
        typed = str(super().clean(value))
        if not typed:
            return ""
        try:
            number = phonenumbers.parse(typed, "US")
        except phonenumbers.NumberParseException:
            number = None
        if number is None or not phonenumbers.is_valid_number(number):
            raise forms.ValidationError(_("Enter a telephone number with its area code."))
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


class MomentField(forms.DateTimeField):
    """A local wall time (an input of type datetime-local); `to_moment` gives the moment at an office."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    input_formats = ("%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M")


def to_moment(wall: datetime, zone: str) -> datetime:
    """The moment a wall time means at an office. Raises Invalid where the clocks skip or repeat it."""
    return wall_to_utc(wall.replace(tzinfo=None), zone)


def wall_now(at: datetime, zone: str) -> datetime:
    """What the office's clock shows, for a field that begins with now."""
    return at.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None, second=0, microsecond=0)
