from django import forms
from django.utils.translation import gettext_lazy as _

from enthesis.web.shell.forms import ActForm

MAKE, REVOKE = "make", "revoke"


class FeedForm(ActForm):
    """A link for a clinician, or the end of one."""

    do = forms.ChoiceField(
        choices=[(MAKE, MAKE), (REVOKE, REVOKE)],
        error_messages={"required": _("Choose what to do."), "invalid_choice": _("Choose what to do.")},
    )
    clinician = forms.CharField(required=False, max_length=50)
    feed = forms.UUIDField(required=False)

    def clean(self) -> None:
        told = self.cleaned_data
        if not told.get("clinician" if told.get("do") == MAKE else "feed"):
            raise forms.ValidationError(_("This page was not complete. Load it again."))
