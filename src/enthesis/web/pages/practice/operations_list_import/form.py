from enum import StrEnum
from typing import Any

from django import forms

from enthesis.domain.pathway.operations_list.dates import Order
from enthesis.web.shell.answers import one_of
from enthesis.web.shell.forms import ActForm


class Do(StrEnum):
    CHECK = "check"
    IMPORT = "import"

    @property
    def label(self) -> str:
        return {
            Do.CHECK: "Only check it",
            Do.IMPORT: "Import every line that can be read, and keep the others as a list to be dealt with",
        }[self]


class ListForm(ActForm):
    """A file, whose list it is, how it writes days, and what is to be done with it."""

    file = forms.FileField(
        label="File (CSV)",
        error_messages={
            "required": "Choose a file.",
            "empty": "The file is empty.",
            "missing": "Choose a file.",
        },
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,text/csv"}),
    )
    hospital = forms.CharField(
        label="Hospital",
        help_text="Whose list it is: for lines that do not name one, and for remembering its headings.",
        max_length=200,
        error_messages={"required": "Say whose list it is."},
    )
    order = one_of(
        "Days such as 3/4/2026",
        Order,
        help_text="Needed only where the list writes days so. What is said is remembered for this hospital.",
        empty="As remembered, else ask",
    )
    do = forms.ChoiceField(
        label="What to do",
        choices=[(do.value, do.label) for do in Do],
        initial=Do.CHECK.value,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what to do."},
    )

    def __init__(self, data: Any = None, files: Any = None, **kwargs: Any) -> None:
        super().__init__(data, files, **kwargs)

    @property
    def wanted(self) -> Do:
        return Do(self.cleaned_data["do"])
