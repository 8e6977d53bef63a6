"""The entry as it stays, and what was added to it before."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from enthesis.domain.pathway.case import Entry
from enthesis.domain.pathway.corrections import Addendum
from enthesis.store.case_files import CaseFile
from enthesis.web.pages.practice.addendum.form import AddendumForm
from enthesis.web.shell.case_head import CaseHead
from enthesis.web.shell.plan_words import Rows
from enthesis.web.shell.present import moment
from enthesis.web.shell.telling import tell


@dataclass(frozen=True, slots=True, kw_only=True)
class AddendumPage:
    head: CaseHead
    form: AddendumForm
    title: str
    meta: str
    summary: str
    rows: Rows
    before: tuple[str, ...]


def present(head: CaseHead, form: AddendumForm, file: CaseFile, entry: Entry[object]) -> AddendumPage:
    said = tell(entry.value, head.zone)
    number = _("Entry %(number)d") % {"number": entry.number}
    return AddendumPage(
        head=head,
        form=form,
        title=said.title,
        meta=" · ".join((number, entry.by_name, moment(entry.at, head.zone))),
        summary=said.summary,
        rows=said.rows,
        before=tuple(
            f"{e.value.text} ({e.by_name}, {moment(e.at, head.zone)})"
            for e in file.entries
            if isinstance(e.value, Addendum) and e.value.to == entry.id
        ),
    )
