from dataclasses import dataclass

from enthesis.web.pages.practice.withdraw_file.form import WithdrawForm
from enthesis.web.shell.case_head import CaseHead


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawPage:
    head: CaseHead
    form: WithdrawForm
    shows: str
    name: str
    back: str
