"""What an experiment may vary: the words of the messages, or their rhythm. Never anything clinical."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from enthesis.domain.pathway.contact.rhythm import USUAL, Rhythm
from enthesis.domain.terms import Sourced

USUAL_WAY = USUAL.id
"""What everybody gets who is in no experiment, in words and in rhythm."""


class Varies(StrEnum):
    """What two arms differ in; everything else is the same for both."""

    WORDING = "wording"
    RHYTHM = "rhythm"

    @property
    def label(self) -> str:
        return {Varies.WORDING: "Words of the messages", Varies.RHYTHM: "Rhythm of the messages"}[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One way of asking that is declared; `says` is how it differs from the others."""

    id: str
    varies: Varies
    title: str
    says: str


GAP = "After how many days without an answer is the patient written to again, where it is done unhurriedly?"

UNHURRIED = replace(
    USUAL,
    id="unhurried",
    gaps=tuple(Sourced(days, "d", tag="P", note=GAP) for days in (10, 14, 21)),
)
"""As often as usual, with longer waits at first."""

RHYTHMS: Mapping[str, Rhythm] = MappingProxyType({one.id: one for one in (USUAL, UNHURRIED)})


def _days(rhythm: Rhythm) -> str:
    return ", ".join(f"{gap.value}" for gap in rhythm.gaps)


VARIANTS: tuple[Variant, ...] = (
    Variant(
        id=USUAL_WAY,
        varies=Varies.WORDING,
        title="Usual words",
        says="The message says that a few questions wait, and gives the link.",
    ),
    Variant(
        id="time",
        varies=Varies.WORDING,
        title="Begins with how little is asked",
        says="The same message, begun by saying that it can be done in parts and on any device.",
    ),
    Variant(
        id=USUAL.id,
        varies=Varies.RHYTHM,
        title="Usual rhythm",
        says=f"Days between messages: {_days(USUAL)}.",
    ),
    Variant(
        id=UNHURRIED.id,
        varies=Varies.RHYTHM,
        title="Unhurried rhythm",
        says=f"Days between messages: {_days(UNHURRIED)}; as many messages as usual.",
    ),
)


def variants_of(varies: Varies) -> tuple[Variant, ...]:
    return tuple(one for one in VARIANTS if one.varies is varies)


def variant_called(varies: Varies, name: str) -> Variant | None:
    """The variant of an id; None for one that is declared no more."""
    return next((one for one in variants_of(varies) if one.id == name), None)


def rhythm_of(arms: Mapping[Varies, str]) -> Rhythm:
    """The rhythm with its words that somebody of these arms is asked in; usual where they have none."""
    rhythm = RHYTHMS.get(arms.get(Varies.RHYTHM, USUAL_WAY), USUAL)
    known = variant_called(Varies.WORDING, arms.get(Varies.WORDING, USUAL_WAY))
    return replace(rhythm, wording=known.id if known else USUAL_WAY)
