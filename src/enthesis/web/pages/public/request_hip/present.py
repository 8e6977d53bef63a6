from dataclasses import dataclass

from enthesis.web.shell.asking_forms import HipForm


@dataclass(frozen=True, slots=True, kw_only=True)
class HipPage:
    form: HipForm
