from dataclasses import dataclass

from enthesis.web.pages.portal.tell.form import TellForm


@dataclass(frozen=True, slots=True, kw_only=True)
class TellPage:
    hip: str
    form: TellForm
