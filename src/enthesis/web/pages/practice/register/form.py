import re
from typing import Any
from uuid import UUID

from django import forms

from enthesis.domain.errors import Problem
from enthesis.domain.people.patient import Sex
from enthesis.domain.people.registration import HIPS, Registering
from enthesis.domain.terms import PatientId
from enthesis.web.shell.answers import one_of
from enthesis.web.shell.contacting import ContactForm

IDENTITY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class RegisterForm(ContactForm):
    """Contact, sex as told, and which hips matter; where somebody is alike, that it is none of them."""

    version = None  # type: ignore[assignment]
    sex = one_of("Sex", (Sex.FEMALE, Sex.MALE, Sex.OTHER))
    hips = forms.ChoiceField(
        label="Hips",
        choices=(("", "None yet"), ("left", "Left"), ("right", "Right"), ("both", "Both")),
        required=False,
    )
    not_these = forms.BooleanField(
        label="I have looked at them: it is none of these patients.",
        required=False,
    )

    def __init__(self, data: Any) -> None:
        super().__init__(data, initial={"language": "en"})

    @property
    def seen(self) -> frozenset[PatientId]:
        """Whom the page showed as alike when it was sent."""
        return frozenset(PatientId(UUID(one)) for one in IDENTITY.findall(self.data.get("seen", "")))

    def told(self) -> Registering:
        """Raises Invalid for a contact nobody can be reached by."""
        return Registering(
            contact=self.contact(),
            sex=self.cleaned_data["sex"] or Sex.UNKNOWN,
            hips=HIPS[self.cleaned_data["hips"]],
        )

    def read(self) -> Registering | None:
        """Whoever is told of; None with the problem at its field."""
        if not self.is_valid():
            return None
        try:
            return self.told()
        except Problem as problem:
            self.add_problem(problem)
            return None
