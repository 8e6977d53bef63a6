"""MARSPILL of Lana 2017: eight letters on how a plasma was made, what is in it, and how it was given."""

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import pairwise
from typing import Any

from enthesis.domain.biologics.arithmetic import basis_of_values, fold, is_activated
from enthesis.domain.biologics.classification import Classed, Classification
from enthesis.domain.biologics.examples import recorded
from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.biologics.leukocytes import Variant, variant_of
from enthesis.domain.biologics.record import Record
from enthesis.domain.biologics.result import CannotCompute, Known, all_missing, missing, values
from enthesis.domain.biologics.steps import Activator, Method, Spin
from enthesis.domain.numbers import plain
from enthesis.domain.terms import Sourced, Tag

CLASSIFICATION = Classification(
    id="marspill",
    title="MARSPILL",
    tag=Tag.RECALLED,
    source="Lana 2017; recalled",
    note="Are these the letters, and is red-cell rich above the person's own blood?",
    letters={
        "M": "H made by hand, M by a machine",
        "A": "+ activated by an added agent",
        "R": "rich or poor in red cells",
        "S": "number of spins",
        "P": "how many times the platelets of the person's own blood",
        "I": "G+ guided by imaging",
        "L": "Lc-R or Lc-P: rich or poor in leukocytes",
        "L (last)": "A+ activated by light",
    },
)
_ENDS = "Are these the bands, each with its lower end, and the last with its upper end too?"
BAND_EDGES = (
    Sourced(4, "1", tag="R", note=_ENDS),
    Sourced(6, "1", tag="R", note=_ENDS),
    Sourced(8, "1", tag="R", note=_ENDS),
    Sourced(10, "1", tag="R", note=_ENDS),
)
_TENTH = Decimal(1).scaleb(-1)
MOST_SPINS = Sourced(2, "1", tag="R", note="Is there no letter for more spins?")


def classify(record: Record, kind: ProductKind) -> Classed | CannotCompute:
    """All eight letters, or what is missing for them; a number of platelets outside the bands has none."""
    method, activated, red, spins = _method(record), is_activated(record), _red(record), _spins(record)
    platelets, image, white, light = _band(record), _image(record), _white(record), _light(record)
    parts = (method, activated, red, spins, platelets, image, white, light)
    if lacking := all_missing(*parts):
        return lacking
    added = "A+" if activated else "A−"
    code = f"M:{method} A:{added} R:{red} S:{spins} P:{platelets} I:{image} L:{white} L:{light}"
    return CLASSIFICATION.classed(code, basis_of_values(record, *READ))


def _method(record: Record) -> str | CannotCompute:
    match record.method:
        case Method.CENTRIFUGE:
            return "H"
        case Method.DEVICE_PROGRAM:
            return "M"
    return CannotCompute(missing=("whether it was made by hand or by a machine",))


def _red(record: Record) -> str | CannotCompute:
    v = record.values
    inputs: dict[str, Known] = {
        "red cells in whole blood": v.get("whole_blood_rbc"),
        "red cells in the product": v.get("product_rbc"),
    }
    if lacking := missing(inputs):
        return lacking
    blood, product = values(inputs)
    return "rich" if product > blood else "poor"


def _spins(record: Record) -> str | CannotCompute:
    if 0 < len(record.spins) <= MOST_SPINS.value:
        return str(len(record.spins))
    return CannotCompute(missing=("a number of spins of one or two",))


def _band(record: Record) -> str | CannotCompute:
    found = fold(record)
    if isinstance(found, CannotCompute):
        return found
    *_, last = BAND_EDGES
    for low, high in pairwise(BAND_EDGES):
        if low.value <= found.value < high.value or found.value == high.value == last.value:
            return f"{low.value}–{high.value}"
    first, times = BAND_EDGES[0], plain(found.value.quantize(_TENTH * _TENTH, rounding=_away(found.value)))
    side = f"below {plain(first.value)}" if found.value < first.value else f"above {plain(last.value)}"
    return CannotCompute(
        because=f"It cannot be classed: {times} times the platelets is {side}, outside the bands."
    )


def _away(value: Decimal) -> str:
    """Rounds so that what is outside the bands is never printed as their end."""
    return ROUND_FLOOR if value < BAND_EDGES[0].value else ROUND_CEILING


def _image(record: Record) -> str | CannotCompute:
    if record.image_guided is None:
        return CannotCompute(missing=("whether imaging guided it",))
    return "G+" if record.image_guided else "G−"


def _white(record: Record) -> str | CannotCompute:
    found = variant_of(record)
    if isinstance(found, CannotCompute):
        return found
    return "Lc-R" if found is Variant.RICH else "Lc-P"


def _light(record: Record) -> str | CannotCompute:
    """What was not activated at all was not activated by light."""
    if record.light_activated is not None:
        return "A+" if record.light_activated else "A−"
    if record.activator is Activator.NONE:
        return "A−"
    return CannotCompute(missing=("whether light activated it",))


READ = (
    "product_platelets",
    "whole_blood_platelets",
    "product_rbc",
    "whole_blood_rbc",
    "product_wbc",
    "whole_blood_wbc",
)
_FULL = {
    "whole_blood_platelets": "200",
    "product_platelets": "1000",
    "whole_blood_wbc": "6",
    "product_wbc": "10",
    "whole_blood_rbc": "4.5",
    "product_rbc": "1.0",
}
_SPIN = Spin(minutes=Decimal(15), force_g=Decimal(900))
_MADE: dict[str, Any] = {"method": Method.CENTRIFUGE, "spins": (_SPIN,), "image_guided": True}

EXAMPLES = (
    ("by hand, once", recorded(_FULL, **_MADE), "M:H A:A− R:poor S:1 P:4–6 I:G+ L:Lc-R L:A−"),
    (
        "twice, activated by light too",
        recorded(
            _FULL, **_MADE | {"spins": (_SPIN, _SPIN), "light_activated": True}, activator=Activator.THROMBIN
        ),
        "M:H A:A+ R:poor S:2 P:4–6 I:G+ L:Lc-R L:A+",
    ),
    (
        "exactly six times",
        recorded(_FULL | {"product_platelets": "1200"}, **_MADE),
        "M:H A:A− R:poor S:1 P:6–8 I:G+ L:Lc-R L:A−",
    ),
    (
        "exactly ten times",
        recorded(_FULL | {"product_platelets": "2000"}, **_MADE),
        "M:H A:A− R:poor S:1 P:8–10 I:G+ L:Lc-R L:A−",
    ),
    (
        "below the bands",
        recorded(_FULL | {"product_platelets": "700"}, **_MADE),
        "It cannot be classed: 3.5 times the platelets is below 4, outside the bands.",
    ),
    (
        "just above the bands",
        recorded(_FULL | {"product_platelets": "2002"}, **_MADE),
        "It cannot be classed: 10.01 times the platelets is above 10, outside the bands.",
    ),
    (
        "nobody said how it was guided",
        recorded(_FULL, **_MADE | {"image_guided": None}),
        "whether imaging guided it",
    ),
    (
        "activated, and nobody said by light or not",
        recorded(_FULL, **_MADE, activator=Activator.THROMBIN),
        "whether light activated it",
    ),
)
