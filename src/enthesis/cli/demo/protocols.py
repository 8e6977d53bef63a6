"""The practice prepares its plasma by a protocol of its own, and goes by its first products on the chart."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

from enthesis.actions.protocols import change_protocol, declare_baseline
from enthesis.cli.demo.bench import device_for
from enthesis.cli.demo.house import House
from enthesis.domain.biologics.catalogue import load_kind
from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.biologics.steps import Anticoagulant, Preparation, Spin
from enthesis.domain.biologics.yields.baseline import FEWEST, Span, of_device
from enthesis.domain.biologics.yields.charted import Charted, readings
from enthesis.domain.biologics.yields.protocol import PreparationProtocol
from enthesis.store.protocols import list_protocols
from enthesis.store.scope import Scope
from enthesis.store.yields import list_yields

KIND = "prp-lr"
SINCE = timedelta(days=6 * 365 - 1)  # before the first operation
AGO = timedelta(days=2)
EVENING = 18


def play(house: House) -> Iterator[datetime]:
    """A protocol from the beginning, and limits of its chart as soon as there are products enough."""
    at = house.at(house.today - SINCE, EVENING)
    yield at
    change_protocol(
        house["surgeon"],
        _protocol(load_kind(KIND)),
        why="As the maker of the kit advises.",
        confirmed=house.signing("surgeon", at=at),
        read=0,
        at=at,
    )
    at = house.at(house.today - AGO, EVENING)
    yield at
    _declare(house, at)


def by_protocol(scope: Scope, kind: ProductKind, made: Preparation) -> Preparation:
    """The same preparation, as done by the practice's protocol of this product, where there is one."""
    found = list_protocols(scope, kind=kind.id)
    if not found:
        return made
    return replace(made, protocol=found[0].protocol.id, protocol_version=found[0].protocol.version)


def _declare(house: House, at: datetime) -> None:
    """Nothing is declared of a demonstration with few hips."""
    device, records = device_for(load_kind(KIND)), list_yields(house["surgeon"], kinds=(KIND,))
    counted = readings([(one.code.text, one.record) for one in records], Charted.RECOVERY)
    if len(counted) < FEWEST.value:
        return
    declare_baseline(
        house["surgeon"],
        of_device(device),
        Charted.RECOVERY,
        Span(first=int(FEWEST.value)),
        why="The first products with this kit.",
        read=0,
        at=at,
    )


def _protocol(kind: ProductKind) -> PreparationProtocol:
    return PreparationProtocol(
        id="",
        version=1,
        title="Demo single spin",
        kind=kind.id,
        device=device_for(kind),
        spins=(Spin(minutes=Decimal(15), force_g=Decimal(1000)),),
        blood_ml=Decimal(60),
        product_ml=Decimal(6),
        anticoagulant=Anticoagulant.ACD_A,
        anticoagulant_ratio=Decimal(10),
        notes="At room temperature. An invented protocol of the demonstration.",
    )
