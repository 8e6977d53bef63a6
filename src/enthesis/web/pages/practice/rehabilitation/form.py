"""A recovery milestone as the practice records it, and the button that makes a private link."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enthesis.domain.pathway.recovery import Reached, RecoveryMilestone
from enthesis.web.shell.answers import day_field, to_choose
from enthesis.web.shell.correcting import WHY, make_correction
from enthesis.web.shell.forms import ActForm, CaseForm

RECORD, LINK = "record", "link"


class LinkForm(ActForm):
    do = forms.CharField(widget=forms.HiddenInput, initial=LINK)


class RecoveryForm(CaseForm):
    """`corrected` is what an entry said that is corrected: its milestone stays, and no day means never."""

    do = forms.CharField(widget=forms.HiddenInput, initial=RECORD)
    milestone = to_choose(_("Milestone"), RecoveryMilestone)
    on = day_field(_("Reached on"))

    def __init__(self, *args: Any, corrected: Reached | None = None, **kwargs: Any) -> None:
        self.corrected = corrected
        super().__init__(*args, **kwargs)
        if corrected is not None:
            make_correction(self, frozenset({"on"}))
            self.fields["on"].required = False
            self.fields["on"].help_text = _("Leave it empty if it was not reached after all.")

    def reached(self) -> Reached:
        milestone = self.corrected.milestone if self.corrected else self.cleaned_data["milestone"]
        return Reached(milestone=milestone, on=self.cleaned_data["on"])

    @property
    def why(self) -> str:
        told: str = self.cleaned_data[WHY]
        return told
