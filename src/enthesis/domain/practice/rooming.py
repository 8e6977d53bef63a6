"""Which room a patient who is here is taken to."""

from collections.abc import Collection

from enthesis.domain.errors import NotAllowed
from enthesis.domain.practice.booking import Booking, BookingStatus
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.resource import Room


def rooms_of(site: Practice, office: str) -> tuple[Room, ...]:
    """The rooms of an office, as the practice file names them; none where it names none."""
    return tuple(room for room in site.rooms if room.office == office)


def room_name(site: Practice, room: str) -> str:
    """How a room is called; by its short name where the practice has it no more."""
    return next((one.name for one in site.rooms if one.slug == room), room)


def rooms_in_use(today: Collection[Booking], *, but: Booking) -> frozenset[str]:
    """The rooms somebody else is in, of the visits of a day."""
    return frozenset(
        other.room for other in today if other.status is BookingStatus.ROOMED and other.id != but.id
    )


def check_room(site: Practice, booking: Booking, room: str, in_use: Collection[str]) -> None:
    """The room is one of the office and nobody else is in it; an office without named rooms asks for none.

    Raises NotAllowed.
    """
    here = {one.slug: one.name for one in rooms_of(site, booking.visit.office)}
    if not here and not room:
        return
    if room not in here:
        raise NotAllowed(
            "room", "This room is not at the office of the visit.", "Choose a room of that office."
        )
    if room in in_use:
        raise in_use_already(here[room])


def in_use_already(name: str) -> NotAllowed:
    """What is said of a room somebody else is in."""
    return NotAllowed(
        "room",
        f"Somebody else is in {name}.",
        "Choose another room, or say first that the other visit is done.",
    )
