"""How many products were characterised: of all that were prepared, and of all that were given, by quarter.

The published shares beside it are of trials, these of products: neither is a target for the other.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from enthesis.domain.biologics.catalogue import KINDS
from enthesis.domain.biologics.reference import Yielded
from enthesis.domain.biologics.reference_values import REFERENCES
from enthesis.domain.terms import Sourced, Tag, Wording

PLATELETS, LEUKOCYTES = "product_platelets", "product_wbc"
ASKED = frozenset(kind.id for kind in KINDS.values() if PLATELETS in kind.quantities)
"""The products of whose platelets a bench may tell anything."""
FEWEST = Sourced(
    10, "1", tag="P", note="From how many products on is a share told? Below it only counts are."
)
_TRIALS = {y.title: y for one in REFERENCES if one.id == "trials" for y in one.values}
PUBLISHED: Mapping[str, Yielded] = {
    PLATELETS: _TRIALS["Of 132 trials of level I or II, composition characterised"],
    LEUKOCYTES: _TRIALS["Of the same, leukocytes told"],
}
BESIDE = Wording(
    text="The published figures are shares of trials of platelet-rich plasma that told it, ours are shares "
    "of products on which it was counted. They stand beside each other and do not compare like with like.",
    tag=Tag.PROPOSED,
    note="Is this how the practice's share is to stand beside the published one?",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One product that was prepared on a day of the practice's clock, and what was counted on it."""

    kind: str
    on: date
    measured: frozenset[str]
    is_given: bool

    @property
    def quarter(self) -> str:
        return f"{self.on.year} Q{(self.on.month + 2) // 3}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """`measured` of `prepared`, and `measured_given` of `given`; of one quantity."""

    prepared: int
    measured: int
    given: int
    measured_given: int


def shares_of(products: Iterable[Counted], quantity: str) -> Shares:
    """Counts over the products of whose platelets anything may be told."""
    asked = [one for one in products if one.kind in ASKED]
    given = [one for one in asked if one.is_given]
    return Shares(
        prepared=len(asked),
        measured=sum(quantity in one.measured for one in asked),
        given=len(given),
        measured_given=sum(quantity in one.measured for one in given),
    )


def quarters_of(products: Iterable[Counted]) -> Mapping[str, tuple[Counted, ...]]:
    """The products of each quarter in which any was prepared, the earliest first."""
    found: dict[str, list[Counted]] = {}
    for one in sorted(products, key=lambda p: p.on):
        found.setdefault(one.quarter, []).append(one)
    return {quarter: tuple(those) for quarter, those in found.items()}
