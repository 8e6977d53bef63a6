"""Who is to do a task, and until when: in the forms of two pages."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms

from enthesis.domain.terms import PersonId
from enthesis.store.people import Person
from enthesis.web.shell.answers import day_field
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
