from typing import Any

from django import forms

from enthesis.domain.practice.task import LONGEST_WORDS
from enthesis.web.shell.answers import text
from enthesis.web.shell.forms import ActForm
from enthesis.web.shell.owning import OwnerForm


class GiveForm(OwnerForm):
    act = "give"
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, data: Any, **kwargs: Any) -> None:
        super().__init__(data, auto_id="give_%s", **kwargs)


class FinishForm(ActForm):
    act = "finish"
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    outcome = text("What came of it", longest=LONGEST_WORDS)

    def __init__(self, data: Any, **kwargs: Any) -> None:
        super().__init__(data, auto_id="finish_%s", **kwargs)


class ReopenForm(ActForm):
    act = "reopen"
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, data: Any, **kwargs: Any) -> None:
        super().__init__(data, auto_id="reopen_%s", **kwargs)
