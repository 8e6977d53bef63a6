from dataclasses import dataclass

from enthesis.web.shell.contacting import ContactForm


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientContactPage:
    name: str
    patient: str
    form: ContactForm
