"""At the bench: a product from vein or crest to hip, each hand-over scanned, confirmed and kept."""

from collections.abc import Mapping
from datetime import datetime
from secrets import token_bytes
from uuid import UUID, uuid4

from enthesis.actions.act import Done, act
from enthesis.actions.bench import done, handle
from enthesis.actions.confirmation import Confirmed
from enthesis.actions.giving import check_giving, collecting_obstacles, consent_obstacle
from enthesis.actions.pieces import check_not_past
from enthesis.actions.protocols import check_followed
from enthesis.actions.recalls import check_not_recalled, check_product_not_recalled, wait_for_recalls
from enthesis.actions.record import move
from enthesis.actions.therapy_events import (
    check_not_before,
    check_of_one_event,
    not_collected,
    planned_kind,
)
from enthesis.domain.biologics import handling
from enthesis.domain.biologics.identity import RANDOM_BYTES, Chain, CodeKind, make_code, parse_code
from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.biologics.measurement import Amount, Measurement, in_unit
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.quantities import QUANTITIES
from enthesis.domain.biologics.steps import Activator, Delivery, Harvest, Preparation
from enthesis.domain.candidacy.facts import Facts
from enthesis.domain.candidacy.in_use import InUse, in_use, on_what_is_in_it
from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.pathway.plan import planned_authority
from enthesis.domain.pathway.stages import Act
from enthesis.domain.stock.used import used_in_preparation
from enthesis.domain.terms import CLINICIANS, SURGEONS, ProductId
from enthesis.store import case_files, products
from enthesis.store.case_files import CaseFile
from enthesis.store.scope import Scope


@act(*CLINICIANS)
def collect_product(
    scope: Scope,
    case_id: UUID,
    harvest: Harvest,
    *,
    wristband: str,
    event_scan: str,
    confirmed: Confirmed,
    read: int,
    at: datetime,
) -> Done:
    """The planned product exists, with a new code of its own, bound to the wristband that was scanned.

    The label of the therapy event, which is on the tubes, was scanned too: both are of this hip.
    """
    confirmed.check_is(scope, at=at)
    file = case_files.load_case_file(scope, case_id)
    scanned = parse_code(wristband, kind=CodeKind.WRISTBAND, field="wristband")
    label = parse_code(event_scan, kind=CodeKind.EVENT, field="event_scan")
    try:
        event = check_of_one_event(scope, file, wristband=scanned, label=label)
    except NotAllowed as problem:
        return not_collected(file, label, problem)
    kind = planned_kind(file)
    product = handling.collect(
        kind,
        harvest,
        product=ProductId(uuid4()),
        case=file.case.id,
        chain=Chain(product=make_code(CodeKind.PRODUCT, token_bytes(RANDOM_BYTES)), wristband=scanned),
        obstacles=(
            *obstacles(file, kind, used=InUse(harvest=harvest), at=at),
            *collecting_obstacles(file, kind, at=at),
        ),
        by=scope.actor,
        at=at,
    )
    check_not_before(file, event, kind, harvest.collected_at)
    moved = move(scope, file.case, Act.HANDLE_PRODUCT, read=read)
    products.save_new_product(scope, moved, product, event=event.id)
    return done(file, product)


@act(*CLINICIANS)
def start_processing(
    scope: Scope,
    product_id: UUID,
    *,
    started_at: datetime,
    scanned: str,
    deviation_reason: str,
    confirmed: Confirmed,
    read: int,
    at: datetime,
) -> Done:
    """What was drawn is in the device; the clock from the draw has stopped."""
    code = parse_code(scanned, kind=CodeKind.PRODUCT, field="product_scan")

    def start(product: Product, kind: ProductKind, _: CaseFile) -> Product:
        return handling.start_processing(
            product,
            kind,
            started_at=started_at,
            scanned=code,
            deviation_reason=deviation_reason,
            by=scope.actor,
            at=at,
        )

    return handle(scope, product_id, start, confirmed=confirmed, read=read, at=at)


