from enum import StrEnum
from typing import Any

from django import forms

from enthesis.web.shell.forms import ActForm


class Do(StrEnum):
    """What is to be done with a file."""

    CHECK = "check"
    ALL = "all"
    GOOD = "good"

    @property
    def label(self) -> str:
        return {
            Do.CHECK: "Only check it",
            Do.ALL: "Register everybody new, if no line is in doubt",
            Do.GOOD: "Register everybody new, and leave out the lines in doubt",
        }[self]


class ManyForm(ActForm):
    """A file, and what is to be done with it."""

    file = forms.FileField(
        label="File (CSV in UTF-8)",
        error_messages={
            "required": "Choose a file.",
            "empty": "The file is empty.",
            "missing": "Choose a file.",
        },
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,text/csv"}),
    )
    do = forms.ChoiceField(
        label="What to do",
        choices=[(do.value, do.label) for do in Do],
        initial=Do.CHECK.value,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what to do."},
    )

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)

    @property
    def wanted(self) -> Do:
        return Do(self.cleaned_data["do"])
