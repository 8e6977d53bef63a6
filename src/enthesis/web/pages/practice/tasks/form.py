from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms

from enthesis.domain.practice.task import LONGEST_CALLER, LONGEST_WORDS, TaskKind, Todo
from enthesis.domain.terms import CaseId, PatientId, PersonId, RequestId
from enthesis.store.people import Person
from enthesis.web.shell.answers import day_field, one_of
from enthesis.web.shell.forms import ActForm

NOBODY = "Nobody yet"


class OwnerForm(ActForm):
    """Who is to do it, and until when."""

    owner = forms.ChoiceField(label="Owner", required=False)
    due_on = day_field("Due", required=False)

    def __init__(self, data: Any, *, people: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        active = [(str(p.id), f"{p.name} ({p.role.label.lower()})") for p in people if p.active]
        self.fields["owner"].choices = [("", NOBODY), *active]  # type: ignore[attr-defined]

    @property
    def given_to(self) -> PersonId | None:
        owner = self.cleaned_data["owner"]
        return PersonId(UUID(owner)) if owner else None


class TaskForm(OwnerForm):
    """A task or a telephone message. What it is about comes with the address of the page."""

    kind = one_of("What", TaskKind, empty=None)
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
