from typing import Any

from django import forms

from enthesis.domain.outcomes.attention.item import LONGEST_REASON, Outcome
from enthesis.web.shell.answers import one_of, text
from enthesis.web.shell.forms import ActForm


class ClaimForm(ActForm):
    """One item is taken on."""

    act = "claim"
    attention = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class CloseForm(ActForm):
    """What was done about one item. That nothing more is needed is offered to clinicians alone."""

    act = "close"
    attention = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    outcome = one_of("What was done", Outcome, empty=None)
    reason = text("In a few words", longest=LONGEST_REASON)

    def __init__(self, *args: Any, is_clinician: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["outcome"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared above
        offered = [one for one in Outcome if is_clinician or one is not Outcome.NO_NEED]
        field.choices = [(one.value, one.label) for one in offered]
        field.help_text = "" if is_clinician else "That nothing more is needed is for a clinician to say."
        self.fields["reason"].help_text = "Needed where nothing more is needed."
