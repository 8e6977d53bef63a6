from django import forms

from enthesis.web.shell.forms import ActForm

STOP, ALLOW = "stop", "allow"


class WishForm(ActForm):
    """Whether the patient wants messages."""

    do = forms.ChoiceField(choices=((STOP, ""), (ALLOW, "")), widget=forms.HiddenInput)

    @property
    def stops(self) -> bool:
        return bool(self.cleaned_data["do"] == STOP)
