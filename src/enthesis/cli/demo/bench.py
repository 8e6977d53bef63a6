"""A synthetic product on its way from vein or crest to hip."""

from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.biologics.leukocytes import Variant
from enthesis.domain.biologics.measurement import Measurement, measured, pending
from enthesis.domain.biologics.quantities import QUANTITIES
from enthesis.domain.biologics.steps import Anticoagulant, Delivery, Harvest, Method, Preparation, Route, Spin


def taken(kind: ProductKind, rng: Random, *, at: datetime) -> Harvest:
    marrow = kind.needs_needle
    return Harvest(
        site=kind.sites[0].id,
        volume_ml=Decimal(60),
        anticoagulant=Anticoagulant.HEPARIN if marrow else Anticoagulant.ACD_A,
        anticoagulant_ml=Decimal(6),
        collected_at=at,
        needle="Jamshidi, 11 G" if marrow else "",
        pulls=rng.randrange(3, 7) if marrow else None,
    )


def device_for(kind: ProductKind) -> str:
    return f"Demo kit for {kind.title.lower()}"


def made(kind: ProductKind, rng: Random, *, began: datetime, ended: datetime) -> Preparation:
    return Preparation(
        method=Method.CENTRIFUGE,
        device=device_for(kind),
        lot=f"DEMO-{rng.randrange(10_000):04d}",
        spins=(Spin(minutes=Decimal(15), force_g=Decimal(1000)),),
        started_at=began,
        ended_at=ended,
        output_ml=Decimal(rng.randrange(5, 8)),
    )


def counted(kind: ProductKind, rng: Random, *, at: datetime) -> tuple[Measurement, ...]:
    """Every required quantity: measured, or pending where the culture runs on."""
    values = _counts(kind, rng)
    return tuple(
        pending(QUANTITIES[name], "The culture is running.")
        if name in kind.late
        else measured(QUANTITIES[name], values[name], QUANTITIES[name].unit, at=at)
        for name in kind.required
    )


def given(rng: Random, *, at: datetime) -> Delivery:
    return Delivery(
        given_at=at,
        route=Route.INJECTED,
        site="Between tendon and footprint",
        guidance=rng.choice(("Endoscope", "Under sight")),
        volume_ml=Decimal(4),
    )


def later(at: datetime, minutes: float) -> datetime:
    return at + timedelta(minutes=minutes)


def _counts(kind: ProductKind, rng: Random) -> dict[str, Decimal]:
    platelets, white = rng.randrange(170, 300), Decimal(rng.randrange(45, 80)) / 10
    aspirate = rng.randrange(15, 30)
    return {
        "whole_blood_platelets": Decimal(platelets),
        "product_platelets": Decimal(platelets * rng.randrange(35, 60)) / 10,
        "whole_blood_wbc": white,
        "product_wbc": white * _times_white(kind, rng.randrange(5, 30)),
        "whole_blood_neutrophils": white * Decimal("0.6"),
        "product_neutrophils": white * Decimal("0.2"),
        "product_rbc": Decimal(rng.randrange(1, 20)) / 10,
        "aspirate_nucleated_cells": Decimal(aspirate),
        "product_nucleated_cells": Decimal(aspirate * 4),
        "viability": Decimal(rng.randrange(90, 99)),
        "product_haematocrit": Decimal(rng.randrange(8, 25)),
    }


def _times_white(kind: ProductKind, drawn: int) -> Decimal:
    """How many times the leukocytes of the blood: more or fewer, as the kind is meant to be."""
    return Decimal(drawn) / 40 if kind.intended is Variant.POOR else Decimal(drawn + 15) / 10
