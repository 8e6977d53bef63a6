"""A booked operation as pages show it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.domain.outcomes.schedule import milestone_called
from enthesis.domain.pathway.after_operation import INJECTION
from enthesis.domain.pathway.operation import Hanging, OperationBooking
from enthesis.domain.practice.booking import Booking, BookingStatus
from enthesis.domain.practice.practice import Practice
from enthesis.domain.terms import Role
from enthesis.store.lists import BookedHip
from enthesis.web.shell.diary import office_name, when_of
from enthesis.web.shell.nav import may_open
from enthesis.web.shell.present import day, name_of


@dataclass(frozen=True, slots=True, kw_only=True)
class HangingLine:
    """One visit that hangs on the operation: when it is, or that there is no time for it yet."""

    title: str
    told: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationLine:
    """One operation of a list. `href` is empty for those who may not open it; `unready` where nothing is."""

    when: str
    who: str
    href: str
    side: str
    hospital: str
    surgeon: str
    state: str
    unready: str = ""


def operation_line(site: Practice, one: BookedHip, *, is_open: bool, unready: str = "") -> OperationLine:
    booked, case = one.operation, one.listed.case
    return OperationLine(
        when=booked.theatre.words,
        who=name_of(case, one.listed.contact),
        href=reverse("practice:operation", kwargs={"case_id": case.id}) if is_open else "",
        side=case.side.value.capitalize(),
        hospital=site.hospital_name(booked.theatre.hospital),
        surgeon=booked.surgeon.name,
        state=_(booked.state.label),
        unready=unready,
    )


def team_rows(booked: OperationBooking) -> tuple[tuple[str, str], ...]:
    """Each role of the team with its names."""
    names: dict[str, list[str]] = {}
    for member in booked.team:
        names.setdefault(_(member.role.label), []).append(member.name)
    return tuple((role, ", ".join(told)) for role, told in names.items())


def operation_rows(site: Practice, booked: OperationBooking) -> tuple[tuple[str, str], ...]:
    """Day, hospital, state and team."""
    return (
        (_("Day"), booked.theatre.words),
        (_("Hospital"), site.hospital_name(booked.theatre.hospital)),
        (_("State"), _(booked.state.label)),
        *team_rows(booked),
    )


def hanging_lines(
    site: Practice, booked: OperationBooking, visits: tuple[Booking, ...], role: Role
) -> Iterator[HangingLine]:
    """The visits that hang on the operation. `visits` are those of its case; links are those of the role."""
    by_id = {visit.id: visit for visit in visits}
    for hanging in booked.visits:
        visit = by_id.get(hanging.booking) if hanging.booking else None
        if visit is not None:
            yield _booked(site, hanging, visit)
        else:
            href = reverse("practice:task", kwargs={"task_id": hanging.task}) if hanging.task else ""
            told = _("No time yet, best on %(day)s") % {"day": day(hanging.due_on)}
            yield HangingLine(title=hanging_title(hanging.purpose), told=told, href=_open_to(href, role))


def _open_to(href: str, role: Role) -> str:
    return href if href and may_open(href, role) else ""


def hanging_title(purpose: str) -> str:
    return _("Injection") if purpose == INJECTION else _(milestone_called(purpose).title)


def _booked(site: Practice, hanging: Hanging, visit: Booking) -> HangingLine:
    told = f"{when_of(visit.visit)}, {office_name(site, visit.visit.office)}"
    if visit.status is not BookingStatus.BOOKED:
        told += f" ({_(visit.status.label)})"
    href = reverse("practice:visit", kwargs={"booking_id": visit.id})
    return HangingLine(title=hanging_title(hanging.purpose), told=told, href=href)
