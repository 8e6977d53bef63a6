from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.domain.practice.booking import Booking, BookingAct, BookingChange, Why
from enthesis.domain.practice.practice import Practice
from enthesis.store.lists import Seen
from enthesis.store.messages import Logged
from enthesis.web.pages.practice.visit.form import VisitForm
from enthesis.web.shell.diary import (
    clinician_name,
    kind_name,
    look_of,
    office_name,
    side_of,
    state_of,
    who_is,
    zone_words,
)
from enthesis.web.shell.messages_shown import became, kind_in_words
from enthesis.web.shell.present import Button, Table, day, moment
from enthesis.web.shell.visit_acts import LABELS, VisitAct, is_possible_now, visit_act

DONE = {
    BookingAct.BOOK: "Booked",
    BookingAct.MOVE: "Moved",
    BookingAct.CANCEL: "Cancelled",
    BookingAct.ARRIVE: "Arrived",
    BookingAct.ROOM: "Taken to a room",
    BookingAct.MISS: "Did not come",
    BookingAct.FINISH: "Seen, and gone",
    BookingAct.REOPEN: "Opened again",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitPage:
    who: str
    when: str
    zone: str
    state: str
    look: str
    version: int
    facts: tuple[tuple[str, str], ...]
    acts: tuple[VisitAct, ...]
    cancel: VisitAct | None
    buttons: tuple[Button, ...]
    history: Table
    messages: Table
    form: VisitForm
    back: str


def present(
    site: Practice,
    seen: Seen,
    changes: Sequence[BookingChange],
    sent: Sequence[Logged],
    form: VisitForm,
    *,
    may_act: bool,
    at: datetime,
) -> VisitPage:
    booking, visit = seen.booking, seen.booking.visit
    possible = [
        act for act in (*LABELS, BookingAct.CANCEL) if may_act and is_possible_now(booking, act, at=at)
    ]
    return VisitPage(
        who=who_is(seen),
        when=f"{visit.wall_start:%A}, {day(visit.wall_start.date())}, {visit.wall_start:%H:%M}",
        zone=zone_words(visit.zone),
        state=state_of(site, booking),
        look=look_of(booking),
        version=booking.version,
        facts=_facts(site, seen),
        acts=tuple(
            visit_act(site, booking, act, primary=n == 0) for n, act in enumerate(possible) if act in LABELS
        ),
        cancel=_cancel(booking) if BookingAct.CANCEL in possible else None,
        buttons=_buttons(seen, may_move=may_act and is_possible_now(booking, BookingAct.MOVE, at=at)),
        history=_history(site, changes, visit.zone),
        messages=_messages(sent, visit.zone),
        form=form,
        back=f"{reverse('practice:calendar')}?on={visit.wall_start:%Y-%m-%d}",
    )


def _facts(site: Practice, seen: Seen) -> tuple[tuple[str, str], ...]:
    visit = seen.booking.visit
    told = (
        (_("Visit"), f"{kind_name(site, visit.visit_type)}, {visit.minutes} minutes"),
        (_("Office"), office_name(site, visit.office)),
        (_("Clinician"), clinician_name(site, visit.clinician)),
        (_("Side"), side_of(seen)),
    )
    return tuple((name, value) for name, value in told if value)


def _cancel(booking: Booking) -> VisitAct:
    return VisitAct(
        act=BookingAct.CANCEL.value,
        label=_("Cancel the visit"),
        key=str(uuid4()),
        version=booking.version,
        href=reverse("practice:visit", kwargs={"booking_id": booking.id}),
        whys=tuple((why.value, _(why.label)) for why in Why),
    )


def _buttons(seen: Seen, *, may_move: bool) -> tuple[Button, ...]:
    booking = seen.booking
    case = reverse("practice:case", kwargs={"case_id": booking.case}) if booking.case else ""
    return (
        Button(
            label=_("Move to another time"),
            href=reverse("practice:move_visit", kwargs={"booking_id": booking.id}),
            show=may_move,
        ),
        Button(
            label=_("Waiting list"),
            href=f"{reverse('practice:waiting_add')}?booking={booking.id}",
            show=may_move,
        ),
        Button(
            label=_("Private links"),
            href=reverse("practice:visit_link", kwargs={"booking_id": booking.id}),
            show=may_move,
        ),
        Button(label=_("Open the hip"), href=case, show=bool(case)),
        Button(
            label=_("Say who it is"),
            href=reverse("practice:requests"),
            show=booking.is_held and seen.asking is not None,
        ),
    )


def _history(site: Practice, changes: Sequence[BookingChange], zone: str) -> Table:
    rows = tuple(
        (
            _(DONE[change.act]),
            moment(change.at, zone),
            change.by_name,
            f"{day(change.wall_start.date())}, {change.wall_start:%H:%M}, {office_name(site, change.office)}",
            _(change.why.label) if change.why else "",
        )
        for change in reversed(changes)
    )
    header = (_("What"), _("When"), _("By"), _("The visit then"), _("Why"))
    return Table(caption=_("What happened to it"), header=header, rows=rows)


def _messages(sent: Sequence[Logged], zone: str) -> Table:
    rows = tuple((kind_in_words(one.kind), moment(one.due_at, zone), became(one, zone)) for one in sent)
    return Table(caption=_("Messages"), header=(_("Message"), _("Due"), _("State")), rows=rows)
