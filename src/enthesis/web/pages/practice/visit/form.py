from django import forms
from django.utils.translation import gettext_lazy as _

from enthesis.domain.practice.booking import BookingAct, Why
from enthesis.web.shell.forms import ActForm

ACTS = (
    BookingAct.ARRIVE,
    BookingAct.ROOM,
    BookingAct.FINISH,
    BookingAct.MISS,
    BookingAct.REOPEN,
    BookingAct.CANCEL,
)


class VisitForm(ActForm):
    """One act on a visit; `version` is what its reader saw."""

    act = forms.ChoiceField(
        choices=[(act.value, act.value) for act in ACTS],
        widget=forms.HiddenInput,
        error_messages={"required": _("Choose what happened."), "invalid_choice": _("Choose what happened.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    room = forms.CharField(label=_("Room"), required=False, max_length=50)
    why = forms.ChoiceField(label=_("Why"), required=False, choices=[(why.value, why.label) for why in Why])

    def clean(self) -> None:
        told = self.cleaned_data
        if told.get("act") == BookingAct.CANCEL.value and not told.get("why"):
            self.add_error("why", _("Choose why it is cancelled."))
