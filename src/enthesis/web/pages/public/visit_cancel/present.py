from dataclasses import dataclass

from enthesis.web.pages.public.visit_cancel.form import CancelForm
from enthesis.web.shell.visits import VisitWords


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelPage:
    visit: VisitWords
    form: CancelForm
