from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from enthesis.domain.practice.availability import FreeTime
from enthesis.domain.practice.practice import Practice
from enthesis.store.lists import Seen
from enthesis.web.pages.practice.move_visit.form import MoveForm
from enthesis.web.shell.diary import FreeDay, free_days, kind_name, office_name, who_is, zone_words
from enthesis.web.shell.present import day


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    name: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MovePage:
    who: str
    now: str
    kind: str
    zone: str
    back: str
    days: tuple[FreeDay, ...]
    offices: tuple[Tab, ...]
    earlier: str
    later: str
    form: MoveForm


def present(
    site: Practice, seen: Seen, free: Iterable[FreeTime], form: MoveForm, *, office: str, week: int
) -> MovePage:
    visit = seen.booking.visit
    here = reverse("practice:move_visit", kwargs={"booking_id": seen.booking.id})
    return MovePage(
        who=who_is(seen),
        now=f"{day(visit.wall_start.date())}, {visit.wall_start:%H:%M}, {office_name(site, visit.office)}",
        kind=kind_name(site, visit.visit_type),
        zone=zone_words(site.office(office).zone),
        back=reverse("practice:visit", kwargs={"booking_id": seen.booking.id}),
        days=free_days(site, free),
        offices=tuple(
            Tab(name=o.name, href=f"{here}?office={o.slug}", current=o.slug == office) for o in site.offices
        ),
        earlier=f"{here}?office={office}&week={week - 1}" if week else "",
        later=f"{here}?office={office}&week={week + 1}",
        form=form,
    )
