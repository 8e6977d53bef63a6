from django import forms
from django.utils.translation import gettext_lazy as _

from enthesis.domain.practice.attachment import LONGEST_REASON
from enthesis.web.shell.forms import ActForm


class WithdrawForm(ActForm):
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Such as: another patient's file."),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Enter why it does not belong here.")},
    )
