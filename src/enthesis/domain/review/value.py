"""One value that ships recalled or proposed, as a clinician sees it."""

from dataclasses import dataclass

from enthesis.domain.terms import Tag

Rows = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueToReview:
    """`place` is the file that declares it (`biologics/products/bmac`), `path` its dotted name there.

    `ships` is the number with its unit, or the words; `details` are the rest of what is declared with it.
    What must be confirmed on its own is a value of its own and stands in no other's details. `question` is
    what a clinician must answer. `digest` is that of exactly what ships: any change of it, of its tag, its
    source or its question gives another.
    """

    place: str
    path: str
    title: str
    ships: str
    details: Rows
    tag: Tag
    source: str
    question: str
    digest: str

    @property
    def key(self) -> tuple[str, str]:
        """What it is known by as long as it stays where it is, whatever it ships."""
        return self.place, self.path

    @property
    def room(self) -> str:
        return room_of(self.place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A file of what we know: what it says of itself, and its values to review, in the order of the file."""

    name: str
    title: str
    values: tuple[ValueToReview, ...]

    @property
    def room(self) -> str:
        return room_of(self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A folder of what we know, with its files that have something to review."""

    name: str
    title: str
    places: tuple[Place, ...]

    @property
    def label(self) -> str:
        return self.name.replace("_", " ").capitalize()

    @property
    def values(self) -> tuple[ValueToReview, ...]:
        return tuple(value for place in self.places for value in place.values)


def room_of(place: str) -> str:
    """The folder right below the domain, or the file itself where it stands there."""
    return place.partition("/")[0]
