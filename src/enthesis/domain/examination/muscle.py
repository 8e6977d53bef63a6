"""How much of the abductor muscle has turned to fat, portion by portion."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum, StrEnum

from enthesis.domain.errors import Invalid
from enthesis.domain.terms import Tag, Wording, is_number


class Scale(StrEnum):
    """Grades 0 to 4 mean different things on each; they are never mixed."""

    GOUTALLIER = "goutallier"
    QUARTILE = "quartile"

    @property
    def label(self) -> str:
        return self.value.capitalize()


class Grade(IntEnum):
    """Named after Goutallier; what each means on either scale stands in `WORDINGS`."""

    NO_FAT = 0
    STREAKS = 1
    LESS_THAN_MUSCLE = 2
    AS_MUCH_AS_MUSCLE = 3
    MORE_THAN_MUSCLE = 4


def _recalled(text: str) -> Wording:
    return Wording(text=text, tag=Tag.RECALLED, note="Confirm the words of this grade.")


WORDINGS: Mapping[Scale, Mapping[Grade, Wording]] = {
    Scale.GOUTALLIER: {
        Grade.NO_FAT: _recalled("no fat"),
        Grade.STREAKS: _recalled("some streaks of fat"),
        Grade.LESS_THAN_MUSCLE: _recalled("less fat than muscle"),
        Grade.AS_MUCH_AS_MUSCLE: _recalled("as much fat as muscle"),
        Grade.MORE_THAN_MUSCLE: _recalled("more fat than muscle"),
    },
    Scale.QUARTILE: {
        Grade.NO_FAT: _recalled("0 % fat"),
        Grade.STREAKS: _recalled("1 to 25 % fat"),
        Grade.LESS_THAN_MUSCLE: _recalled("26 to 50 % fat"),
        Grade.AS_MUCH_AS_MUSCLE: _recalled("51 to 75 % fat"),
        Grade.MORE_THAN_MUSCLE: _recalled("76 to 100 % fat"),
    },
}


class Portion(StrEnum):
    GLUTEUS_MEDIUS_ANTERIOR = "gluteus_medius_anterior"
    GLUTEUS_MEDIUS_MIDDLE = "gluteus_medius_middle"
    GLUTEUS_MEDIUS_POSTERIOR = "gluteus_medius_posterior"
    GLUTEUS_MINIMUS = "gluteus_minimus"

    @property
    def label(self) -> str:
        """As it stands within a sentence."""
        *muscle, last = self.value.split("_")
        return f"{' '.join(muscle)} {last}" if last == "minimus" else f"{' '.join(muscle)}, {last}"


GLUTEUS_MEDIUS = (
    Portion.GLUTEUS_MEDIUS_ANTERIOR,
    Portion.GLUTEUS_MEDIUS_MIDDLE,
    Portion.GLUTEUS_MEDIUS_POSTERIOR,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Muscle:
    """Fatty infiltration of gluteus medius (three portions) and minimus (S18); the tensor beside them.

    A grade of None was not read. `tfl_sartorius_ratio` is a ratio of sizes, above 0.
    """

    scale: Scale = Scale.GOUTALLIER
    gluteus_medius_anterior: Grade | None = None
    gluteus_medius_middle: Grade | None = None
    gluteus_medius_posterior: Grade | None = None
    gluteus_minimus: Grade | None = None
    tfl_hypertrophy: bool | None = None
    tfl_sartorius_ratio: Decimal | None = None

    def __post_init__(self) -> None:
        ratio = self.tfl_sartorius_ratio
        if ratio is not None and not (is_number(ratio) and ratio > 0):
            raise Invalid("tfl_sartorius_ratio", f"The ratio cannot be {ratio}.", "Enter a number above 0.")

    def grade(self, portion: Portion) -> Grade | None:
        grade: Grade | None = getattr(self, portion.value)
        return grade

    def unread(self) -> tuple[Portion, ...]:
        """The portions of gluteus medius without a grade."""
        return tuple(p for p in GLUTEUS_MEDIUS if self.grade(p) is None)

    def worst(self) -> Grade | None:
        """The highest grade read in gluteus medius; None when none was read."""
        return max((g for p in GLUTEUS_MEDIUS if (g := self.grade(p)) is not None), default=None)

    def worst_on(
        self, scale: Scale, *, settled_at: Grade = Grade.MORE_THAN_MUSCLE
    ) -> Grade | tuple[str, ...]:
        """The grade of the worst portion of gluteus medius on this scale, or what must be read first.

        Portions may stay unread once one has reached the grade above which it makes no difference.
        """
        if self.scale is not scale:
            return (f"grades of gluteus medius on the {scale.label} scale",)
        worst = self.worst()
        if worst is not None and (worst >= settled_at or not self.unread()):
            return worst
        return tuple(f"grade of {portion.label}" for portion in self.unread())

    def readings(self) -> tuple[str, ...]:
        """What was read in gluteus medius, portion by portion, in words."""
        read = ((portion, self.grade(portion)) for portion in GLUTEUS_MEDIUS)
        return tuple(
            f"{portion.label}: {self.scale.label} {int(grade)}"
            for portion, grade in read
            if grade is not None
        )


def medius(
    anterior: int | None, middle: int | None, posterior: int | None, *, scale: Scale = Scale.GOUTALLIER
) -> Muscle:
    """A muscle of which only these portions of gluteus medius were read. Raises ValueError for no grade."""
    return Muscle(
        scale=scale,
        gluteus_medius_anterior=None if anterior is None else Grade(anterior),
        gluteus_medius_middle=None if middle is None else Grade(middle),
        gluteus_medius_posterior=None if posterior is None else Grade(posterior),
    )


def thaunat_index(muscle: Muscle) -> Decimal | None:
    """The mean Goutallier grade of the three portions of gluteus medius, two decimals (Thaunat, S18).

    None unless all three were read, and on the Goutallier scale.
    """
    if muscle.scale is not Scale.GOUTALLIER or muscle.unread():
        return None
    grades = [int(g) for p in GLUTEUS_MEDIUS if (g := muscle.grade(p)) is not None]
    return (Decimal(sum(grades)) / len(grades)).quantize(Decimal("0.01"))
