from dataclasses import dataclass

from enthesis.domain.people.patient import Contact, Patient
from enthesis.web.pages.practice.person_end.form import EndForm


@dataclass(frozen=True, slots=True, kw_only=True)
class EndPage:
    form: EndForm
    patient: str
    name: str


def present(form: EndForm, patient: Patient, contact: Contact) -> EndPage:
    return EndPage(form=form, patient=str(patient.id), name=contact.name)
