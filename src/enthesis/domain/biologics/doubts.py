"""What cannot well be in a count and is asked about before it is kept: more cells than were drawn.

Nothing is changed by it. Whoever enters the values says why they stand, or corrects them.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import ROUND_UP, Decimal
from types import MappingProxyType

from enthesis.domain.biologics.arithmetic import WHOLE, fold
from enthesis.domain.biologics.doubt import Doubt
from enthesis.domain.biologics.kind import BLOOD, ProductKind
from enthesis.domain.biologics.leukocytes import otherwise
from enthesis.domain.biologics.measurement import Amount, Measurement
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.record import Record, record_of, with_values
from enthesis.domain.biologics.result import Computed, missing, values
from enthesis.domain.numbers import plain, with_unit
from enthesis.domain.terms import Sourced

UNLIKE_LABORATORY = Sourced(
    2,
    "1",
    tag="P",
    note="From which factor on is a count of the blood that differs from the laboratory's asked about?",
)

_CELLS = {"platelets": "platelets", "wbc": "leukocytes", "neutrophils": "neutrophils", "rbc": "red cells"}
DOUBTED: Mapping[str, str] = MappingProxyType(
    {
        **{f"product_{cell}": f"{title} in the product" for cell, title in _CELLS.items()},
        "fold_increase": "fewer platelets than in the blood",
        "variant": "leukocytes otherwise than meant",
        "laboratory": "platelets otherwise than in the laboratory",
    }
)
"""What a doubt about counts may be about, by id, in a few words."""

_TENTH = Decimal(1).scaleb(-1)


def doubts(record: Record, kind: ProductKind, *, laboratory: Amount | None = None) -> tuple[Doubt, ...]:
    """More of a cell than was drawn, fewer platelets than the blood has, another kind than was meant.

    `laboratory` is its count of platelets in the blood, in the unit of the record; None where there is none.
    """
    if kind.family not in BLOOD:
        return ()
    found = ((cell, _share(record, cell)) for cell in _CELLS)
    above = (_doubt(cell, share) for cell, share in found if share is not None and share > WHOLE)
    return (*above, *_poorer(record, kind), *_otherwise(record, kind), *_unlike(record, laboratory))


def doubts_of(
    product: Product,
    kind: ProductKind,
    values: Iterable[Measurement],
    *,
    laboratory: Amount | None = None,
) -> tuple[Doubt, ...]:
    """What these values would raise, if the product were characterised by them."""
    return doubts(with_values(record_of(product), values), kind, laboratory=laboratory)


def _share(record: Record, cell: str) -> Decimal | None:
    inputs = {
        "product": record.values.get(f"product_{cell}"),
        "volume of the product": record.output_volume,
        "blood": record.values.get(f"whole_blood_{cell}"),
        "blood volume": record.source_volume,
    }
    if missing(inputs):
        return None
    product, ml, blood, drawn = values(inputs)
    return product * ml / (blood * drawn) * WHOLE if blood * drawn else None


def _doubt(cell: str, share: Decimal) -> Doubt:
    shown = plain(share.quantize(_TENTH, rounding=ROUND_UP))
    return Doubt(
        id=f"product_{cell}",
        percent=share,
        sentence=f"The product would hold {shown} % of the {_CELLS[cell]} that were drawn.",
    )


def _poorer(record: Record, kind: ProductKind) -> Iterator[Doubt]:
    """A kind that is to hold more platelets than the blood, and was counted with fewer."""
    found = fold(record)
    if "fold_increase" in kind.computed and isinstance(found, Computed) and found.value < 1:
        counts = (record.values["product_platelets"], record.values["whole_blood_platelets"])
        product, blood = (with_unit(one.value, one.unit) for one in counts)
        sentence = f"The product has fewer platelets, {product}, than the blood it is made of, {blood}."
        yield Doubt(id="fold_increase", sentence=sentence)


def _otherwise(record: Record, kind: ProductKind) -> Iterator[Doubt]:
    if sentence := otherwise(record, kind.intended):
        yield Doubt(id="variant", sentence=sentence)


def _unlike(record: Record, laboratory: Amount | None) -> Iterator[Doubt]:
    counted, often = record.values.get("whole_blood_platelets"), UNLIKE_LABORATORY.value
    if laboratory is None or counted is None:
        return
    low, high = sorted((counted.value, laboratory.value))
    if high >= low * often and high > low:
        here, there = (with_unit(one.value, one.unit) for one in (counted, laboratory))
        sentence = f"The blood was counted at {here} platelets here, and at {there} by the laboratory."
        yield Doubt(id="laboratory", sentence=sentence)
