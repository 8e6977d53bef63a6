"""A wristband, drawn, and its code as text."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from enthesis.delivery.labels import wristband_label
from enthesis.domain.biologics.identity import CodeKind, parse_code
from enthesis.store.case_files import CaseFile
from enthesis.web.shell.case_head import CaseHead
from enthesis.web.shell.present import Button, day


@dataclass(frozen=True, slots=True, kw_only=True)
class WristbandPage:
    head: CaseHead
    code: str
    svg: str
    back: Button


def present(file: CaseFile, head: CaseHead) -> WristbandPage:
    code = parse_code(file.case.wristband, kind=CodeKind.WRISTBAND, field="wristband")
    contact = file.contact
    person = (contact.name, _("Born %(day)s") % {"day": day(contact.birth_date)}) if contact else ()
    hip = _("LEFT hip") if file.case.side == "left" else _("RIGHT hip")
    return WristbandPage(
        head=head,
        code=code.text,
        svg=wristband_label(code=code.text, shown=code.shown, person=person, hip=hip),
        back=Button(label=_("Back to the hip"), href=head.href),
    )
