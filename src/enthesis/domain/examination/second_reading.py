"""The same images read a second time by somebody else, and what two readers make of the same hips."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.examination.agreement import Kappa, Weights, weighted_kappa
from enthesis.domain.examination.imaging import MriFindings
from enthesis.domain.examination.muscle import Grade, Portion
from enthesis.domain.examination.radiograph import TONNIS, RadiographReadTwice, tonnis_pairs
from enthesis.domain.examination.tear import Thickness
from enthesis.domain.terms import EntryId, PersonId

THICKNESSES = tuple(Thickness)  # from none to full
TONNIS_GRADE = "tonnis"
LEVELS = {"thickness": len(THICKNESSES), TONNIS_GRADE: len(TONNIS)}
MEASURES = (*(portion.value for portion in Portion), "thickness")


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondReading:
    """A second reading beside the one it repeats; the hip goes on by the first, or by a later consensus.

    `of` is the entry of the first reading. `blinded` says whether the reader had not opened the record of
    this hip since the first reading was saved. Raises `Invalid` without an account of the reader.
    """

    of: EntryId
    blinded: bool
    seen: MriFindings

    def __post_init__(self) -> None:
        if self.seen.reader is None:
            raise Invalid(
                "reader", "A second reading is made by an account.", "Sign in as who reads the images."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadTwice:
    """Two readings of the same images, each with its reader's name."""

    first: MriFindings
    first_by: str
    second: SecondReading
    second_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PairAgreement:
    """Two readers on one measure; both weightings of the same pairs. `scale` is empty for the thickness."""

    readers: tuple[str, str]
    measure: str
    scale: str
    linear: Kappa
    quadratic: Kappa


class Reading(Protocol):
    """What one reader saw; the reader is None where they have no account."""

    @property
    def reader(self) -> PersonId | None: ...


def check_can_read_second(
    first: Reading, others: Iterable[Reading], reader: PersonId, *, what: str = "these images"
) -> None:
    """Raises NotAllowed for the first reader, or for who is among the `others` that read it again already."""
    if first.reader == reader:
        raise NotAllowed("same-reader", "You made the first reading.", f"Ask another reader to read {what}.")
    if any(other.reader == reader for other in others):
        raise NotAllowed("read-already", f"You have read {what} already.", "Choose another hip.")


def agreements(read: Sequence[ReadTwice]) -> tuple[PairAgreement, ...]:
    """For each pair of readers and each measure that both read; only readings made blinded are counted.

    Grades count on the scale that both used; the thickness where both went by the same definition. Who
    read first does not matter. Hips of one patient are counted as if they were of two.
    """
    found: dict[tuple[tuple[str, str], str, str], list[tuple[int, int]]] = {}
    for twice in (t for t in read if t.second.blinded):
        for (measure, scale), (a, b) in _both(twice.first, twice.second.seen).items():
            readers = (twice.first_by, twice.second_by)
            ordered = min(readers), max(readers)
            pair = (a, b) if readers == ordered else (b, a)
            found.setdefault((ordered, measure, scale), []).append(pair)
    order = sorted(found, key=lambda key: (key[0], MEASURES.index(key[1]), key[2]))
    return tuple(_agreed(*key, found[key]) for key in order)


def tonnis_agreements(read: Sequence[RadiographReadTwice]) -> tuple[PairAgreement, ...]:
    """For each pair of readers who both graded a radiograph, as `agreements`."""
    found = tonnis_pairs(read)
    return tuple(_agreed(readers, TONNIS_GRADE, "", found[readers]) for readers in sorted(found))


def _both(a: MriFindings, b: MriFindings) -> Mapping[tuple[str, str], tuple[int, int]]:
    """By measure and scale, the grades of both, where both read it the same way."""
    both: dict[tuple[str, str], tuple[int, int]] = {}
    for portion in Portion:
        first, second = a.muscle.grade(portion), b.muscle.grade(portion)
        if first is not None and second is not None and a.muscle.scale is b.muscle.scale:
            both[portion.value, a.muscle.scale.label] = int(first), int(second)
    one, other = a.tear.thickness, b.tear.thickness
    if one is not None and other is not None and a.tear.definition == b.tear.definition:
        both["thickness", ""] = THICKNESSES.index(one), THICKNESSES.index(other)
    return both


def _agreed(
    readers: tuple[str, str], measure: str, scale: str, pairs: list[tuple[int, int]]
) -> PairAgreement:
    levels = LEVELS.get(measure, len(Grade))
    return PairAgreement(
        readers=readers,
        measure=measure,
        scale=scale,
        linear=weighted_kappa(pairs, levels=levels, weights=Weights.LINEAR),
        quadratic=weighted_kappa(pairs, levels=levels, weights=Weights.QUADRATIC),
    )
