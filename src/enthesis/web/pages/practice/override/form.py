"""Why a surgeon goes on, until when, and the signature."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enthesis.web.shell.acting import SignedForm
from enthesis.web.shell.forms import MomentField


class OverrideForm(SignedForm):
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Why it is right to go on for this patient."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Enter the reason.")},
    )
    until = MomentField(
        label=_("In force until"),
        help_text=_("On the clock of the office. Afterwards the rule blocks again."),
        error_messages={"required": _("Enter until when it is in force.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(("reason", "until", "password"))
