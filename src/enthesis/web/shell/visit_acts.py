"""What can be said of a visit now: a button for each act, on its own page and on the lists of visits."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.domain.errors import NotAllowed
from enthesis.domain.practice.booking import Booking, BookingAct, BookingStatus
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.rooming import rooms_of

LABELS = {
    BookingAct.ARRIVE: "Arrived",
    BookingAct.ROOM: "In a room",
    BookingAct.FINISH: "Seen, and gone",
    BookingAct.MISS: "Did not come",
    BookingAct.REOPEN: "Open again",
}
COURSE = {
    BookingStatus.BOOKED: BookingAct.ARRIVE,
    BookingStatus.ARRIVED: BookingAct.ROOM,
    BookingStatus.ROOMED: BookingAct.FINISH,
}
"""What the desk says next of a visit on its day."""
UNSPOKEN_FOR = timedelta(days=30)
"""How long it is asked whether somebody came."""
BACK = {"today": "practice:today", "unspoken": "practice:unspoken"}
"""Where an act may have been pressed, and lead back to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitAct:
    """A button that says what happened to the visit read at `version`; it is sent to `href`.

    With `rooms` it asks for one of them, with `whys` for the reason. `back` names the list it leads back to.
    """

    act: str
    label: str
    key: str
    version: int
    href: str
    primary: bool = False
    rooms: tuple[tuple[str, str], ...] = ()
    room: str = ""
    whys: tuple[tuple[str, str], ...] = ()
    back: str = ""


def visit_act(
    site: Practice, booking: Booking, act: BookingAct, *, primary: bool = False, back: str = ""
) -> VisitAct:
    rooms = rooms_of(site, booking.visit.office) if act is BookingAct.ROOM else ()
    return VisitAct(
        act=act.value,
        label=_(LABELS[act]),
        key=str(uuid4()),
        version=booking.version,
        href=reverse("practice:visit", kwargs={"booking_id": booking.id}),
        primary=primary,
        rooms=tuple((room.slug, room.name) for room in rooms),
        room=booking.room,
        back=back,
    )


def next_act(site: Practice, booking: Booking, *, at: datetime, back: str) -> VisitAct | None:
    """What the desk says next of a visit on its day; None where there is nothing to say."""
    act = COURSE.get(booking.status)
    if act is None or not is_possible_now(booking, act, at=at):
        return None
    return visit_act(site, booking, act, primary=True, back=back)


def is_possible_now(booking: Booking, act: BookingAct, *, at: datetime) -> bool:
    try:
        booking.after(act, at=at)
    except NotAllowed:
        return False
    return True
