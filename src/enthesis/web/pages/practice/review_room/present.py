from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.domain.review.sign_off import SignOff, Standing, State, standings, tally
from enthesis.domain.review.value import Place, Room
from enthesis.web.shell.present import Button, Progress
from enthesis.web.shell.reviewing import ReviewedValue, anchor_of, progress_of, reviewed_value, title_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    label: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceSection:
    anchor: str
    title: str
    name: str
    counts: str
    values: tuple[ReviewedValue, ...]
    sign: Button


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRoomPage:
    label: str
    title: str
    progress: Progress
    tabs: tuple[Tab, ...]
    places: tuple[PlaceSection, ...]


def present(
    room: Room, made: tuple[SignOff, ...], *, state: State | None, may_sign: bool, zone: str
) -> ReviewRoomPage:
    """The values in the wanted state, all without one; the counts are those of the whole room."""
    stand = standings(room.values, made)
    counts = tally(stand)
    href = reverse("practice:review_room", kwargs={"room": room.name})
    sections = (_section(place, stand, state, may_sign=may_sign, zone=zone) for place in room.places)
    return ReviewRoomPage(
        label=room.label,
        title=room.title,
        progress=progress_of(counts, _("Values of this room decided on")),
        tabs=(
            Tab(label=f"{_('All')} ({len(stand)})", href=href, current=state is None),
            *(
                Tab(label=f"{_(s.label)} ({counts[s]})", href=f"{href}?state={s.value}", current=s is state)
                for s in State
            ),
        ),
        places=tuple(section for section in sections if section.values),
    )


def _section(
    place: Place, stand: tuple[Standing, ...], state: State | None, *, may_sign: bool, zone: str
) -> PlaceSection:
    own = [s for s in stand if s.value.place == place.name]
    told = ((number, _(s.label).lower()) for s, number in tally(own).items() if number)
    return PlaceSection(
        anchor=anchor_of(place.name),
        title=title_of(place),
        name=place.name,
        counts=", ".join(f"{number} {words}" for number, words in told),
        values=tuple(reviewed_value(s, zone=zone) for s in own if state in (None, s.state)),
        sign=Button(
            label=_("Decide on these"),
            href=reverse("practice:review_sign", kwargs={"place": place.name}),
            show=may_sign,
        ),
    )
