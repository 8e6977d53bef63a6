"""DOSES: what a report of a cell therapy names (Delphi consensus of 34 experts, S56)."""

from typing import Any

from enthesis.domain.biologics.arithmetic import basis_of_values
from enthesis.domain.biologics.classification import Classed, Classification
from enthesis.domain.biologics.examples import recorded
from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.biologics.quantities import EXHIBITED, QUANTITIES
from enthesis.domain.biologics.record import Record
from enthesis.domain.biologics.result import CannotCompute, all_missing
from enthesis.domain.biologics.steps import Method
from enthesis.domain.numbers import with_unit
from enthesis.domain.terms import Tag

CLASSIFICATION = Classification(
    id="doses",
    title="DOSES",
    tag=Tag.VERIFIED,
    source="S56",
    letters={
        "D": "donor",
        "O": "origin tissue",
        "S": "separation method",
        "E": "exhibited characteristics",
        "S (last)": "site of delivery",
    },
)

READ = EXHIBITED


def classify(record: Record, kind: ProductKind) -> Classed | CannotCompute:
    """All five parts, or which are missing."""
    shown = tuple(name for name in READ if name in record.values)
    parts = {
        "Donor": kind.donor.value,
        "Origin": _origin(record, kind),
        "Separation": _separation(record),
        "Exhibited": ", ".join(_value(record, name) for name in shown)
        or CannotCompute(missing=("an exhibited characteristic",)),
        "Site": record.delivery_site.strip() or CannotCompute(missing=("the site of delivery",)),
    }
    if lacking := all_missing(*parts.values()):
        return lacking
    code = "; ".join(f"{name}: {told}" for name, told in parts.items())
    return CLASSIFICATION.classed(code, basis_of_values(record, *shown))


def _origin(record: Record, kind: ProductKind) -> str | CannotCompute:
    sites = {site.id: site.label for site in kind.sites}
    site = sites.get(record.site, record.site).lower()
    return f"{kind.tissue.label.lower()}, {site}" if site else CannotCompute(missing=("the site of harvest",))


def _separation(record: Record) -> str | CannotCompute:
    if record.method is None:
        return CannotCompute(missing=("the separation method",))
    return ", ".join(part for part in (record.method.label.lower(), record.device) if part)


def _value(record: Record, name: str) -> str:
    amount = record.values[name]
    return f"{QUANTITIES[name].title} {with_unit(amount.value, amount.unit)}"


_DONE: dict[str, Any] = {
    "method": Method.CENTRIFUGE,
    "site": "posterior_iliac_crest",
    "delivery_site": "footprint",
}

EXAMPLES = (
    (
        "marrow concentrate, viability measured",
        recorded({"viability": "95"}, kind="bmac", **_DONE),
        "Donor: autologous; Origin: bone marrow, posterior iliac crest; Separation: centrifuge; "
        "Exhibited: Viable cells 95 %; Site: footprint",
    ),
    (
        "nothing measured, not given yet",
        recorded({}, kind="bmac", method=Method.CENTRIFUGE),
        "the site of harvest, an exhibited characteristic, the site of delivery",
    ),
)
