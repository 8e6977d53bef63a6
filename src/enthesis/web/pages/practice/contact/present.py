"""The contact as it stands, in a form."""

from dataclasses import dataclass

from enthesis.web.shell.case_head import CaseHead
from enthesis.web.shell.contacting import ContactForm


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactPage:
    """`standing` is how many private links of this patient work now."""

    head: CaseHead
    form: ContactForm
    standing: int
