"""What was found by hand, each test optional (None: not done), and how well the tests are known to work."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from enthesis.domain.errors import Invalid
from enthesis.domain.terms import Sourced, Tag, Wording, is_number

STANCE_SECONDS = Sourced(30, "s", tag="V", source="S44, S45")
FAMILIAR_PAIN = Sourced(2, "{score}", tag="V", source="S44, S45", note="On a 0 to 10 scale.")
PLAUSIBLE = "Catches slips of unit: is every adult between these two?"
SHORTEST = Sourced(100, "cm", tag="P", note=PLAUSIBLE)
TALLEST = Sourced(230, "cm", tag="P", note=PLAUSIBLE)
LIGHTEST = Sourced(30, "kg", tag="P", note=PLAUSIBLE)
HEAVIEST = Sourced(300, "kg", tag="P", note=PLAUSIBLE)


class Trendelenburg(StrEnum):
    """The sign, and the gait that shows it; the words stand in `TRENDELENBURG`."""

    ABSENT = "absent"
    COMPENSATED = "compensated"
    PRESENT = "present"


class Gait(StrEnum):
    """The words stand in `GAITS`."""

    NORMAL = "normal"
    ANTALGIC = "antalgic"
    TRENDELENBURG = "trendelenburg"
    MIXED = "mixed"


class Mrc(StrEnum):
    """Strength by hand; what the whole grades mean stands in `STRENGTH`."""

    NONE = "0"
    FLICKER = "1"
    GRAVITY_ELIMINATED = "2"
    AGAINST_GRAVITY = "3"
    FOUR_MINUS = "4-"
    FOUR = "4"
    FOUR_PLUS = "4+"
    NORMAL = "5"

    @property
    def rank(self) -> int:
        """Their order, from 0. A rank, not a measure: differences between ranks mean nothing."""
        return list(Mrc).index(self)

    @property
    def label(self) -> str:
        """The grade with its words, where it has any: 4: against resistance."""
        return f"{self.value}: {STRENGTH[self].text}" if self in STRENGTH else self.value


def _recalled(text: str) -> Wording:
    return Wording(text=text, tag=Tag.RECALLED, note="Confirm the words of this grade.")


def _verified(text: str, source: str) -> Wording:
    return Wording(text=text, tag=Tag.VERIFIED, source=source)


TRENDELENBURG: Mapping[Trendelenburg, Wording] = {
    Trendelenburg.ABSENT: _verified("absent", "S27"),
    Trendelenburg.COMPENSATED: _verified("compensated", "S27"),
    Trendelenburg.PRESENT: _verified("present", "S27"),
}

GAITS: Mapping[Gait, Wording] = {
    Gait.NORMAL: _verified("normal", "S26, S23"),
    Gait.ANTALGIC: _verified("antalgic", "S26, S23"),
    Gait.TRENDELENBURG: _verified("Trendelenburg", "S26, S23"),
    Gait.MIXED: _verified("mixed", "S26, S23"),
}


STRENGTH: Mapping[Mrc, Wording] = {
    Mrc.NONE: _recalled("none"),
    Mrc.FLICKER: _recalled("flicker"),
    Mrc.GRAVITY_ELIMINATED: _recalled("gravity eliminated"),
    Mrc.AGAINST_GRAVITY: _recalled("against gravity"),
    Mrc.FOUR: _recalled("against resistance"),
    Mrc.NORMAL: _recalled("normal"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleLegStance:
    """Standing on the painful leg: seconds held, 0 to 30; pain, 0 to 10; whether it is the familiar pain."""

    seconds: Decimal
    pain: Decimal | None = None
    familiar: bool | None = None

    def __post_init__(self) -> None:
        _check_range("seconds", self.seconds, 0, int(STANCE_SECONDS.value))
        _check_range("pain", self.pain, 0, 10)

    @property
    def is_positive(self) -> bool | None:
        """Familiar lateral pain of 2 or more within 30 s; None when the pain or its kind is not known."""
        if self.familiar is False or (self.pain is not None and self.pain < FAMILIAR_PAIN.value):
            return False
        return None if self.familiar is None or self.pain is None else True


@dataclass(frozen=True, slots=True, kw_only=True)
class Provoked:
    """A provocation test: whether it brought on the pain, and how much, 0 to 10."""

    positive: bool
    pain: Decimal | None = None

    def __post_init__(self) -> None:
        _check_range("pain", self.pain, 0, 10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """One examination of one hip.

    Strength by dynamometer in newtons or, as torque, in newton metres; symmetry is the side in question in
    percent of the other; rotation and flexion in degrees. Raises `Invalid` for a number that cannot be.
    """

    examined_on: date
    height_cm: Decimal | None = None
    weight_kg: Decimal | None = None
    trochanteric_tenderness: bool | None = None
    single_leg_stance: SingleLegStance | None = None
    derotation: Provoked | None = None  # resisted external de-rotation, supine, hip at 90 degrees
    trendelenburg: Trendelenburg | None = None
    gait: Gait | None = None
    abduction: Mrc | None = None
    abduction_newton: Decimal | None = None
    abduction_newton_metre: Decimal | None = None
    limb_symmetry_percent: Decimal | None = None
    fader: bool | None = None
    fader_resisted: bool | None = None
    adduction: bool | None = None
    adduction_resisted: bool | None = None
    internal_rotation: Decimal | None = None
    external_rotation: Decimal | None = None
    flexion: Decimal | None = None
    lumbar_screen: bool | None = None
    comment: str = ""

    def __post_init__(self) -> None:
        for name in ("abduction_newton", "abduction_newton_metre", "limb_symmetry_percent"):
            _check_range(name, getattr(self, name), 0, None)
        for name in ("internal_rotation", "external_rotation", "flexion"):
            _check_range(name, getattr(self, name), -180, 180)
        _check_range("height_cm", self.height_cm, int(SHORTEST.value), int(TALLEST.value))
        _check_range("weight_kg", self.weight_kg, int(LIGHTEST.value), int(HEAVIEST.value))

    @property
    def body_mass_index(self) -> Decimal | None:
        """Kilograms by square metres, one decimal, half up; None unless both were measured."""
        if self.height_cm is None or self.weight_kg is None:
            return None
        index = self.weight_kg / (self.height_cm / 100) ** 2
        return index.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Accuracy:
    """How well a test told apart those with and without the disease in one published study."""

    test: str
    study: str
    hips: int | None = None
    sensitivity: Sourced
    specificity: Sourced


ACCURACY = (
    Accuracy(
        test="single_leg_stance",
        study="Lequesne 2008",
        hips=17,
        sensitivity=Sourced(100, "%", tag="V", source="S44"),
        specificity=Sourced("97.3", "%", tag="V", source="S44"),
    ),
    Accuracy(
        test="single_leg_stance",
        study="Grimaldi 2017",
        sensitivity=Sourced(38, "%", tag="V", source="S45"),
        specificity=Sourced(100, "%", tag="V", source="S45"),
    ),
    Accuracy(
        test="derotation",
        study="Lequesne 2008",
        hips=17,
        sensitivity=Sourced(88, "%", tag="V", source="S44"),
        specificity=Sourced("97.3", "%", tag="V", source="S44"),
    ),
)


def _check_range(name: str, value: Decimal | None, lowest: int, highest: int | None) -> None:
    if value is None:
        return
    if not is_number(value) or value < lowest or (highest is not None and value > highest):
        to = f"from {lowest} to {highest}" if highest is not None else f"of {lowest} or more"
        words = _WORDS.get(name, name.replace("_", " ").capitalize())
        raise Invalid(name, f"{words} cannot be {value}.", f"Enter a number {to}.")


_WORDS = {"height_cm": "A height in cm", "weight_kg": "A weight in kg"}