@act(*CLINICIANS)
def prepare_product(
    scope: Scope,
    product_id: UUID,
    preparation: Preparation,
    *,
    scanned: str,
    deviation_reason: str,
    doubt_reasons: Mapping[str, str] = handling.NO_REASONS,
    confirmed: Confirmed,
    read: int,
    at: datetime,
) -> Done:
    """The product is made; its times and what came out are kept, and the protocol that was chosen.

    What cannot well be is asked about: it stands with a reason, by the id of its doubt.
    """
    code = parse_code(scanned, kind=CodeKind.PRODUCT, field="product_scan")
    wait_for_recalls(scope)

    def prepare(product: Product, kind: ProductKind, file: CaseFile) -> Product:
        check_followed(scope, preparation, kind)
        check_not_recalled(scope, used_in_preparation(preparation).item, field="lot")
        check_not_past(scope, used_in_preparation(preparation).item, file, field="lot", at=at)
        return handling.prepare(
            product,
            kind,
            preparation,
            scanned=code,
            deviation_reason=deviation_reason,
            doubt_reasons=doubt_reasons,
            by=scope.actor,
            at=at,
        )

    return handle(scope, product_id, prepare, confirmed=confirmed, read=read, at=at)


@act(*CLINICIANS)
def characterise_product(
    scope: Scope,
    product_id: UUID,
    values: tuple[Measurement, ...],
    *,
    activator: Activator | None,
    activation_detail: str,
    deviation_reason: str,
    doubt_reasons: Mapping[str, str] = handling.NO_REASONS,
    confirmed: Confirmed,
    read: int,
    at: datetime,
) -> Done:
    """Every required value is measured, claimed, pending, or explicitly not measured.

    What cannot well be is asked about: it stands with a reason, by the id of its doubt.
    """

    def characterise(product: Product, kind: ProductKind, file: CaseFile) -> Product:
        used = InUse(harvest=product.collected.harvest, activator=activator)
        check_what_is_in_it(file, kind, used, "The product cannot be activated so", at=at)
        return handling.characterise(
            product,
            kind,
            values,
            activator=activator,
            activation_detail=activation_detail,
            deviation_reason=deviation_reason,
            doubt_reasons=doubt_reasons,
            laboratory=laboratory_count(file),
            by=scope.actor,
            at=at,
        )

    return handle(
        scope,
        product_id,
        characterise,
        confirmed=confirmed,
        read=read,
        at=at,
    )


@act(*CLINICIANS)
def add_result(
    scope: Scope,
    product_id: UUID,
    value: Measurement,
    *,
    reason: str,
    confirmed: Confirmed,
    read: int,
    at: datetime,
) -> Done:
    """A result that came late, or one that corrects another, stands beside what was measured first."""
    return handle(
        scope,
        product_id,
        lambda product, kind, _: handling.add_result(
            product, kind, value, reason=reason, by=scope.actor, at=at
        ),
        confirmed=confirmed,
        read=read,
        at=at,
    )


@act(*CLINICIANS)
def release_product(
    scope: Scope, product_id: UUID, *, scanned: str, confirmed: Confirmed, read: int, at: datetime
) -> Done:
    """A second person has checked it; candidacy and consent still stand at this moment."""
    code = parse_code(scanned, kind=CodeKind.PRODUCT, field="product_scan")

    def release(product: Product, kind: ProductKind, file: CaseFile) -> Product:
        check_product_not_recalled(scope, product)
        held = obstacles(file, kind, used=in_use(product), at=at)
        return handling.release(product, scanned=code, obstacles=held, by=scope.actor, at=at)

    return handle(scope, product_id, release, confirmed=confirmed, read=read, at=at)


@act(*CLINICIANS)
def confirm_product(
    scope: Scope,
    product_id: UUID,
    *,
    product_scan: str,
    wristband_scan: str,
    confirmed: Confirmed,
    read: int,
    at: datetime,
) -> Done:
    """The first of two people has scanned product and wristband, and they match."""
    product_code = parse_code(product_scan, kind=CodeKind.PRODUCT, field="product_scan")
    wristband_code = parse_code(wristband_scan, kind=CodeKind.WRISTBAND, field="wristband_scan")

    def confirm(product: Product, kind: ProductKind, file: CaseFile) -> Product:
        check_product_not_recalled(scope, product)
        check_what_is_in_it(file, kind, in_use(product), "The product cannot be confirmed", at=at)
        return handling.confirm(
            product, product_scan=product_code, wristband_scan=wristband_code, by=scope.actor, at=at
        )

    return handle(
        scope,
        product_id,
        confirm,
        confirmed=confirmed,
        read=read,
        at=at,
    )


