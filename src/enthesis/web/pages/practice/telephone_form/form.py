from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from enthesis.domain.outcomes.entry.answered_by import AnsweredBy
from enthesis.domain.people.looked_up import read_date
from enthesis.web.shell.forms import ActForm


class CallForm(ActForm):
    """Who is there, as they say it; the record is not shown before it was told right."""

    born = forms.CharField(
        label=_("Date of birth, as it is told"),
        help_text=_("Month first: 3/12/1961. It is compared with the record; the record is not shown here."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": True}),
        error_messages={"required": _("Ask for the date of birth before anything else.")},
    )
    answered_by = forms.TypedChoiceField(
        label=_("Who answers?"),
        choices=(
            (AnsweredBy.PATIENT.value, _("The patient")),
            (AnsweredBy.HELPED.value, _("The patient, with somebody's help")),
            (AnsweredBy.OTHER.value, _("Somebody else: kept and marked, and no score of the patient")),
        ),
        coerce=AnsweredBy,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who answers.")},
    )
    agreed = forms.BooleanField(
        label=_("They agree to be asked now"),
        required=False,
    )

    def clean_born(self) -> date:
        told = read_date(self.cleaned_data["born"])
        if told is None:
            raise forms.ValidationError(_("This is no date. Write it as 3/12/1961, the month first."))
        return told
