"""One product as a row: what follows from its record, by the domain's own arithmetic."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

from enthesis.domain.biologics.catalogue import load_kind
from enthesis.domain.biologics.classification import Classed
from enthesis.domain.biologics.composition import Answer, composition
from enthesis.domain.biologics.measurement import Basis
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.record import record_of
from enthesis.domain.biologics.reporting import completeness
from enthesis.domain.biologics.result import Computed
from enthesis.evidence.extract.hips import Cells

AMOUNTS = {
    "dose": "platelet_dose",
    "recovery": "platelet_recovery",
    "fold": "fold_increase",
    "purity": "platelet_purity",
    "nucleated": "total_nucleated_cells",
    "colonies": "total_cfu_f",
}
CLASSES = {"leukocytes": "variant", "paw": "paw"}


def product_cells(product: Product, *, operated_on: date, zone: ZoneInfo) -> Cells:
    """The row without its key; the day is counted on the clock of the office."""
    kind, record = load_kind(product.kind), record_of(product)
    found = composition(record, kind)
    given = product.administered.delivery if product.administered else None
    share = completeness(record, kind, discarded=product.discarded is not None).percent
    return {
        "product": product.kind,
        "state": product.state.value,
        "day": (given.given_at.astimezone(zone).date() - operated_on).days if given else None,
        "volume": float(given.volume_ml) if given else None,
        **{column: _amount(found.get(name)) for column, name in AMOUNTS.items()},
        **{column: _class(found.get(name)) for column, name in CLASSES.items()},
        "measured": _is_measured(found) if product.characterised else None,
        "reported": _number(share),
    }


def _amount(answer: Answer | None) -> float | None:
    return float(answer.value) if isinstance(answer, Computed) else None


def _class(answer: Answer | None) -> str | None:
    return answer.code if isinstance(answer, Classed) else None


def _is_measured(found: Mapping[str, Answer]) -> bool:
    """Whether the row has numbers, and all of them rest on measurements."""
    told = [found.get(name) for name in (*AMOUNTS.values(), *CLASSES.values())]
    known = [answer.basis for answer in told if isinstance(answer, Computed | Classed)]
    return bool(known) and all(basis is Basis.MEASURED for basis in known)


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
