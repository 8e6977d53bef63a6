"""How every page of a case begins: whose hip, which side, which pathway, where it stands."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.practice.practice import Practice
from enthesis.domain.terms import Side
from enthesis.store.case_files import CaseFile
from enthesis.web.shell.present import name_of


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHead:
    """`who` is a name only for those who may see names."""

    who: str
    what: str
    href: str
    zone: str
    office: str


def case_head(file: CaseFile, practice: Practice, *, at: datetime) -> CaseHead:
    zone = zone_of(file, practice)
    hip = _("Left hip") if file.case.side is Side.LEFT else _("Right hip")
    parts = [hip, _("pathway %(number)d") % {"number": file.case.number}]
    if file.contact is not None:
        age = file.contact.age_on(utc_to_wall(at, zone).date())
        parts.insert(1, _("%(age)d years") % {"age": age})
    return CaseHead(
        who=name_of(file.case, file.contact),
        what=" · ".join((*parts, file.case.stage.label)),
        href=reverse("practice:case", kwargs={"case_id": file.case.id}),
        zone=zone,
        office=_office(file, practice),
    )


def zone_of(file: CaseFile, practice: Practice) -> str:
    """The zone of the office that sees this hip: that of its newest visit, else the practice's first."""
    return file.bookings[-1].visit.zone if file.bookings else practice.offices[0].zone


def _office(file: CaseFile, practice: Practice) -> str:
    slug = file.bookings[-1].visit.office if file.bookings else practice.offices[0].slug
    return practice.office(slug).name
