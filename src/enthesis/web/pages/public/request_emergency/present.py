from dataclasses import dataclass

from enthesis.web.shell.calling import CallForm


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyPage:
    """`form` tells the desk as well; None for whoever ticked nothing here."""

    form: CallForm | None
