"""The entry as it stands, before it is taken back."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from enthesis.domain.pathway.case import Entry
from enthesis.web.pages.practice.take_back.form import TakeBackForm
from enthesis.web.shell.case_head import CaseHead
from enthesis.web.shell.plan_words import Rows
from enthesis.web.shell.present import moment
from enthesis.web.shell.telling import tell


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBackPage:
    head: CaseHead
    form: TakeBackForm
    title: str
    meta: str
    summary: str
    rows: Rows


def present(head: CaseHead, form: TakeBackForm, entry: Entry[object]) -> TakeBackPage:
    said = tell(entry.value, head.zone)
    number = _("Entry %(number)d") % {"number": entry.number}
    return TakeBackPage(
        head=head,
        form=form,
        title=said.title,
        meta=" · ".join((number, entry.by_name, moment(entry.at, head.zone))),
        summary=said.summary,
        rows=said.rows,
    )
