"""What a visitor tells of the hip and of the person, and what that asks of the practice."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enthesis.domain.errors import Problem
from enthesis.domain.people.patient import Contact, Reach, check_birth_date
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.referral import Asked, Asker, HowLong, PreviousCare
from enthesis.domain.practice.visit_type import VisitType
from enthesis.domain.terms import Side
from enthesis.web.shell.born import BirthDateForm
from enthesis.web.shell.forms import ActForm, NameField, PhoneField
from enthesis.web.shell.practice_words import in_this_language
from enthesis.web.shell.problems import in_words
from enthesis.web.shell.requests import Request

NONE = "none"
ONESELF, OTHER = "oneself", "other"
SIDES = ((Side.LEFT.value, gettext_lazy("Left")), (Side.RIGHT.value, gettext_lazy("Right")))
HOW_LONG = {
    HowLong.UNDER_6_WEEKS: gettext_lazy("Less than 6 weeks"),
    HowLong.UNDER_3_MONTHS: gettext_lazy("6 weeks to 3 months"),
    HowLong.UNDER_6_MONTHS: gettext_lazy("3 to 6 months"),
    HowLong.UNDER_A_YEAR: gettext_lazy("6 months to a year"),
    HowLong.LONGER: gettext_lazy("More than a year"),
}
CARE = {
    PreviousCare.PHYSIOTHERAPY: gettext_lazy("Physical therapy"),
    PreviousCare.INJECTION: gettext_lazy("An injection at the hip"),
    PreviousCare.MEDICINES: gettext_lazy("Pain medicines"),
    PreviousCare.OPERATION: gettext_lazy("An operation on this hip"),
    PreviousCare.IMAGES: gettext_lazy("An MRI or X-ray"),
}
REACH = {
    Reach.EMAIL: gettext_lazy("Mail"),
    Reach.TEXT: gettext_lazy("Text message"),
    Reach.CALL: gettext_lazy("Telephone call"),
}
LONGEST_REASON = 500  # characters: what a browser keeps meanwhile is small


class HipForm(ActForm):
    """`kind` is asked where patients may book several, the office where nobody books a time here."""

    kind = forms.ChoiceField(label=gettext_lazy("What kind of visit?"), widget=forms.RadioSelect)
    side = forms.ChoiceField(
        label=gettext_lazy("Which hip?"),
        widget=forms.RadioSelect,
        choices=SIDES,
        error_messages={"required": gettext_lazy("Choose the left or the right hip.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("What brings you?"),
        help_text=gettext_lazy("A sentence is enough; at most 500 characters fit."),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST_REASON}),
    )
    how_long = forms.ChoiceField(
        label=gettext_lazy("For how long has it hurt?"),
        required=False,
        widget=forms.RadioSelect,
        choices=[(one.value, told) for one, told in HOW_LONG.items()],
    )
    care = forms.MultipleChoiceField(
        label=gettext_lazy("What was done for it before?"),
        help_text=gettext_lazy("Tick what applies."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(one.value, told) for one, told in CARE.items()] + [(NONE, gettext_lazy("None of these"))],
    )
    office = forms.ChoiceField(
        label=gettext_lazy("Office"), error_messages={"required": gettext_lazy("Choose an office.")}
    )

    def __init__(self, *args: Any, practice: Practice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.practice = practice
        self._offer(
            "kind",
            [(k.slug, in_this_language(practice, k.name)) for k in practice.online],
            asked=len(practice.online) > 1,
        )
        offices = [("", _("Choose")), *((o.slug, o.name) for o in practice.offices)]
        self._offer("office", offices, asked=not practice.online)

    def clean_care(self) -> list[str]:
        care: list[str] = self.cleaned_data["care"]
        if NONE in care and len(care) > 1:
            raise forms.ValidationError(_("Tick what applies, or “None of these”."))
        return care

    @property
    def visit_type(self) -> VisitType | None:
        """What may be booked here; None where the practice agrees on every time itself."""
        if not self.practice.online:
            return None
        chosen = self.cleaned_data.get("kind")
        return next((k for k in self.practice.online if k.slug == chosen), self.practice.online[0])

    def _offer(self, name: str, choices: list[tuple[str, str]], *, asked: bool) -> None:
        if asked:
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields[name]


class WhoForm(BirthDateForm):
    """Who is to be seen, who asks, and how they are reached. Gives `contact` and `asker`.

    `website` is shown to nobody: what fills it in is no person.
    """

    whom = forms.ChoiceField(
        label=gettext_lazy("Who is the visit for?"),
        widget=forms.RadioSelect,
        choices=((ONESELF, gettext_lazy("For me")), (OTHER, gettext_lazy("For somebody else"))),
        error_messages={"required": gettext_lazy("Choose who the visit is for.")},
    )
    asker = NameField(
        label=gettext_lazy("Your own name"),
        max_length=100,
        error_messages={"required": gettext_lazy("Enter your own name, too.")},
    )
    relation = forms.CharField(
        label=gettext_lazy("What you are to the patient"),
        help_text=gettext_lazy("For example daughter or husband."),
        required=False,
        max_length=100,
    )
    given = NameField(
        label=gettext_lazy("Given name of the patient"),
        max_length=100,
        error_messages={"required": gettext_lazy("Enter the given name.")},
    )
    family = NameField(
        label=gettext_lazy("Family name of the patient"),
        max_length=100,
        error_messages={"required": gettext_lazy("Enter the family name.")},
    )
    email = forms.EmailField(
        label=gettext_lazy("Mail address"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": gettext_lazy("Enter a mail address such as name@example.org.")},
    )
    phone = PhoneField(
        label=gettext_lazy("Telephone"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)
    agreed = forms.MultipleChoiceField(
        label=gettext_lazy("How may we remind you of the visit?"),
        help_text=gettext_lazy("Tick nothing, and only what you do here is confirmed."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(way.value, told) for way, told in REACH.items()],
    )
    website = forms.CharField(required=False, max_length=200)
    field_order = (
        "submit_key", "whom", "asker", "relation", "given", "family", "day", "month", "year",
        "email", "phone", "language", "agreed", "website",
    )  # fmt: skip

    def __init__(self, *args: Any, request: Request, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["asker"].required = not self.is_bound or self.data.get("whom") == OTHER
        self.today = utc_to_wall(request.at, request.practice.offices[0].zone).date()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not ({"email", "phone"} & set(self.errors)):
            self._check_ways(cleaned)
        if "birth_date" in cleaned:
            check_born(self, cleaned["birth_date"], on=self.today)
        if not self.errors:
            try:
                self._tell(cleaned)
            except Problem as problem:
                self.add_error(None, in_words(problem))
        return cleaned

    def _check_ways(self, cleaned: dict[str, Any]) -> None:
        if not cleaned.get("email") and not cleaned.get("phone"):
            self.add_error(
                "email", _("Enter a mail address or a telephone number. One of the two is enough.")
            )
            return
        agreed = cleaned.get("agreed", ())
        if Reach.EMAIL.value in agreed and not cleaned["email"]:
            self.add_error("agreed", _("For reminders by mail, enter a mail address."))
        if {Reach.TEXT.value, Reach.CALL.value} & set(agreed) and not cleaned["phone"]:
            self.add_error("agreed", _("For reminders by telephone, enter a telephone number."))

    def _tell(self, cleaned: dict[str, Any]) -> None:
        self.contact = Contact(
            given=cleaned["given"],
            family=cleaned["family"],
            birth_date=cleaned["birth_date"],
            email=cleaned["email"],
            phone=cleaned["phone"],
            language=cleaned["language"],
            agreed=tuple(way for way in Reach if way.value in cleaned["agreed"]),
        )
        for_other = cleaned["whom"] == OTHER
        self.asker_told = Asker(name=cleaned["asker"], relation=cleaned["relation"]) if for_other else None


def check_born(form: BirthDateForm, born: date, *, on: date) -> None:
    """A birth date that nobody has is told at its field."""
    try:
        check_birth_date(born, on=on)
    except Problem:
        form.add_error("day", _("That cannot be a date of birth. Enter day, month and year."))


def asked_by(hip: HipForm, who: WhoForm, office: str) -> Asked:
    """Two good forms as the practice reads them."""
    told = hip.cleaned_data
    care: list[str] = told["care"]
    return Asked(
        contact=who.contact,
        side=Side(told["side"]),
        reason=told["reason"],
        office=office,
        how_long=HowLong(told["how_long"]) if told["how_long"] else None,
        care=tuple(one for one in PreviousCare if one.value in care) if care else None,
        asker=who.asker_told,
    )
