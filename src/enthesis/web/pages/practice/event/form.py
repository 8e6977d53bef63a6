"""What is sent about a therapy event: a licensed site's own number."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy

from enthesis.domain.biologics.bench.donation import LONGEST_TYPED
from enthesis.web.shell.forms import ActForm


class DonationForm(ActForm):
    """`read` is the number that stood there when the page was opened."""

    act: ClassVar[str] = "donation"

    donation = forms.CharField(
        label=gettext_lazy("ISBT 128 donation identification number"),
        required=False,
        max_length=LONGEST_TYPED,
        help_text=gettext_lazy("Only a licensed site has one: scan its label. Empty elsewhere."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    read = forms.CharField(required=False, max_length=LONGEST_TYPED, widget=forms.HiddenInput)
