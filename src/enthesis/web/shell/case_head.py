"""How every page of a case begins: whose hip, which side, which pathway, where it stands."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.red_flags import questions
from enthesis.domain.terms import Side
from enthesis.store.case_files import CaseFile
from enthesis.store.triage import Noted, Traced
from enthesis.web.shell.present import moment, name_of


@dataclass(frozen=True, slots=True, kw_only=True)
class SignsAlert:
    """What a request told that must not wait. `called`: who was called about it; empty while nobody was."""

    told: str
    flags: tuple[str, ...]
    called: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHead:
    """`who` is a name, and `signs` are there, only for those who may see names."""

    who: str
    what: str
    href: str
    zone: str
    office: str
    signs: tuple[SignsAlert, ...] = ()


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
        signs=tuple(_signs(one, zone) for one in file.requests if one.request.call_today),
    )


def zone_of(file: CaseFile, practice: Practice) -> str:
    """The zone of the office that sees this hip: that of its newest visit, else the practice's first."""
    return file.bookings[-1].visit.zone if file.bookings else practice.offices[0].zone


def _office(file: CaseFile, practice: Practice) -> str:
    slug = file.bookings[-1].visit.office if file.bookings else practice.offices[0].slug
    return practice.office(slug).name


def called_words(call: Noted, zone: str) -> str:
    """Who recorded the call about a sign, and when."""
    return _("Called by %(name)s, %(when)s.") % {"name": call.by_name, "when": moment(call.at, zone)}


def _signs(traced: Traced, zone: str) -> SignsAlert:
    request = traced.request
    return SignsAlert(
        told=_("Told with the request of %(when)s:") % {"when": moment(request.received_at, zone)},
        flags=tuple(_(question) for question in questions(request.red_flags)),
        called=called_words(traced.called, zone) if traced.called else "",
        href=reverse("practice:request", kwargs={"request_id": request.id}),
    )
