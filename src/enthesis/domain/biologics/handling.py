"""What people do to a product. Each act returns it with one more event, or says why it is not allowed.

`at` is when it is recorded; no time of doing may be later. PIN, session and role are checked before these are
called. The scanned codes are those a person holds in the hand now, never ones read from the record.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from enthesis.domain.biologics.characterisation import check_complete, check_late
from enthesis.domain.biologics.checks import check_can_collect, check_can_do
from enthesis.domain.biologics.doubt import check_answered
from enthesis.domain.biologics.doubts import doubts_of
from enthesis.domain.biologics.entries import (
    check_delivery,
    check_harvest,
    check_preparation,
    check_start,
    required,
)
from enthesis.domain.biologics.events import (
    Administered,
    Characterised,
    Collected,
    Confirmed,
    Discarded,
    Event,
    Prepared,
    ProcessingStarted,
    Quarantined,
    Released,
    ResultAdded,
)
from enthesis.domain.biologics.identity import Chain, Code, check_is, check_match
from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.biologics.measurement import Amount, Measurement
from enthesis.domain.biologics.moments import Deviation, Moment, check_incubation, deviations
from enthesis.domain.biologics.preparation_doubts import preparation_doubts
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.states import Act
from enthesis.domain.biologics.steps import Activator, Delivery, Harvest, Preparation
from enthesis.domain.terms import Actor, CaseId, ProductId

NO_REASONS: Mapping[str, str] = MappingProxyType({})


def collect(
    kind: ProductKind,
    harvest: Harvest,
    *,
    product: ProductId,
    case: CaseId,
    chain: Chain,
    obstacles: Sequence[str],
    by: Actor,
    at: datetime,
) -> Product:
    """Begins a product. `chain` is its new code and the wristband scanned at the draw."""
    person = check_can_collect(kind, by=by, obstacles=obstacles)
    check_harvest(kind, harvest, at=at)
    event = Collected(by=person, name=by.name, at=at, chain=chain, tissue=kind.tissue.id, harvest=harvest)
    return Product(id=product, case=case, kind=kind.id, events=(event,))


def start_processing(
    product: Product,
    kind: ProductKind,
    *,
    started_at: datetime,
    scanned: Code,
    deviation_reason: str,
    by: Actor,
    at: datetime,
) -> Product:
    """It went into the device, and the clock from the draw has stopped."""
    person = check_can_do(product, Act.START_PROCESSING, by=by, at=at, obstacles=())
    check_is(product.chain, product=scanned)
    check_start(product, started_at, at=at)
    event = ProcessingStarted(by=person, name=by.name, at=at, started_at=started_at, deviations=())
    passed = _deviations(product, kind, event, (Moment.STARTED,), deviation_reason)
    return product.with_event(replace(event, deviations=passed))


def prepare(
    product: Product,
    kind: ProductKind,
    preparation: Preparation,
    *,
    scanned: Code,
    deviation_reason: str,
    doubt_reasons: Mapping[str, str] = NO_REASONS,
    by: Actor,
    at: datetime,
) -> Product:
    """The product is made. Limits that were passed on the way are kept with it.

    What cannot well be stands only with a reason in `doubt_reasons`, by the id of the doubt.

    Its start may be told here too, where nobody recorded it before: a single person at the bench has gloves
    on, and products from before the start was recorded went this way. One that is recorded stays.
    """
    person = check_can_do(product, Act.PREPARE, by=by, at=at, obstacles=())
    check_is(product.chain, product=scanned)
    check_preparation(product, kind, preparation, at=at)
    answered = check_answered(preparation_doubts(product, preparation), doubt_reasons)
    event = Prepared(
        by=person, name=by.name, at=at, preparation=preparation, deviations=(), answered=answered
    )
    ending = (Moment.READY,) if product.processing else (Moment.STARTED, Moment.READY)
    passed = _deviations(product, kind, event, ending, deviation_reason)
    moments = product.with_event(event).moments
    incubated = check_incubation(kind.incubation, moments, reason=deviation_reason)
    return product.with_event(replace(event, deviations=(*passed, *incubated)))


def characterise(
    product: Product,
    kind: ProductKind,
    values: tuple[Measurement, ...],
    *,
    activator: Activator | None,
    activation_detail: str,
    deviation_reason: str,
    doubt_reasons: Mapping[str, str] = NO_REASONS,
    laboratory: Amount | None = None,
    by: Actor,
    at: datetime,
) -> Product:
    """Every required quantity is measured, claimed, pending or explicitly not measured; none is blank.

    What cannot well be stands only with a reason in `doubt_reasons`, by the id of the doubt.
    `laboratory` is its count of platelets in the blood, if there is one.
    """
    person = check_can_do(product, Act.CHARACTERISE, by=by, at=at, obstacles=())
    check_complete(product, kind, values, activator, at=at)
    answered = check_answered(doubts_of(product, kind, values, laboratory=laboratory), doubt_reasons)
    event = Characterised(
        by=person,
        name=by.name,
        at=at,
        values=values,
        activator=activator,
        activation_detail=activation_detail.strip(),
        deviations=(),
        answered=answered,
    )
    passed = _deviations(product, kind, event, (Moment.COUNTED,), deviation_reason)
    return product.with_event(replace(event, deviations=passed))


def add_result(
    product: Product, kind: ProductKind, value: Measurement, *, reason: str, by: Actor, at: datetime
) -> Product:
    """One newer value stands beside the old one. Between release and giving only a late result may come."""
    person = check_can_do(product, Act.ADD_RESULT, by=by, at=at, obstacles=())
    check_late(product, kind, value, at=at)
    why = required(reason, "reason", "Say why this result is added: it came late, or it corrects another.")
    return product.with_event(ResultAdded(by=person, name=by.name, at=at, value=value, reason=why))


def release(product: Product, *, scanned: Code, obstacles: Sequence[str], by: Actor, at: datetime) -> Product:
    """A second person, never the preparer, checked it in their own session."""
    person = check_can_do(product, Act.RELEASE, by=by, at=at, obstacles=obstacles)
    check_is(product.chain, product=scanned)
    return product.with_event(Released(by=person, name=by.name, at=at))


def confirm(
    product: Product, *, product_scan: Code, wristband_scan: Code, by: Actor, at: datetime
) -> Product:
    """The first of two people scanned product and wristband, and both are of this product's chain."""
    person = check_can_do(product, Act.CONFIRM, by=by, at=at, obstacles=())
    check_match(product.chain, product=product_scan, wristband=wristband_scan)
    return product.with_event(
        Confirmed(by=person, name=by.name, at=at, product=product_scan, wristband=wristband_scan)
    )


