from django import forms
from django.utils.translation import gettext_lazy as _

from enthesis.domain.practice.booking import Why
from enthesis.web.shell.forms import ActForm


class MoveForm(ActForm):
    """A free time and why; `version` is what its reader saw."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    why = forms.ChoiceField(
        label=_("Why it moves"),
        choices=[(why.value, why.label) for why in Why],
        initial=Why.PATIENT.value,
        widget=forms.RadioSelect,
    )
    slot = forms.CharField(
        label=_("Time"), max_length=160, error_messages={"required": _("Choose a free time.")}
    )
    outside = forms.BooleanField(
        label=_("Move it there although it is closed, or outside every session."), required=False
    )
