"""Another time for the visit that was looked at."""

from django import forms
from django.utils.translation import gettext_lazy

from enthesis.web.shell.forms import CaseForm


class MoveForm(CaseForm):
    slot = forms.CharField(
        max_length=120,
        widget=forms.HiddenInput,
        error_messages={"required": gettext_lazy("Choose a free time.")},
    )
