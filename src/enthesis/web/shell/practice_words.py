"""What the practice file says, in the reader's language."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from enthesis.domain.practice.practice import Clinician, Office, Practice
from enthesis.domain.practice.state import ToPrint, to_print


@dataclass(frozen=True, slots=True, kw_only=True)
class ClinicianCard:
    name: str
    degrees: str
    facts: tuple[str, ...]

    @property
    def title(self) -> str:
        return f"{self.name}, {self.degrees}" if self.degrees else self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What the state asks to print; `missing` says so where counsel has supplied no text yet."""

    title: str
    text: str
    language: str
    missing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeCard:
    """`clock` names the zone that every time at this office is told in."""

    slug: str
    name: str
    state: str
    clock: str
    telephone: str
    address: str
    hours: str
    href: str
    notices: tuple[Notice, ...]


def in_this_language(practice: Practice, text: str) -> str:
    return practice.said(text, get_language() or "")


def clinician_cards(practice: Practice) -> tuple[ClinicianCard, ...]:
    return tuple(_clinician(practice, clinician) for clinician in practice.clinicians)


def office_cards(practice: Practice) -> tuple[OfficeCard, ...]:
    return tuple(office_card(practice, office) for office in practice.offices)


def office_card(practice: Practice, office: Office) -> OfficeCard:
    return OfficeCard(
        slug=office.slug,
        name=in_this_language(practice, office.name),
        state=office.state,
        clock=_clock(office.zone),
        telephone=office.telephone or practice.telephone,
        address=office.address,
        hours=in_this_language(practice, practice.opening_hours),
        href=reverse("public:office", kwargs={"office": office.slug}),
        notices=notices(to_print(practice, office)),
    )


def notices(duties: Iterable[ToPrint]) -> tuple[Notice, ...]:
    """What visitors of the pages read of it; papers for one patient are no public page's matter."""
    return tuple(_notice(one) for one in duties if one.duty.on_public_pages)


def _clinician(practice: Practice, clinician: Clinician) -> ClinicianCard:
    return ClinicianCard(
        name=clinician.name,
        degrees=clinician.degrees,
        facts=tuple(in_this_language(practice, fact) for fact in clinician.facts),
    )


def _notice(one: ToPrint) -> Notice:
    title = _("Notice for %(state)s") % {"state": one.state.name}
    if one.text is None:
        missing = _("The law of %(state)s may ask for a notice here. Its text is still missing.") % {
            "state": one.state.name
        }
        return Notice(title=title, text="", language="", missing=missing)
    return Notice(title=title, text=one.text.text.strip(), language=one.text.language, missing="")


def _clock(zone: str) -> str:
    known = {
        "America/New_York": _("Eastern time"),
        "America/Chicago": _("Central time"),
        "America/Denver": _("Mountain time"),
        "America/Los_Angeles": _("Pacific time"),
    }
    return known.get(zone, zone.replace("_", " "))
