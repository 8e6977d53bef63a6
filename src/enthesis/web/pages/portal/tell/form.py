from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enthesis.domain.outcomes.attention.told import MOST_WORDS
from enthesis.web.shell.answers import Radios, text, yes_no
from enthesis.web.shell.forms import ActForm


class TellForm(ActForm):
    """Words, or whether the leg carries weight: one of them is told, of one of the `hips`."""

    case = forms.ChoiceField(label=_("Which hip is it about?"), widget=Radios)
    bears_weight = yes_no(_("Can you put weight on this leg?"), unknown=_("I leave this out"))
    words = text(
        _("Is there something you want to tell the team?"),
        help_text=_("It is read by a person, but not at once."),
        longest=MOST_WORDS,
    )

    def __init__(self, data: Any, *, hips: tuple[tuple[str, str], ...]) -> None:
        super().__init__(data)
        field = self.fields["case"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared above
        field.choices = list(hips)
        if len(hips) == 1:
            field.initial, field.widget = hips[0][0], forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if "words" in told and not told["words"].strip() and told.get("bears_weight") is None:
            raise forms.ValidationError(_("Write something or answer the question, or leave this page."))
        return told
