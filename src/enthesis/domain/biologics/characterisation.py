"""Checks of what was measured: nothing blank, contradictory, or out of its time."""

from datetime import datetime

from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.biologics.measurement import Basis, Measurement
from enthesis.domain.biologics.moments import check_order
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.quantities import QUANTITIES
from enthesis.domain.biologics.states import State
from enthesis.domain.biologics.steps import Activator
from enthesis.domain.errors import Invalid, NotAllowed

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
    _check_parts(by_field)
    if kind.asks_activation is (activator is None):
        raise Invalid("activator", "Activation is not answered.", "Choose the activator, or “Not activated”.")


def check_late(product: Product, kind: ProductKind, value: Measurement, *, at: datetime) -> None:
    """A newer value fits: before release and after giving any, between them only one that is due late."""
    _check_value(product, kind, value, at=at)
    _check_parts({**product.values, value.field: value})
    if product.state in (State.RELEASED, State.CONFIRMED) and value.field not in kind.late:
        raise NotAllowed(
            "already-checked",
            f"The product is {product.state.value}: what was checked cannot change before it is given.",
            "If the value is wrong, discard the product; a correction may follow once it has been given.",
        )


def _check_value(product: Product, kind: ProductKind, value: Measurement, *, at: datetime) -> None:
    quantity = QUANTITIES.get(value.field)
    if quantity is None or value.field not in kind.required:
        raise Invalid("values", f"{kind.title} has no quantity “{value.field[:40]}”.", "Remove it.")
    if value.basis is Basis.PENDING and value.field not in kind.late:
        raise Invalid(
            value.field,
            f"{quantity.title} is not a result that comes later.",
            "Enter it, or say why it is not measured.",
        )
    if value.at is not None:
        drawn = product.collected.harvest.collected_at
        check_order("the collection", drawn, "the measurement", value.at, field=value.field)
        check_order("the measurement", value.at, "now", at, field=value.field)


def _check_parts(by_field: dict[str, Measurement]) -> None:
    for part, whole in _PART_OF_WHOLE:
        few, all_cells = by_field.get(part), by_field.get(whole)
        if (
            few
            and all_cells
            and few.value is not None
            and all_cells.value is not None
            and few.value > all_cells.value
        ):
            raise Invalid(
                part,
                f"{QUANTITIES[part].title} ({few.value:f}) exceed {QUANTITIES[whole].title.lower()} "
                f"({all_cells.value:f}).",
                "Correct one of the two.",
            )
