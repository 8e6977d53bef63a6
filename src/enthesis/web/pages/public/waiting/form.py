from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy

from enthesis.web.shell.forms import ActForm

ACCEPT, DECLINE, LEAVE = "accept", "decline", "leave"


class AnswerForm(ActForm):
    """What the person says: to the time that is held for them, or to the list."""

    say = forms.ChoiceField(
        choices=[(one, one) for one in (ACCEPT, DECLINE, LEAVE)],
        error_messages={"required": gettext_lazy("Press one of the buttons.")},
    )
    offer = forms.UUIDField(required=False)

    @property
    def answered(self) -> UUID | None:
        """The offer that stood on the page, where it is answered."""
        return self.cleaned_data["offer"] if self.cleaned_data["say"] != LEAVE else None
