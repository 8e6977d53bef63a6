from typing import Any

from django import forms

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.entry.keys import SPOKEN, read_key
from enthesis.domain.outcomes.entry.mark import Mark
from enthesis.domain.outcomes.item import Question
from enthesis.web.shell.forms import ActForm
from enthesis.web.shell.problems import in_words


class HeardForm(ActForm):
    """What was answered, typed as a key or pressed as a button."""

    key = forms.CharField(
        label="Number of the answer",
        required=False,
        max_length=6,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": True, "size": 4}),
    )
    pick = forms.CharField(required=False, max_length=6, widget=forms.HiddenInput)

    def __init__(self, data: Any, question: Question) -> None:
        super().__init__(data)
        self.question = question

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        try:
            self.mark: Mark = read_key(self.question, cleaned.get("pick") or cleaned.get("key") or "", SPOKEN)
        except Invalid as problem:
            self.add_error("key", in_words(problem))
        return cleaned
