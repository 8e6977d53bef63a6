from uuid import UUID

from django import forms

from enthesis.web.shell.forms import ActForm

CALLED, ACCEPTED, DECLINED, PASSED, TAKEN_BACK, REMOVED = (
    "called",
    "accepted",
    "declined",
    "passed",
    "taken_back",
    "removed",
)


class ListForm(ActForm):
    """What happened: to the offer of that id, or with `removed` to that place on the list."""

    act = forms.ChoiceField(
        choices=[(one, one) for one in (CALLED, ACCEPTED, DECLINED, PASSED, TAKEN_BACK, REMOVED)],
        widget=forms.HiddenInput,
    )
    about = forms.UUIDField(widget=forms.HiddenInput)

    @property
    def subject(self) -> UUID:
        found: UUID = self.cleaned_data["about"]
        return found
