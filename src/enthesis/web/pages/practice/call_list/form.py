from uuid import UUID

from django import forms

from enthesis.web.shell.forms import ActForm


class TakeForm(ActForm):
    """Whom somebody is about to call."""

    who = forms.UUIDField(widget=forms.HiddenInput)

    @property
    def patient(self) -> UUID:
        found: UUID = self.cleaned_data["who"]
        return found