def administer(
    product: Product,
    kind: ProductKind,
    delivery: Delivery,
    *,
    product_scan: Code,
    wristband_scan: Code,
    obstacles: Sequence[str],
    deviation_reason: str,
    by: Actor,
    at: datetime,
) -> Product:
    """A second, different person scanned both and gave it. `obstacles` hold the plan's timing too."""
    person = check_can_do(product, Act.ADMINISTER, by=by, at=at, obstacles=obstacles)
    check_match(product.chain, product=product_scan, wristband=wristband_scan)
    check_delivery(product, delivery, at=at)
    event = Administered(
        by=person,
        name=by.name,
        at=at,
        product=product_scan,
        wristband=wristband_scan,
        delivery=delivery,
        deviations=(),
    )
    passed = _deviations(product, kind, event, (Moment.GIVEN,), deviation_reason)
    return product.with_event(replace(event, deviations=passed))


def quarantine(product: Product, *, reason: str, by: Actor, at: datetime) -> Product:
    """The product is kept apart until it is discarded. Nothing leads back: it cannot be given any more."""
    person = check_can_do(product, Act.QUARANTINE, by=by, at=at, obstacles=())
    why = required(reason, "reason", "Say why the product is quarantined.")
    return product.with_event(Quarantined(by=person, name=by.name, at=at, reason=why))


def discard(product: Product, *, reason: str, by: Actor, at: datetime) -> Product:
    """The product is out of use for good."""
    person = check_can_do(product, Act.DISCARD, by=by, at=at, obstacles=())
    why = required(reason, "reason", "Say why the product is discarded.")
    return product.with_event(Discarded(by=person, name=by.name, at=at, reason=why))


def _deviations(
    product: Product, kind: ProductKind, event: Event, ending: tuple[Moment, ...], reason: str
) -> tuple[Deviation, ...]:
    moments = product.with_event(event).moments
    return tuple(d for end in ending for d in deviations(kind.limits, moments, ending=end, reason=reason))
