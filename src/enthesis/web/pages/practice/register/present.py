from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from enthesis.domain.people.likeness import Sign
from enthesis.domain.people.patient import Contact
from enthesis.domain.terms import PatientId
from enthesis.web.pages.practice.register.form import RegisterForm
from enthesis.web.shell.present import day


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPage:
    """`alike` are known patients: name, why, and where each is looked at. `seen` are their identities."""

    form: RegisterForm
    alike: tuple[tuple[str, str, str], ...]
    seen: str


def present(
    form: RegisterForm,
    alike: Mapping[PatientId, tuple[Sign, ...]],
    known: Mapping[PatientId, Contact],
) -> RegisterPage:
    if not alike:
        del form.fields["not_these"]
    return RegisterPage(
        form=form,
        alike=tuple(
            (
                f"{known[patient].name}, born {day(known[patient].birth_date)}",
                ", ".join(sign.label for sign in signs),
                reverse("practice:patient", kwargs={"patient_id": patient}),
            )
            for patient, signs in alike.items()
        ),
        seen=" ".join(str(patient) for patient in alike),
    )
