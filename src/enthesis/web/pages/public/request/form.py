"""What a visitor fills in to ask for a consultation."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enthesis.domain.errors import Problem
from enthesis.domain.people.patient import Contact
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.red_flags import RED_FLAGS, check_can_wait
from enthesis.domain.practice.referral import Asked
from enthesis.domain.terms import Side
from enthesis.web.shell.forms import ActForm, PhoneField
from enthesis.web.shell.problems import in_words


class RequestForm(ActForm):
    red_flag = forms.MultipleChoiceField(
        label=_("Do you have any of these now?"),
        help_text=_("Tick what applies. Leave all empty if none does."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(flag.id, _(flag.asked)) for flag in RED_FLAGS],
    )
    side = forms.ChoiceField(
        label=_("Which hip?"),
        widget=forms.RadioSelect,
        choices=[(Side.LEFT.value, _("Left")), (Side.RIGHT.value, _("Right"))],
        error_messages={"required": _("Choose the left or the right hip.")},
    )
    reason = forms.CharField(
        label=_("What brings you?"),
        help_text=_("A sentence is enough."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    office = forms.ChoiceField(
        label=_("Office"), error_messages={"required": _("Choose an office.")}, choices=()
    )
    given = forms.CharField(
        label=_("Given name"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
        error_messages={"required": _("Enter your given name.")},
    )
    family = forms.CharField(
        label=_("Family name"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
        error_messages={"required": _("Enter your family name.")},
    )
    birth_date = forms.DateField(
        label=_("Date of birth"),
        widget=forms.DateInput(attrs={"type": "date", "autocomplete": "bday"}),
        error_messages={
            "required": _("Enter your date of birth."),
            "invalid": _("Enter your date of birth as year, month and day, for example 1961-03-12."),
        },
    )
    email = forms.EmailField(
        label=_("Mail address"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("Enter a mail address such as name@example.org.")},
    )
    phone = PhoneField(
        label=_("Telephone"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )

    def __init__(self, *args: Any, practice: Practice, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language = language[:2]
        self.fields["office"].choices = [(o.slug, o.name) for o in practice.offices]  # type: ignore[attr-defined]

    def clean_red_flag(self) -> list[str]:
        """An emergency is answered at once, whatever else is still missing."""
        ticked: list[str] = self.cleaned_data["red_flag"]
        try:
            check_can_wait(frozenset(ticked))
        except Problem as problem:
            raise forms.ValidationError(in_words(problem)) from None
        return ticked

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            try:
                self.asked = self._asked(cleaned)
            except Problem as problem:
                self.add_error("email" if problem.code == "contact" else None, in_words(problem))
        return cleaned

    @property
    def red_flags(self) -> frozenset[str]:
        return frozenset(self.cleaned_data["red_flag"])

    def _asked(self, cleaned: dict[str, Any]) -> Asked:
        birth_date: date = cleaned["birth_date"]
        contact = Contact(
            given=cleaned["given"],
            family=cleaned["family"],
            birth_date=birth_date,
            email=cleaned["email"],
            phone=cleaned["phone"],
            language=self.language,
        )
        return Asked(
            contact=contact, side=Side(cleaned["side"]), reason=cleaned["reason"], office=cleaned["office"]
        )
