"""Published minimal detectable changes: below one, a change may be error of measurement.

A change beyond it is not yet one that matters. How alike two answers of one person were stands beside it.
"""

from dataclasses import dataclass

from enthesis.domain.outcomes.instrument import Instrument
from enthesis.domain.outcomes.threshold import OwnScale
from enthesis.domain.terms import Sourced


@dataclass(frozen=True, slots=True, kw_only=True)
class Detectable:
    """One published value for one scale: the change, and the intraclass correlation it was made of.

    `n` is None where it was not found. `is_floor`: the source says of the correlation that it is more.
    """

    instrument: str
    scale_variant: str
    change: Sourced
    reliability: Sourced
    is_floor: bool = False
    population: str
    n: int | None = None

    @property
    def id(self) -> str:
        return self.instrument

    @property
    def own_scale(self) -> OwnScale:
        return self.instrument, self.instrument, self.scale_variant


def _read(
    instrument: str, change: str, reliability: str, source: str, population: str, n: int | None
) -> Detectable:
    return Detectable(
        instrument=instrument,
        scale_variant="0-100",
        change=Sourced(change, "{score}", tag="V", source=source),
        reliability=Sourced(reliability, "1", tag="V", source=source),
        is_floor=instrument == "ihot-12",
        population=population,
        n=n,
    )


FIRST = "those of the publication of 2008; whom, was not found"

DETECTABLE: tuple[Detectable, ...] = (
    _read("hos-adl", "3", "0.98", "S98", FIRST, 126),
    _read("hos-sss", "3", "0.92", "S98", FIRST, 126),
    _read("ihot-12", "8.92", "0.976", "S99c", "people over 50, Greek version", None),
)


def detectable_change(instrument: Instrument) -> Detectable | None:
    """The published value for the instrument's scale; None where none was found."""
    own = {(instrument.id, scale.id, scale.variant) for scale in instrument.scales}
    return next((row for row in DETECTABLE if row.own_scale in own), None)
