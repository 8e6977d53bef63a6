"""Whom the desk is to call: somebody with a sign that must not wait."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enthesis.domain.errors import Problem
from enthesis.domain.people.patient import Contact
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.practice.referral import Asked
from enthesis.domain.terms import Side
from enthesis.web.shell.asking_forms import SIDES, check_born
from enthesis.web.shell.born import BirthDateForm
from enthesis.web.shell.forms import PhoneField
from enthesis.web.shell.problems import in_words
from enthesis.web.shell.requests import Request


class CallForm(BirthDateForm):
    """Gives `asked`: as little as the practice needs to know who calls, or whom to call."""

    given = forms.CharField(
        label=gettext_lazy("Given name"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
        error_messages={"required": gettext_lazy("Enter your given name.")},
    )
    family = forms.CharField(
        label=gettext_lazy("Family name"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
        error_messages={"required": gettext_lazy("Enter your family name.")},
    )
    phone = PhoneField(
        label=gettext_lazy("Telephone"),
        max_length=40,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        error_messages={"required": gettext_lazy("Enter a telephone number with its area code.")},
    )
    side = forms.ChoiceField(
        label=gettext_lazy("Which hip?"),
        widget=forms.RadioSelect,
        choices=SIDES,
        error_messages={"required": gettext_lazy("Choose the left or the right hip.")},
    )
    office = forms.ChoiceField(
        label=gettext_lazy("Office"), error_messages={"required": gettext_lazy("Choose an office.")}
    )
    website = forms.CharField(required=False, max_length=200)
    field_order = (
        "submit_key", "given", "family", "phone", "day", "month", "year", "side", "office", "website",
    )  # fmt: skip

    def __init__(self, *args: Any, request: Request, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        offices = [(o.slug, o.name) for o in request.practice.offices]
        choices = offices if len(offices) == 1 else [("", _("Choose")), *offices]
        self.fields["office"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("website"):
            self.add_error(None, _("This looks as if a program had filled it in. Please send it again."))
        if cleaned.get("office") and "birth_date" in cleaned:
            zone = self.request.practice.office(cleaned["office"]).zone
            check_born(self, cleaned["birth_date"], on=utc_to_wall(self.request.at, zone).date())
        if not self.errors:
            try:
                self.asked = self._asked(cleaned)
            except Problem as problem:
                self.add_error(None, in_words(problem))
        return cleaned

    def _asked(self, cleaned: dict[str, Any]) -> Asked:
        contact = Contact(
            given=cleaned["given"],
            family=cleaned["family"],
            birth_date=cleaned["birth_date"],
            phone=cleaned["phone"],
            language=self.request.LANGUAGE_CODE[:2],
        )
        return Asked(contact=contact, side=Side(cleaned["side"]), reason="", office=cleaned["office"])
