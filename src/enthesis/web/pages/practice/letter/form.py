"""To whom, what, and the signature."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enthesis.domain.pathway.document import LONGEST_LETTER, LONGEST_NAME, Letter
from enthesis.web.shell.acting import SignedForm


class LetterForm(SignedForm):
    to = forms.CharField(
        label=_("To"),
        help_text=_("Name and, on the same line, place of the physician."),
        max_length=LONGEST_NAME,
        error_messages={"required": _("Enter whom the letter is for.")},
    )
    text = forms.CharField(
        label=_("Letter"),
        help_text=_("An empty line begins a paragraph."),
        max_length=LONGEST_LETTER,
        widget=forms.Textarea(attrs={"rows": 16}),
        error_messages={"required": _("Enter the letter.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(("to", "text", "password"))

    def letter(self) -> Letter:
        return Letter(to=self.cleaned_data["to"], text=self.cleaned_data["text"].replace("\r\n", "\n"))
