"""What a synthetic product's record says besides its counts: always the same, kind by kind.

The loaded practice and the snapshot both rest on it.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.biologics.measurement import Amount
from enthesis.domain.biologics.record import Record
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

PULLS = 4
ANTICOAGULANT_ML = Decimal(6)
SOME_DAY = datetime(2020, 1, 1, tzinfo=UTC)


def harvest(kind: ProductKind, taken: Decimal, *, at: datetime) -> Harvest:
    marrow = kind.needs_needle
    return Harvest(
        site=kind.sites[0].id,
        volume_ml=taken,
        anticoagulant=Anticoagulant.HEPARIN if marrow else Anticoagulant.ACD_A,
        anticoagulant_ml=ANTICOAGULANT_ML,
        collected_at=at,
        needle="Demo needle, 11 G" if marrow else "",
        pulls=PULLS if marrow else None,
    )


def preparation(
    kind: ProductKind, made: Decimal, *, lot: str, started_at: datetime, ended_at: datetime
) -> Preparation:
    return Preparation(
        method=Method.CENTRIFUGE,
        device=f"Demo kit for {kind.title.lower()}",
        lot=lot,
        spins=(Spin(minutes=Decimal(15), force_g=Decimal(1000)),),
        started_at=started_at,
        ended_at=ended_at,
        output_ml=made,
    )


def delivery(made: Decimal, *, at: datetime) -> Delivery:
    """All of it is given."""
    return Delivery(
        given_at=at,
        route=Route.INJECTED,
        site="Between tendon and footprint",
        guidance="Under sight",
        volume_ml=made,
    )


def activator(kind: ProductKind) -> Activator | None:
    return Activator.NONE if kind.asks_activation else None


def template(kind: ProductKind, taken: Decimal, made: Decimal, values: Mapping[str, Amount]) -> Record:
    """The record of such a product with these counts, given on some day."""
    drawn = harvest(kind, taken, at=SOME_DAY)
    worked = preparation(
        kind,
        made,
        lot="some",
        started_at=SOME_DAY + timedelta(minutes=9),
        ended_at=SOME_DAY + timedelta(minutes=24),
    )
    given = delivery(made, at=SOME_DAY + timedelta(minutes=90))
    return Record(
        kind=kind.id,
        site=drawn.site,
        needle=drawn.needle,
        pulls=drawn.pulls,
        collected_volume=Amount(value=taken, unit="mL"),
        anticoagulant=drawn.anticoagulant,
        anticoagulant_volume=Amount(value=ANTICOAGULANT_ML, unit="mL"),
        method=worked.method,
        device=worked.device,
        lot=worked.lot,
        spins=worked.spins,
        output_volume=Amount(value=made, unit="mL"),
        values=values,
        activator=activator(kind),
        route=given.route,
        delivery_site=given.site,
        guidance=given.guidance,
        given_volume=Amount(value=made, unit="mL"),
        collected_at=drawn.collected_at,
        started_at=worked.started_at,
        ready_at=worked.ended_at,
        counted_at=worked.ended_at if values else None,
        given_at=given.given_at,
    )
