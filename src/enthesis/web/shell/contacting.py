"""Names, birth date, addresses, language and agreement to reminders of a patient."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from enthesis.domain.errors import Problem
from enthesis.domain.people.patient import LONGEST, Contact
from enthesis.web.shell.agreeing import AgreedField, check_agreed
from enthesis.web.shell.answers import day_field
from enthesis.web.shell.forms import CaseForm, NameField, PhoneField

FIELDS = ("given", "family", "birth_date", "email", "phone", "language", "agreed")


class ContactForm(CaseForm):
    """`version` is that of the contact, not of the case."""

    given = NameField(
        label=_("Given name"),
        max_length=LONGEST["given"],
        error_messages={"required": _("Enter the given name.")},
    )
    family = NameField(
        label=_("Family name"),
        max_length=LONGEST["family"],
        error_messages={"required": _("Enter the family name.")},
    )
    birth_date = day_field(_("Date of birth"), help_text=_("The patient enters it to open a private link."))
    email = forms.EmailField(
        label=_("Mail address"),
        required=False,
        max_length=LONGEST["email"],
        error_messages={"invalid": _("Enter a mail address such as name@example.org.")},
    )
    phone = PhoneField(
        label=_("Telephone"), required=False, max_length=40, widget=forms.TextInput(attrs={"type": "tel"})
    )
    language = forms.ChoiceField(
        label=_("Language"),
        help_text=_("Messages and forms come in this language."),
        choices=settings.LANGUAGES,
        error_messages={"required": _("Choose a language.")},
    )

    agreed = AgreedField()

    def __init__(self, data: Any, *, initial: dict[str, object], agreement: str = "") -> None:
        super().__init__(data, initial=initial)
        self.fields["agreed"].help_text = agreement or self.fields["agreed"].help_text
        for name in FIELDS:
            self.fields[name].widget.attrs["autocomplete"] = "off"  # not that of the person at the desk

    def clean(self) -> None:
        check_agreed(self)

    def add_problem(self, problem: Problem) -> None:
        """What cannot be reached at all is told at the mail address."""
        if problem.code == "contact":
            self.add_error("email", str(problem))
        else:
            super().add_problem(problem)

    def contact(self) -> Contact:
        return Contact(**{name: self.cleaned_data[name] for name in FIELDS})


def begin_with(contact: Contact) -> dict[str, object]:
    """The fields as they stand."""
    return {name: getattr(contact, name) for name in FIELDS}
