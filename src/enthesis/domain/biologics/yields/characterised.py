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
    """One product that was prepared on a day of the practice's clock, and what was counted on it.

    `draws` are those it was made of: products of one draw count once. None named is a draw of its own.
    """

    kind: str
    on: date
    measured: frozenset[str]
    is_given: bool
    draws: frozenset[str] = frozenset()

    @property
    def quarter(self) -> str:
        return f"{self.on.year} Q{(self.on.month + 2) // 3}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """Draws: `measured` of `prepared`, and `measured_given` of `given`; of one quantity.

    `parts` is how many products more than draws there are.
    """

    prepared: int
    measured: int
    given: int
    measured_given: int
    parts: int = 0


def shares_of(products: Iterable[Counted], quantity: str) -> Shares:
    """Counts over the draws of whose platelets anything may be told; parts of one are not independent."""
    asked = [one for one in products if one.kind in ASKED]
    draws = _by_draw(asked)
    given = _by_draw(one for one in asked if one.is_given)
    return Shares(
        prepared=len(draws),
        measured=sum(any(quantity in one.measured for one in those) for those in draws),
        given=len(given),
        measured_given=sum(any(quantity in one.measured for one in those) for those in given),
        parts=len(asked) - len(draws),
    )


def _by_draw(products: Iterable[Counted]) -> list[list[Counted]]:
    """Products that share a draw together; what was combined of two draws joins the parts of both."""
    found: dict[int, list[Counted]] = {}
    place: dict[str, int] = {}
    for n, one in enumerate(products):
        shared = sorted({place[draw] for draw in one.draws if draw in place})
        found[n] = [*(other for k in shared for other in found.pop(k)), one]
        place |= {draw: n for those in found[n] for draw in those.draws}
    return list(found.values())


def quarters_of(products: Iterable[Counted]) -> Mapping[str, tuple[Counted, ...]]:
    """The products of each quarter in which any was prepared, the earliest first."""
    found: dict[str, list[Counted]] = {}
    for one in sorted(products, key=lambda p: p.on):
        found.setdefault(one.quarter, []).append(one)
    return {quarter: tuple(those) for quarter, those in found.items()}
