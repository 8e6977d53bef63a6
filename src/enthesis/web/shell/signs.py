"""The signs that must not wait, as a form that takes silence for no answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enthesis.domain.practice.red_flags import RED_FLAGS
from enthesis.web.shell.forms import ActForm

NONE = "none"


class SignsForm(ActForm):
    """Gives `ticked`. Nothing ticked is no answer; a sign counts, whatever stands beside it."""

    sign = forms.MultipleChoiceField(
        label=gettext_lazy("Do you have any of these now?"),
        help_text=gettext_lazy("Tick what applies."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Tick what applies, or “None of these”."),
            "invalid_choice": gettext_lazy("Tick what applies, or “None of these”."),
        },
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        offered = [(flag.id, _(flag.asked)) for flag in RED_FLAGS]
        self.fields["sign"].choices = [*offered, (NONE, _("None of these"))]  # type: ignore[attr-defined]

    @property
    def ticked(self) -> frozenset[str]:
        return frozenset(self.cleaned_data["sign"]) - {NONE}
