from dataclasses import dataclass

from enthesis.web.shell.signs import SignsForm


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestPage:
    form: SignsForm
