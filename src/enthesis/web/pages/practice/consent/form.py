"""The patient's answer, who explained, and when."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from enthesis.domain.errors import Invalid
from enthesis.domain.people.consent import Consent, Purpose
from enthesis.web.shell.answers import Radios, day_field
from enthesis.web.shell.forms import CaseForm

TEXT = "labels-1"  # a placeholder: the wording comes from the site


class ConsentForm(CaseForm):
    decision = forms.ChoiceField(
        label=_("The patient's decision"),
        choices=(("given", _("Consent given")), ("refused", _("Consent refused"))),
        widget=Radios(),
        error_messages={"required": _("Choose what the patient decided.")},
    )
    explained_by = forms.CharField(
        label=_("Explained by"),
        max_length=200,
        error_messages={"required": _("Enter who explained it to the patient.")},
    )
    decided_on = day_field(_("Decided on"))

    def consent(self, product: str, *, today: date) -> Consent:
        """The decision on this product, or on the registry where no product is planned."""
        told = self.cleaned_data
        if told["decided_on"] > today:
            raise Invalid("decided_on", "That day has not come yet.", "Enter the day of the decision.")
        return Consent(
            purpose=Purpose.PRODUCT if product else Purpose.REGISTRY,
            product=product,
            text=TEXT,
            given=told["decision"] == "given",
            decided_on=told["decided_on"],
            explained_by=told["explained_by"],
        )
