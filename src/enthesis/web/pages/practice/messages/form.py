from typing import Any
from uuid import UUID

from django import forms

from enthesis.web.shell.forms import ActForm

AGAIN, GIVE_UP = "again", "give_up"


class SettleForm(ActForm):
    """What is to become of a message that failed at every try."""

    message = forms.UUIDField(widget=forms.HiddenInput)
    do = forms.ChoiceField(choices=((AGAIN, ""), (GIVE_UP, "")), widget=forms.HiddenInput)

    @property
    def id(self) -> UUID:
        told: Any = self.cleaned_data["message"]
        return UUID(str(told))

    @property
    def gives_up(self) -> bool:
        return bool(self.cleaned_data["do"] == GIVE_UP)
