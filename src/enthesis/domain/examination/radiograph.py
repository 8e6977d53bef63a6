"""What one reader saw on one radiograph of the hip and pelvis."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from enthesis.domain.errors import Invalid
from enthesis.domain.terms import EntryId, PersonId, Sourced, Tag, Wording, is_number


class View(StrEnum):
    """How the picture was taken; the words stand in `VIEWS`."""

    AP_PELVIS = "ap_pelvis"
    AP_HIP = "ap_hip"
    LATERAL = "lateral"
    FALSE_PROFILE = "false_profile"

    @property
    def label(self) -> str:
        return VIEWS[self].text


_VIEW = "Is this one of the views to be told apart, by this name?"
VIEWS: Mapping[View, Wording] = MappingProxyType(
    {
        View.AP_PELVIS: Wording(text="Pelvis, from the front", tag=Tag.PROPOSED, note=_VIEW),
        View.AP_HIP: Wording(text="Hip, from the front", tag=Tag.PROPOSED, note=_VIEW),
        View.LATERAL: Wording(text="Hip, lateral", tag=Tag.PROPOSED, note=_VIEW),
        View.FALSE_PROFILE: Wording(text="Hip, false profile", tag=Tag.PROPOSED, note=_VIEW),
    }
)

TONNIS = range(4)  # grades 0 to 3
TROCHANTER = Wording(
    text="Trochanter irregular",
    tag=Tag.VERIFIED,
    source="S132",
    note="It went with tears in a cohort of hip replacements.",
)

HALF_TURN = Sourced(
    180, "deg", tag="D", note="An angle between two lines is at most half a turn; no usual range is given."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RadiographFindings:
    """A reading, not the picture: a second reader of the same picture makes a second value.

    Angles are in degrees: `centre_edge` the lateral centre-edge angle, below 0 where the socket ends before
    the centre of the head; `alpha` the alpha angle. `tonnis` is a grade of 0 to 3. None was not read. Raises
    `Invalid` for an angle or grade that cannot be, a reading by nobody, or one before the picture.
    """

    taken_on: date | None = None
    read_on: date
    reader: PersonId | None = None
    reader_name: str = ""
    view: View | None = None
    tonnis: int | None = None
    centre_edge: Decimal | None = None
    alpha: Decimal | None = None
    trochanter_irregular: bool | None = None
    comment: str = ""

    def __post_init__(self) -> None:
        if self.reader is None and not self.reader_name.strip():
            raise Invalid("reader_name", "The reading names no reader.", "Enter who read the radiograph.")
        if self.taken_on is not None and self.read_on < self.taken_on:
            raise Invalid("read_on", "The radiograph was read before it was taken.", "Check the two dates.")
        if self.tonnis is not None and self.tonnis not in TONNIS:
            raise Invalid("tonnis", f"There is no Tönnis grade {self.tonnis}.", "Enter 0, 1, 2 or 3.")
        half = HALF_TURN.value
        _check_angle("centre_edge", "A lateral centre-edge angle", self.centre_edge, -half)
        _check_angle("alpha", "An alpha angle", self.alpha, Decimal(0))

    @property
    def says_nothing(self) -> bool:
        told = (self.tonnis, self.centre_edge, self.alpha, self.trochanter_irregular)
        return all(one is None for one in told) and not self.comment.strip()


def _check_angle(code: str, what: str, degrees: Decimal | None, least: Decimal) -> None:
    most = HALF_TURN.value
    if degrees is not None and not (is_number(degrees) and least <= degrees <= most):
        raise Invalid(
            code,
            f"{what} of {degrees}° cannot be.",
            f"Enter degrees from {least} to {most}.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondRadiographReading:
    """A second reading beside the entry it repeats; `blinded` as for other images."""

    of: EntryId
    blinded: bool
    seen: RadiographFindings

    def __post_init__(self) -> None:
        if self.seen.reader is None:
            raise Invalid(
                "reader", "A second reading is made by an account.", "Sign in as who reads the radiograph."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class RadiographReadTwice:
    """Two readings of the same radiograph, each with its reader's name."""

    first: RadiographFindings
    first_by: str
    second: SecondRadiographReading
    second_by: str


GradePairs = Mapping[tuple[str, str], list[tuple[int, int]]]


def tonnis_pairs(read: Sequence[RadiographReadTwice]) -> GradePairs:
    """By pair of readers, the Tönnis grades of both on each hip that both graded, blinded ones only."""
    found: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for twice in (t for t in read if t.second.blinded):
        a, b = twice.first.tonnis, twice.second.seen.tonnis
        if a is None or b is None:
            continue
        readers = (twice.first_by, twice.second_by)
        ordered = min(readers), max(readers)
        found.setdefault(ordered, []).append((a, b) if readers == ordered else (b, a))
    return found
