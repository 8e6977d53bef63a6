from django import forms

from enthesis.domain.practice.task import LONGEST_CALLER, LONGEST_WORDS, WRITTEN_DOWN, Todo
from enthesis.domain.terms import CaseId, PatientId, RequestId
from enthesis.web.shell.answers import one_of
from enthesis.web.shell.owning import OwnerForm


class TaskForm(OwnerForm):
    """A task or a telephone message. What it is about comes with the address of the page."""

    kind = one_of("What", WRITTEN_DOWN, empty=None)
    words = forms.CharField(
        label="What is to be done",
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Enter what is to be done."},
    )
    caller = forms.CharField(label="Who called, from which number", required=False, max_length=LONGEST_CALLER)
    patient = forms.UUIDField(required=False, widget=forms.HiddenInput)
    case = forms.UUIDField(required=False, widget=forms.HiddenInput)
    request = forms.UUIDField(required=False, widget=forms.HiddenInput)

    field_order = ("kind", "words", "caller", "owner", "due_on")

    def todo(self) -> Todo:
        told = self.cleaned_data
        return Todo(
            kind=told["kind"],
            words=told["words"],
            caller=told["caller"],
            owner=self.given_to,
            due_on=told["due_on"],
            patient=PatientId(told["patient"]) if told["patient"] else None,
            case=CaseId(told["case"]) if told["case"] else None,
            request=RequestId(told["request"]) if told["request"] else None,
        )
