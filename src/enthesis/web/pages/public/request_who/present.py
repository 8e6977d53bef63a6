from dataclasses import dataclass

from enthesis.web.shell.asking_forms import WhoForm


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoPage:
    form: WhoForm
