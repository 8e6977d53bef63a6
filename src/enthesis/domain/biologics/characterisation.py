"""Checks of what was measured: nothing blank, contradictory, or out of its time."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.biologics.measurement import Basis, Measurement
from enthesis.domain.biologics.moments import Moment, check_order
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.quantities import QUANTITIES
from enthesis.domain.biologics.states import State
from enthesis.domain.biologics.steps import Activator
from enthesis.domain.errors import Invalid, NotAllowed

OF_BLOOD = "whole_blood_"
_PART_OF_WHOLE = (("product_neutrophils", "product_wbc"), ("whole_blood_neutrophils", "whole_blood_wbc"))


def check_complete(
    product: Product,
    kind: ProductKind,
    values: tuple[Measurement, ...],
    activator: Activator | None,
    *,
    at: datetime,
) -> None:
    """Each required quantity of the kind has exactly one entry; otherwise Invalid names the field."""
    by_field = {v.field: v for v in values}
    if len(by_field) != len(values):
        raise Invalid("values", "One quantity was entered twice.", "Keep one entry of each.")
    for field in kind.required:
        if field not in by_field:
            raise Invalid(
                field, f"{QUANTITIES[field].title} is blank.", "Enter it, or say why it was not measured."
            )
    for value in values:
        _check_value(product, kind, value, at=at)
    check_parts({name: v.value for name, v in by_field.items() if v.value is not None})
    if kind.asks_activation is (activator is None):
        raise Invalid("activator", "Activation is not answered.", "Choose the activator, or “Not activated”.")


def check_late(product: Product, kind: ProductKind, value: Measurement, *, at: datetime) -> None:
    """A newer value fits: before release and after giving any, between them only one that is due late."""
    _check_value(product, kind, value, at=at)
    newest = {**product.values, value.field: value}
    check_parts({name: v.value for name, v in newest.items() if v.value is not None})
    if product.state in (State.RELEASED, State.CONFIRMED) and value.field not in kind.late:
        raise NotAllowed(
            "already-checked",
            f"The product is {product.state.words}: what was checked cannot change before it is given.",
            "If the value is wrong, discard the product; a correction may follow once it has been given.",
        )


def _check_value(product: Product, kind: ProductKind, value: Measurement, *, at: datetime) -> None:
    quantity = QUANTITIES.get(value.field)
    if quantity is None or value.field not in kind.quantities:
        raise Invalid("values", f"{kind.title} has no quantity “{value.field[:40]}”.", "Remove it.")
    if value.basis is Basis.PENDING and value.field not in kind.late:
        raise Invalid(
            value.field,
            f"{quantity.title} is not a result that comes later.",
            "Enter it, or say why it is not measured.",
        )
    if value.at is not None:
        drawn = product.collected.harvest.collected_at
        check_order("the collection", drawn, "the measurement", value.at, field="counted_at")
        check_order("the measurement", value.at, "now", at, field="counted_at")
        _check_was_ready(product, value, value.at)


def _check_was_ready(product: Product, value: Measurement, at: datetime) -> None:
    """What is in the product is measured once there is a product."""
    ready = product.moments.get(Moment.READY)
    if ready is not None and not value.field.startswith(OF_BLOOD):
        check_order("the end of processing", ready, "the measurement", at, field="counted_at")


def check_parts(known: Mapping[str, Decimal]) -> None:
    """No part is more than its whole; otherwise Invalid. Both are in the same unit."""
    for part, whole in _PART_OF_WHOLE:
        few, all_cells = known.get(part), known.get(whole)
        if few is not None and all_cells is not None and few > all_cells:
            raise Invalid(
                part,
                f"{QUANTITIES[part].title} ({few:f}) exceed {QUANTITIES[whole].title.lower()} "
                f"({all_cells:f}).",
                "Correct one of the two.",
            )
