"""A whole product life in one call, for the examples each product file gives."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from enthesis.domain.biologics.doubts import DOUBTED
from enthesis.domain.biologics.handling import administer, characterise, collect, confirm, prepare, release
from enthesis.domain.biologics.identity import RANDOM_BYTES, Chain, CodeKind, make_code
from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.biologics.measurement import Amount, Basis, Measurement, measured, not_measured
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.quantities import QUANTITIES
from enthesis.domain.biologics.record import Record, record_of
from enthesis.domain.biologics.steps import (
    Activator,
    Anticoagulant,
    Delivery,
    Harvest,
    Method,
    Preparation,
    Route,
    Spin,
)
from enthesis.domain.terms import Actor, CaseId, PersonId, ProductId, Role

START = datetime(2027, 3, 12, 13, 0, tzinfo=UTC)
PREPARER = Actor(role=Role.NURSE, name="Example preparer", person=PersonId(UUID(int=1)))
CHECKER = Actor(role=Role.NURSE, name="Example checker", person=PersonId(UUID(int=2)))
CHAIN = Chain(
    product=make_code(CodeKind.PRODUCT, bytes(RANDOM_BYTES)),
    wristband=make_code(CodeKind.WRISTBAND, bytes(RANDOM_BYTES)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A record and what must follow from it. `values` are in each quantity's own unit; absent: not measured.

    `computed` gives results as they are shown: rounded to one decimal, a class, or “cannot be computed”.
    `remarks` is what is said of the whole.
    """

    title: str
    collected_ml: str
    output_ml: str
    values: dict[str, str]
    computed: dict[str, str]
    percent: str
    activator: Activator | None = None
    remarks: tuple[str, ...] = ()


def recorded(
    values: Mapping[str, str],
    *,
    kind: str = "prp-lr",
    activator: Activator | None = Activator.NONE,
    claimed: frozenset[str] = frozenset(),
    **told: Any,
) -> Record:
    """A record of fifty millilitres that became five; values in each quantity's own unit, unless told.

    Those in `claimed` are the manufacturer's.
    """
    usual = {"collected_volume": _amount("50", "mL"), "output_volume": _amount("5", "mL")}
    counts = {
        name: _amount(value, QUANTITIES[name].unit, claimed=name in claimed) for name, value in values.items()
    }
    return Record(kind=kind, values=counts, activator=activator, **(usual | told))


def _amount(value: str, unit: str, *, claimed: bool = False) -> Amount:
    return Amount(value=Decimal(value), unit=unit, basis=Basis.CLAIMED if claimed else Basis.MEASURED)


def after(minutes: int) -> datetime:
    return START + timedelta(minutes=minutes)


def collected(kind: ProductKind, example: Example) -> Product:
    harvest = Harvest(
        site=kind.sites[0].id if kind.sites else "example place",
        volume_ml=Decimal(example.collected_ml),
        anticoagulant=Anticoagulant.ACD_A if kind.takes_anticoagulant else Anticoagulant.NONE,
        anticoagulant_ml=Decimal(8) if kind.takes_anticoagulant else None,
        collected_at=START,
        needle="11 G" if kind.needs_needle else "",
        pulls=4 if kind.needs_needle else None,
    )
    return collect(
        kind,
        harvest,
        product=ProductId(UUID(int=9)),
        case=CaseId(UUID(int=8)),
        chain=CHAIN,
        obstacles=(),
        by=PREPARER,
        at=START,
    )


def prepared(kind: ProductKind, example: Example) -> Product:
    method, wait = kind.methods[0], incubation(kind)
    made = Preparation(
        method=method,
        device="Example kit",
        lot="L1",
        spins=(Spin(minutes=Decimal(15), force_g=Decimal(900)),) if method is Method.CENTRIFUGE else (),
        started_at=after(10),
        ended_at=after(30) + wait,
        output_ml=Decimal(example.output_ml),
    )
    product, at = collected(kind, example), after(31) + wait
    return prepare(product, kind, made, scanned=CHAIN.product, deviation_reason="", by=PREPARER, at=at)


def incubation(kind: ProductKind) -> timedelta:
    """How long the kind's blood waits before it is ready."""
    return timedelta(hours=float(kind.incubation.low.value)) if kind.incubation else timedelta()


def measurements(kind: ProductKind, example: Example) -> tuple[Measurement, ...]:
    """Every required value, and the optional ones that the example has."""
    asked = (*kind.required, *(name for name in kind.optional if name in example.values))
    return tuple(_measurement(kind, field, example.values.get(field)) for field in asked)


def released(kind: ProductKind, example: Example) -> Product:
    product = characterise(
        prepared(kind, example),
        kind,
        measurements(kind, example),
        activator=example.activator,
        activation_detail="",
        deviation_reason="",
        doubt_reasons=dict.fromkeys(DOUBTED, "counted twice"),
        by=PREPARER,
        at=after(45) + incubation(kind),
    )
    at = after(50) + incubation(kind)
    return release(product, scanned=CHAIN.product, obstacles=(), by=CHECKER, at=at)


def given(kind: ProductKind, example: Example) -> Product:
    """The example's product from its collection to the hip, every act done rightly."""
    ready, wait = released(kind, example), incubation(kind)
    scans = {"product_scan": CHAIN.product, "wristband_scan": CHAIN.wristband}
    product = confirm(ready, **scans, by=PREPARER, at=after(60) + wait)
    delivery = Delivery(
        given_at=after(62) + wait,
        route=Route.INJECTED,
        site="repair site",
        guidance="arthroscope",
        volume_ml=Decimal(example.output_ml),
    )
    return administer(
        product,
        kind,
        delivery,
        **scans,
        obstacles=(),
        deviation_reason="",
        by=CHECKER,
        at=after(65) + wait,
    )


def example_record(kind: ProductKind, example: Example) -> Record:
    """What the bench would have recorded; what cannot be handled there is recorded without it."""
    if kind.not_at_bench is None:
        return record_of(given(kind, example))
    output = _amount(example.output_ml, "mL")
    return recorded(example.values, kind=kind.id, activator=None, collected_volume=None, output_volume=output)


def _measurement(kind: ProductKind, field: str, value: str | None) -> Measurement:
    quantity = QUANTITIES[field]
    if value is None:
        return not_measured(quantity, "not done in this example")
    return measured(quantity, Decimal(value), quantity.unit, at=after(40) + incubation(kind))
