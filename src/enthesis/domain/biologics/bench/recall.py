"""A recall of what products were made with: the unused are kept apart, the hips of the given are named."""

from collections.abc import Iterable
from dataclasses import dataclass

from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.steps import Preparation
from enthesis.domain.errors import Invalid
from enthesis.domain.terms import CaseId


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    """A maker or authority calls back a kit: one lot of it, or every lot where `lot` is empty."""

    device: str
    lot: str = ""

    def __post_init__(self) -> None:
        if not self.device.strip():
            raise Invalid("device", "It is not said what is recalled.", "Name the kit or device.")

    def concerns(self, product: Product) -> bool:
        """Whether this product was made with it. An unknown lot counts: nobody can say that it was not."""
        return any(self._made(made) for made in product.preparations)

    def _made(self, made: Preparation) -> bool:
        if plain(made.device) != plain(self.device):
            return False
        return not self.lot.strip() or not made.lot.strip() or plain(made.lot) == plain(self.lot)


@dataclass(frozen=True, slots=True, kw_only=True)
class Concerned:
    """`to_quarantine` have not been given; `given` were, to the hips of `cases`."""

    to_quarantine: tuple[Product, ...]
    given: tuple[Product, ...]

    @property
    def cases(self) -> tuple[CaseId, ...]:
        return tuple(dict.fromkeys(p.case for p in self.given))


def concerned_by(recall: Recall, products: Iterable[Product]) -> Concerned:
    found = [p for p in products if recall.concerns(p)]
    return Concerned(
        to_quarantine=tuple(p for p in found if not p.state.is_final and p.quarantined is None),
        given=tuple(p for p in found if p.administered is not None),
    )


def plain(text: str) -> str:
    """A device or lot as it is compared: in lower case, with single spaces."""
    return " ".join(text.split()).casefold()
