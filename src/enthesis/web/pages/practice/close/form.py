"""Why the pathway ends."""

from django import forms
from django.utils.translation import gettext_lazy as _

from enthesis.domain.pathway.case import Closure
from enthesis.web.shell.forms import CaseForm


class CloseForm(CaseForm):
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Such as care without surgery, moved away, or withdrawn."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Enter why it ends here.")},
    )

    def closure(self) -> Closure:
        return Closure(reason=self.cleaned_data["reason"])
