from django import forms
from django.utils.translation import gettext_lazy as _

from enthesis.web.shell.forms import ActForm


class EndForm(ActForm):
    """Why it ends before its time."""

    reason = forms.CharField(label=_("Why does it end now?"), max_length=500)