@act(*SURGEONS)
def administer_product(
    scope: Scope,
    product_id: UUID,
    delivery: Delivery,
    *,
    product_scan: str,
    wristband_scan: str,
    zone: str,
    confirmed: Confirmed,
    read: int,
    at: datetime,
) -> Done:
    """A surgeon, not the first person, scanned both again, and nothing at all spoke against giving it.

    Every reason against it is said at once, stays in the trail, and no words get round it.

    `zone` is that of the office, on whose clock days after surgery are counted.
    """
    product_code = parse_code(product_scan, kind=CodeKind.PRODUCT, field="product_scan")
    wristband_code = parse_code(wristband_scan, kind=CodeKind.WRISTBAND, field="wristband_scan")
    seen = {"product_scan": product_code, "wristband_scan": wristband_code}

    def administer(product: Product, kind: ProductKind, file: CaseFile) -> Product:
        check_giving(scope, file, product, kind, **seen, given_at=delivery.given_at, zone=zone, at=at)
        return handling.administer(
            product, kind, delivery, **seen, obstacles=(), deviation_reason="", by=scope.actor, at=at
        )

    return handle(scope, product_id, administer, confirmed=confirmed, read=read, at=at)


@act(*CLINICIANS)
def discard_product(
    scope: Scope, product_id: UUID, *, reason: str, confirmed: Confirmed, read: int, at: datetime
) -> Done:
    """The product is out of use for good, with the reason."""
    return handle(
        scope,
        product_id,
        lambda product, kind, _: handling.discard(product, reason=reason, by=scope.actor, at=at),
        confirmed=confirmed,
        read=read,
        at=at,
        is_safe=True,
    )


@act(*CLINICIANS)
def quarantine_product(
    scope: Scope, product_id: UUID, *, reason: str, confirmed: Confirmed, read: int, at: datetime
) -> Done:
    """The product is kept apart, with the reason, and cannot be given."""
    return handle(
        scope,
        product_id,
        lambda product, kind, _: handling.quarantine(product, reason=reason, by=scope.actor, at=at),
        confirmed=confirmed,
        read=read,
        at=at,
        is_safe=True,
    )


def obstacles(
    file: CaseFile, kind: ProductKind, *, at: datetime, used: InUse | None = None
) -> tuple[str, ...]:
    """What in plan, consent and candidacy holds this product back now, a sentence each.

    `used` is what is in it, once that is entered: it is judged instead of what was planned.
    """
    plan = file.signed_plan
    if plan is None or plan.biologic is None or plan.biologic.product != kind.id:
        return (f"The signed plan does not hold {kind.title}. Sign the plan first.",)
    missing = consent_obstacle(file, kind, at=at)
    return (
        *planned_authority(plan, file.claim_on(plan, at=at)),
        *((missing,) if missing else ()),
        *file.judge(at=at, used=used).assessment.obstacles(kind.option),
    )


def laboratory_count(file: CaseFile) -> Amount | None:
    """Platelets of the blood as the laboratory counted them, in the unit of the bench.

    None where it did not, or told a number that cannot be.
    """
    facts = file.value(Facts)
    if facts is None or facts.platelets is None:
        return None
    blood = QUANTITIES["whole_blood_platelets"]
    try:
        return Amount(value=in_unit(blood, facts.platelets.value, facts.platelets.unit), unit=blood.unit)
    except Invalid:
        return None


def check_what_is_in_it(file: CaseFile, kind: ProductKind, used: InUse, what: str, *, at: datetime) -> None:
    """Raises NotAllowed, beginning with `what`, while an allergy speaks against what is in the product."""
    held = on_what_is_in_it(file.judge(at=at, used=used).assessment).obstacles(kind.option)
    if held:
        raise NotAllowed("held-back", f"{what}: {held[0]}", " ".join(held[1:]))
