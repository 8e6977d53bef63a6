"""Why, for whoever wants to say it."""

from django import forms
from django.utils.translation import gettext_lazy

from enthesis.domain.practice.booking import OWN_REASONS, Why
from enthesis.web.shell.forms import CaseForm

WORDS = {
    Why.NO_TIME: gettext_lazy("I cannot come at that time"),
    Why.NO_NEED: gettext_lazy("I do not need the visit any more"),
    Why.ELSEWHERE: gettext_lazy("I go somewhere else"),
}


class CancelForm(CaseForm):
    why = forms.ChoiceField(
        label=gettext_lazy("Why do you cancel?"),
        required=False,
        widget=forms.RadioSelect,
        choices=[(one.value, WORDS[one]) for one in OWN_REASONS],
    )

    @property
    def reason(self) -> Why | None:
        return Why(self.cleaned_data["why"]) if self.cleaned_data["why"] else None
