from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from enthesis.domain.practice.attachment import Attachment
from enthesis.domain.practice.booking import Booking
from enthesis.domain.practice.bring import BringLine
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.practice.practice import Practice
from enthesis.web.shell.attaching import AttachForm
from enthesis.web.shell.bringing import BringRow, rows_for_patient
from enthesis.web.shell.present import day
from enthesis.web.shell.times import when


@dataclass(frozen=True, slots=True, kw_only=True)
class BringPage:
    """`sent` are the files the patient added: what each shows, its name, and when it came."""

    form: AttachForm
    visit: str
    rows: tuple[BringRow, ...]
    sent: tuple[tuple[str, str, str], ...]


def bring_page(
    form: AttachForm,
    visit: Booking | None,
    lines: Sequence[BringLine],
    attached: Sequence[Attachment],
    *,
    practice: Practice,
    zone: str,
) -> BringPage:
    return BringPage(
        form=form,
        visit=_visit(visit, practice),
        rows=rows_for_patient(lines),
        sent=tuple(
            (_(a.kind.label), a.file.name, day(utc_to_wall(a.at, zone).date()))
            for a in attached
            if a.stands and a.by is None
        ),
    )


def _visit(visit: Booking | None, practice: Practice) -> str:
    if visit is None:
        return ""
    return _("Your visit: %(when)s, %(office)s") % {
        "when": when(visit.visit),
        "office": practice.office(visit.visit.office).name,
    }
