from dataclasses import dataclass

from enthesis.web.pages.portal.signs.form import SignsForm


@dataclass(frozen=True, slots=True, kw_only=True)
class SignsPage:
    form: SignsForm
