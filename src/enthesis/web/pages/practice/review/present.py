from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.domain.review.sign_off import Standing, State, tally
from enthesis.domain.review.value import Room
from enthesis.web.shell.present import Progress
from enthesis.web.shell.reviewing import ReviewedValue, progress_of, reviewed_value


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many values of a room stand in a state, and where they are shown; what they are, in words."""

    number: int
    href: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomRow:
    label: str
    title: str
    href: str
    total: int
    counts: tuple[Count, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A value that asks for attention, and where it is shown."""

    href: str
    value: ReviewedValue


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPage:
    progress: Progress
    states: tuple[str, ...]
    rooms: tuple[RoomRow, ...]
    to_change: tuple[Listed, ...]
    changed: tuple[Listed, ...]


def present(stand: tuple[tuple[Room, tuple[Standing, ...]], ...], *, zone: str) -> ReviewPage:
    every = tuple(standing for _room, found in stand for standing in found)
    return ReviewPage(
        progress=progress_of(tally(every), _("Values decided on at this practice")),
        states=tuple(_(state.label) for state in State),
        rooms=tuple(_row(room, tally(found)) for room, found in stand),
        to_change=_listed((s for s in every if s.state is State.TO_CHANGE), zone),
        changed=_listed((s for s in every if s.has_changed), zone),
    )


def _row(room: Room, counts: Mapping[State, int]) -> RoomRow:
    href = _address(room.name)
    return RoomRow(
        label=room.label,
        title=room.title,
        href=href,
        total=sum(counts.values()),
        counts=tuple(
            Count(
                number=counts[state],
                href=f"{href}?state={state.value}",
                words=_("%(count)d, %(room)s: %(state)s")
                % {"count": counts[state], "room": room.label, "state": _(state.label).lower()},
            )
            for state in State
        ),
    )


def _listed(found: Iterable[Standing], zone: str) -> tuple[Listed, ...]:
    shown = ((s.value.room, reviewed_value(s, zone=zone)) for s in found)
    return tuple(Listed(href=f"{_address(room)}#{value.anchor}", value=value) for room, value in shown)


def _address(room: str) -> str:
    return reverse("practice:review_room", kwargs={"room": room})
