from dataclasses import dataclass
from datetime import date

from enthesis.web.pages.practice.surgery_day.form import SurgeryDayForm
from enthesis.web.shell.case_head import CaseHead
from enthesis.web.shell.present import day


@dataclass(frozen=True, slots=True, kw_only=True)
class SurgeryDayPage:
    head: CaseHead
    form: SurgeryDayForm
    before: str


def present(head: CaseHead, form: SurgeryDayForm, operated_on: date | None) -> SurgeryDayPage:
    return SurgeryDayPage(head=head, form=form, before=day(operated_on) if operated_on else "")
