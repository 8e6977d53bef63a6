from typing import Any

from django import forms

from enthesis.domain.pathway.operations_list.outcome import LONGEST_WORDS, Answer, Exclusion, Outcome
from enthesis.domain.terms import CaseId
from enthesis.web.shell.answers import Radios, one_of, text
from enthesis.web.shell.forms import ActForm

NOT_A_HIP = tuple(one for one in Outcome if one is not Outcome.REGISTERED)


class AnswerForm(ActForm):
    """What became of the operation: a hip it may be, or none; `read` is the version that was seen."""

    read = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    outcome = forms.ChoiceField(
        label="What became of it?",
        widget=Radios,
        error_messages={"required": "Choose what became of it."},
    )
    reason = one_of("Why it is excluded", Exclusion, empty="Not excluded")
    words = text("More about it", longest=LONGEST_WORDS)

    def __init__(
        self, data: Any, *, hips: tuple[tuple[CaseId, str], ...], initial: dict[str, object]
    ) -> None:
        super().__init__(data, initial=initial)
        self.hips = {str(case): case for case, _ in hips}
        self.fields["outcome"].choices = [  # type: ignore[attr-defined]
            *((str(case), label) for case, label in hips),
            *((one.value, one.label) for one in NOT_A_HIP),
        ]

    @property
    def answer(self) -> Answer:
        told = self.cleaned_data
        case = self.hips.get(told["outcome"])
        outcome = Outcome.REGISTERED if case else Outcome(told["outcome"])
        return Answer(outcome=outcome, case=case, reason=told["reason"], words=told["words"].strip())
