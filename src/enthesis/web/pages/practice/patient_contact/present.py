from dataclasses import dataclass

from enthesis.web.pages.practice.contact.form import ContactForm


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientContactPage:
    name: str
    patient: str
    form: ContactForm
