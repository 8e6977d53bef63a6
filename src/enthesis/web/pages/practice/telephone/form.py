import re
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from enthesis.domain.people.looked_up import Typed, read_date
from enthesis.domain.people.patient import LONGEST, Contact
from enthesis.domain.practice.caller import Caller, KnownCaller, NewCaller
from enthesis.domain.practice.red_flags import RED_FLAGS
from enthesis.domain.practice.referral import LONGEST_REASON
from enthesis.domain.terms import PatientId, Side
from enthesis.store.callers import Known
from enthesis.web.shell.agreeing import AgreedField, check_agreed
from enthesis.web.shell.forms import ActForm, PhoneField

NEW = "new"
IDENTITY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
LANGUAGES = (("en", "English"), ("es", "Español"))
SIDES = [(side.value, side.value.capitalize()) for side in Side]


class _Asked(ActForm):
    """What is asked of every caller. `slot` is what the button of a time sends."""

    caller = forms.ChoiceField(
        label=_("Who calls?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who it is."), "invalid_choice": _("Choose who it is.")},
    )
    signs = forms.MultipleChoiceField(
        label=_("Signs that must not wait"),
        required=False,
        choices=[(flag.id, flag.asked) for flag in RED_FLAGS],
        widget=forms.CheckboxSelectMultiple,
    )
    slot = forms.CharField(
        label=_("Time"), max_length=160, error_messages={"required": _("Choose a free time.")}
    )
    one_more = forms.BooleanField(label=_("Book one more visit all the same."), required=False)
    outside = forms.BooleanField(
        label=_("Book it although it is closed, or outside every session."), required=False
    )


class KnownForm(_Asked):
    """A patient we know: each choice is a patient and a hip."""

    def __init__(self, *args: Any, known: Sequence[Known], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.callers = {
            f"{one.patient}:{side.value}": KnownCaller(patient=one.patient, side=side)
            for one in known
            for side in Side
        }
        self.fields["caller"].choices = [(key, key) for key in self.callers]  # type: ignore[attr-defined]

    def chosen_caller(self) -> KnownCaller:
        return self.callers[self.cleaned_data["caller"]]


class NewForm(_Asked):
    """Somebody who calls for the first time, unless it is one of `namesakes`: whoever is alike."""

    given = forms.CharField(label=_("Given name"), max_length=LONGEST["given"])
    family = forms.CharField(label=_("Family name"), max_length=LONGEST["family"])
    birth_date = forms.CharField(
        label=_("Date of birth"),
        help_text=_("Month first: 3/12/1961"),
        max_length=40,
        error_messages={"required": _("Enter the date of birth.")},
    )
    phone = PhoneField(label=_("Telephone"), required=False, max_length=40)
    email = forms.EmailField(label=_("Mail address"), required=False, max_length=LONGEST["email"])
    side = forms.ChoiceField(label=_("Which hip?"), choices=SIDES, widget=forms.RadioSelect)
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES, initial="en")
    agreed = AgreedField()
    reason = forms.CharField(label=_("Reason, in their words"), required=False, max_length=LONGEST_REASON)
    field_order = ("given", "family", "birth_date", "phone", "email", "side", "language", "agreed", "reason")

    def __init__(self, *args: Any, namesakes: Sequence[PatientId] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.namesakes = frozenset(namesakes)
        keys = [str(one) for one in namesakes]
        self.fields["caller"].choices = [(key, key) for key in (*keys, NEW)]  # type: ignore[attr-defined]
        if not self.is_bound:
            first = next(name for name in self.field_order if not self.initial.get(name))
            self.fields[first].widget.attrs["autofocus"] = True

    @property
    def seen(self) -> frozenset[PatientId]:
        """Whom the page showed as alike when it was sent."""
        return frozenset(PatientId(UUID(one)) for one in IDENTITY.findall(self.data.get("seen", "")))

    def clean_birth_date(self) -> date:
        born = read_date(self.cleaned_data["birth_date"])
        if born is None:
            raise forms.ValidationError(_("This is no date. Write it as 3/12/1961, the month first."))
        return born

    def clean(self) -> None:
        told = self.cleaned_data
        if not {"phone", "email"} & set(self.errors) and not told.get("phone") and not told.get("email"):
            self.add_error("phone", _("Enter a telephone number or a mail address."))
        check_agreed(self)

    @property
    def contact(self) -> Contact:
        told = self.cleaned_data
        return Contact(
            given=told["given"].strip(),
            family=told["family"].strip(),
            birth_date=told["birth_date"],
            email=told["email"],
            phone=told["phone"],
            language=told["language"],
            agreed=told["agreed"],
        )

    def chosen_caller(self) -> Caller:
        told, side = self.cleaned_data, Side(self.cleaned_data["side"])
        known = {str(one): one for one in self.namesakes}
        if told["caller"] in known:
            return KnownCaller(patient=known[told["caller"]], side=side)
        return NewCaller(contact=self.contact, side=side, reason=told["reason"], not_these=self.seen)


CallForm = KnownForm | NewForm


def begun(typed: Typed) -> dict[str, str]:
    """What was typed into the search, in the fields of somebody new."""
    *given, family = typed.words or ("",)
    born = typed.born
    return {
        "given": " ".join(given),
        "family": family,
        "birth_date": f"{born.month}/{born.day}/{born.year}" if born else "",
        "phone": typed.digits,
    }
