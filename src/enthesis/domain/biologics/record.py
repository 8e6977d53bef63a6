"""What is known of one product, wherever it was recorded: at this bench, or by another program."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal

from enthesis.domain.biologics.measurement import Amount, Basis, Measurement
from enthesis.domain.biologics.moments import Moment
from enthesis.domain.biologics.product import Product
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One product of a kind. Everything else may be missing, and what is missing is never filled in.

    `collected_volume` is blood, marrow or fat without the anticoagulant; where only both together are known
    it is `volume_with_anticoagulant`. `values` are by the id of their quantity. Times know their zone.
    `image_guided` and `light_activated` are None where nobody said.
    """

    kind: str
    site: str = ""
    needle: str = ""
    pulls: int | None = None
    collected_volume: Amount | None = None
    volume_with_anticoagulant: Amount | None = None
    anticoagulant: Anticoagulant | None = None
    anticoagulant_volume: Amount | None = None
    method: Method | None = None
    device: str = ""
    lot: str = ""
    spins: tuple[Spin, ...] = ()
    output_volume: Amount | None = None
    values: Mapping[str, Amount] = field(default_factory=dict)
    activator: Activator | None = None
    activation_detail: str = ""
    light_activated: bool | None = None
    route: Route | None = None
    delivery_site: str = ""
    guidance: str = ""
    image_guided: bool | None = None
    given_volume: Amount | None = None
    collected_at: datetime | None = None
    started_at: datetime | None = None
    ready_at: datetime | None = None
    counted_at: datetime | None = None
    given_at: datetime | None = None

    @property
    def moments(self) -> Mapping[Moment, datetime]:
        """The times that are known."""
        times = {
            Moment.COLLECTED: self.collected_at,
            Moment.STARTED: self.started_at,
            Moment.READY: self.ready_at,
            Moment.COUNTED: self.counted_at,
            Moment.GIVEN: self.given_at,
        }
        return {moment: at for moment, at in times.items() if at is not None}

    @property
    def source_volume(self) -> Amount | None:
        """What was taken, without the anticoagulant; None where it cannot be told apart."""
        whole, added = self.volume_with_anticoagulant, self.anticoagulant_volume
        if self.collected_volume is not None or whole is None:
            return self.collected_volume
        if self.anticoagulant is Anticoagulant.NONE:
            return whole
        if added is None:
            return None
        basis = Basis.CLAIMED if Basis.CLAIMED in (whole.basis, added.basis) else Basis.MEASURED
        return Amount(value=whole.value - added.value, unit=whole.unit, basis=basis)


def record_of(product: Product) -> Record:
    """What the bench recorded of a product, so far."""
    record = _harvested(product.kind, product.collected.harvest)
    if product.prepared:
        record = _prepared(record, product.prepared.preparation)
        record = replace(
            record,
            collected_volume=_ml(sum((draw.volume_ml for draw in product.draws), Decimal(0))),
            output_volume=_ml(product.volume_ml),
            collected_at=product.moments[Moment.COLLECTED],
            started_at=product.moments[Moment.STARTED],
            ready_at=product.moments[Moment.READY],
        )
    if done := product.characterised:
        record = replace(record, activator=done.activator, activation_detail=done.activation_detail)
    if product.administered:
        record = _given(record, product.administered.delivery)
    return replace(record, values=_amounts(product.values), counted_at=product.moments.get(Moment.COUNTED))


def with_values(record: Record, values: Iterable[Measurement]) -> Record:
    """The record with these values in place of its own."""
    return replace(record, values=_amounts({m.field: m for m in values}))


def _harvested(kind: str, taken: Harvest) -> Record:
    return Record(
        kind=kind,
        site=taken.site,
        needle=taken.needle,
        pulls=taken.pulls,
        collected_volume=_ml(taken.volume_ml),
        anticoagulant=taken.anticoagulant,
        anticoagulant_volume=_ml(taken.anticoagulant_ml),
        collected_at=taken.collected_at,
    )


def _prepared(record: Record, made: Preparation) -> Record:
    return replace(
        record,
        method=made.method,
        device=made.device,
        lot=made.lot,
        spins=made.spins,
        output_volume=_ml(made.output_ml),
        started_at=made.started_at,
        ready_at=made.ended_at,
    )


def _given(record: Record, given: Delivery) -> Record:
    return replace(
        record,
        route=given.route,
        delivery_site=given.site,
        guidance=given.guidance,
        image_guided=given.image_guided,
        given_volume=_ml(given.volume_ml),
        given_at=given.given_at,
    )


def _amounts(values: Mapping[str, Measurement]) -> Mapping[str, Amount]:
    """The values there are; a reason why there is none is not one."""
    return {
        name: Amount(value=m.value, unit=m.unit, basis=m.basis)
        for name, m in values.items()
        if m.value is not None
    }


def _ml(volume: Decimal | None) -> Amount | None:
    return None if volume is None else Amount(value=volume, unit="mL")
