from typing import Any

from django import forms

from enthesis.domain.people.merging import LONGEST_WORDS, WhyMerged
from enthesis.web.shell.answers import text, to_choose
from enthesis.web.shell.forms import ActForm


class MergeForm(ActForm):
    """Who is kept, and why they are one."""

    kept = forms.ChoiceField(
        label="Who is kept?",
        help_text="The other is also this one from then on: called and reached as this one.",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who is kept."},
    )
    why = to_choose("Why they are one", WhyMerged)
    words = text("Words", longest=LONGEST_WORDS)

    def __init__(self, data: Any, *, choices: tuple[tuple[str, str], ...]) -> None:
        super().__init__(data)
        self.fields["kept"].choices = choices  # type: ignore[attr-defined]
