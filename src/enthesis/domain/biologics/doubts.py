"""What cannot well be and is asked about before it is kept: more cells in the product than were drawn.

Nothing is changed by it. Whoever enters the values says why they stand, or corrects them.
"""

from collections.abc import Iterable, Mapping
from decimal import ROUND_UP, Decimal

from enthesis.domain.biologics.arithmetic import WHOLE
from enthesis.domain.biologics.doubt import Answered, Doubt
from enthesis.domain.biologics.kind import BLOOD, ProductKind
from enthesis.domain.biologics.measurement import Measurement
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.record import Record, record_of, with_values
from enthesis.domain.biologics.result import missing, values
from enthesis.domain.errors import Invalid
from enthesis.domain.numbers import plain

_CELLS = {"platelets": "platelets", "wbc": "leukocytes", "neutrophils": "neutrophils", "rbc": "red cells"}
CELLS = tuple(f"product_{cell}" for cell in _CELLS)
"""What a doubt may be about, by id."""

STANDS = "Correct a count or volume, or say why they stand."
_TENTH = Decimal(1).scaleb(-1)


def doubts(record: Record, kind: ProductKind) -> tuple[Doubt, ...]:
    """Each kind of cell of which the product would hold more than the blood it came from."""
    if kind.family not in BLOOD:
        return ()
    found = ((cell, _share(record, cell)) for cell in _CELLS)
    return tuple(_doubt(cell, share) for cell, share in found if share is not None and share > WHOLE)


def doubts_of(product: Product, kind: ProductKind, values: Iterable[Measurement]) -> tuple[Doubt, ...]:
    """What these values would raise, if the product were characterised by them."""
    return doubts(with_values(record_of(product), values), kind)


def check_answered(open_: tuple[Doubt, ...], reasons: Mapping[str, str]) -> tuple[Answered, ...]:
    """Every doubt with the reason it was let stand for; Invalid asks the first that has none."""
    for doubt in open_:
        if not reasons.get(doubt.id, "").strip():
            raise Invalid(doubt.id, doubt.sentence, STANDS)
    return tuple(Answered(doubt=d, reason=reasons[d.id].strip()) for d in open_)


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
