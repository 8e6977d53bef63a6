"""A whole product life in one call, for the examples each product file gives."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from enthesis.domain.biologics.handling import administer, characterise, collect, confirm, prepare, release
from enthesis.domain.biologics.identity import RANDOM_BYTES, Chain, CodeKind, make_code
from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.biologics.measurement import Measurement, measured, not_measured
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.quantities import QUANTITIES
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

    `computed` gives each result as it is shown: rounded to one decimal, a class, or “cannot be computed”.
    """

    title: str
    collected_ml: str
    output_ml: str
    values: dict[str, str]
    computed: dict[str, str]
    percent: str
    activator: Activator | None = None


def after(minutes: int) -> datetime:
    return START + timedelta(minutes=minutes)


def collected(kind: ProductKind, example: Example) -> Product:
    harvest = Harvest(
        site=kind.sites[0].id,
        volume_ml=Decimal(example.collected_ml),
        anticoagulant=Anticoagulant.ACD_A,
        anticoagulant_ml=Decimal(8),
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
    made = Preparation(
        method=Method.CENTRIFUGE,
        device="Example kit",
        lot="L1",
        spins=(Spin(minutes=Decimal(15), force_g=Decimal(900)),),
        started_at=after(10),
        ended_at=after(30),
        output_ml=Decimal(example.output_ml),
    )
    product = collected(kind, example)
    return prepare(product, kind, made, scanned=CHAIN.product, deviation_reason="", by=PREPARER, at=after(31))


def measurements(kind: ProductKind, example: Example) -> tuple[Measurement, ...]:
    return tuple(_measurement(field, example.values.get(field)) for field in kind.required)


def released(kind: ProductKind, example: Example) -> Product:
    product = characterise(
        prepared(kind, example),
        kind,
        measurements(kind, example),
        activator=example.activator,
        activation_detail="",
        deviation_reason="",
        by=PREPARER,
        at=after(45),
    )
    return release(product, scanned=CHAIN.product, obstacles=(), by=CHECKER, at=after(50))


def given(kind: ProductKind, example: Example) -> Product:
    """The example's product from its collection to the hip, every act done rightly."""
    ready = released(kind, example)
    scans = {"product_scan": CHAIN.product, "wristband_scan": CHAIN.wristband}
    product = confirm(ready, **scans, by=PREPARER, at=after(60))
    delivery = Delivery(
        given_at=after(62),
        route=Route.INJECTED,
        site="repair site",
        guidance="arthroscope",
        volume_ml=Decimal(example.output_ml),
    )
    return administer(
        product, kind, delivery, **scans, obstacles=(), deviation_reason="", by=CHECKER, at=after(65)
    )


def _measurement(field: str, value: str | None) -> Measurement:
    quantity = QUANTITIES[field]
    if value is None:
        return not_measured(quantity, "not done in this example")
    return measured(quantity, Decimal(value), quantity.unit, at=after(40))
