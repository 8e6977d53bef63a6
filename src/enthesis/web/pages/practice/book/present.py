"""Free times as a grid of days; above them who it may be, and what must not wait."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.domain.pathway.case import Case
from enthesis.domain.people.likeness import Sign
from enthesis.domain.people.patient import Contact
from enthesis.domain.practice.booking import Booking, Visit
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.red_flags import questions
from enthesis.domain.practice.referral import Request
from enthesis.domain.practice.visit_type import VisitType
from enthesis.domain.terms import PatientId
from enthesis.web.pages.practice.book.form import BookForm, key_of
from enthesis.web.pages.practice.book.matches import Choice, choices
from enthesis.web.shell.present import day


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """`day` is said where a slot stands by itself."""

    key: str
    time: str
    clinician: str
    day: str = ""
    office: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    title: str
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    name: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BookPage:
    name: str
    side: str
    zone: str
    minutes: int
    held: Slot | None
    flags: tuple[str, ...]
    who: tuple[Choice, ...]
    near: tuple[tuple[str, str, str], ...]
    days: tuple[Day, ...]
    offices: tuple[Tab, ...]
    earlier: str
    later: str
    form: BookForm


def present(
    practice: Practice,
    asking: Request,
    held: Booking | None,
    kind: VisitType,
    free: tuple[Visit, ...],
    form: BookForm,
    cases: Mapping[PatientId, tuple[Case, ...]],
    near: tuple[tuple[PatientId, Contact, tuple[Sign, ...]], ...],
    *,
    office: str,
    week: int,
) -> BookPage:
    here = reverse("practice:book", kwargs={"request_id": asking.id})
    return BookPage(
        name=asking.asked.contact.name,
        side=asking.asked.side.value,
        zone=practice.office(office).zone.replace("_", " "),
        minutes=kind.minutes,
        held=_held(practice, held.visit) if held else None,
        flags=tuple(_(question) for question in questions(asking.red_flags)),
        who=choices(
            tuple(form.matches.values()),
            asking.asked.contact,
            cases,
            new=form.nobody,
            chosen=form.data.get("who", ""),
        ),
        near=tuple(
            (
                _("%(name)s, born %(day)s") % {"name": contact.name, "day": day(contact.birth_date)},
                ", ".join(sign.label for sign in signs),
                reverse("practice:patient", kwargs={"patient_id": patient}),
            )
            for patient, contact, signs in near
        ),
        days=_days(practice, free),
        offices=tuple(
            Tab(name=o.name, href=f"{here}?office={o.slug}", current=o.slug == office)
            for o in practice.offices
        ),
        earlier=f"{here}?office={office}&week={week - 1}" if week else "",
        later=f"{here}?office={office}&week={week + 1}",
        form=form,
    )


def _held(practice: Practice, visit: Visit) -> Slot:
    on = visit.wall_start.date()
    return Slot(
        key=key_of(visit),
        time=f"{visit.wall_start:%H:%M}",
        clinician=practice.clinician(visit.clinician).name,
        day=f"{on:%A}, {day(on)}",
        office=practice.office(visit.office).name,
    )


def _days(practice: Practice, free: tuple[Visit, ...]) -> tuple[Day, ...]:
    return tuple(
        Day(
            title=f"{on:%A}, {day(on)}",
            slots=tuple(
                Slot(
                    key=key_of(v),
                    time=f"{v.wall_start:%H:%M}",
                    clinician=practice.clinician(v.clinician).name,
                )
                for v in visits
            ),
        )
        for on, visits in groupby(free, key=lambda v: v.wall_start.date())
    )
