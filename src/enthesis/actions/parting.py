"""Splitting and combining at the bench: every part gets a code of its own and keeps its parents."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from secrets import token_bytes
from uuid import UUID, uuid4

from enthesis.actions.act import Done, act
from enthesis.actions.bench import done, hold, refused
from enthesis.actions.confirmation import Confirmed
from enthesis.actions.giving import load_event
from enthesis.actions.recalls import wait_for_recalls
from enthesis.domain.biologics.bench import parting
from enthesis.domain.biologics.bench.parting import Portion
from enthesis.domain.biologics.identity import RANDOM_BYTES, CodeKind, make_code, parse_code
from enthesis.domain.errors import Invalid, NotAllowed, Stale
from enthesis.domain.pathway.stages import Act, stage_after
from enthesis.domain.terms import CLINICIANS, ProductId
from enthesis.store import products
from enthesis.store.scope import Scope


@act(*CLINICIANS)
def split_product(
    scope: Scope,
    product_id: UUID,
    volumes_ml: tuple[Decimal, ...],
    *,
    scanned: str,
    confirmed: Confirmed,
    read: int,
    at: datetime,
) -> Done:
    """There is a part of each volume, with the history of the whole; the whole keeps what is left."""
    confirmed.check_is(scope, at=at)
    code = parse_code(scanned, kind=CodeKind.PRODUCT, field="product_scan")
    wait_for_recalls(scope)
    product, file = hold(scope, product_id)
    portions = [_portion(ml) for ml in volumes_ml]
    try:
        products.check_version(product, read)
        division = parting.split(product, portions, scanned=code, by=scope.actor, at=at)
        stage_after(Act.HANDLE_PRODUCT, file.case.stage)
    except (NotAllowed, Stale) as problem:
        return refused(file, product, problem)
    event = load_event(scope, product.id).id
    products.save_product(scope, file.case, division.whole, read=read)
    for part in division.parts:
        products.save_new_product(scope, file.case, part, event=event)
    return done(file, division.whole)


@act(*CLINICIANS)
def combine_products(
    scope: Scope,
    reads: tuple[tuple[UUID, int], ...],
    volume_ml: Decimal,
    *,
    scanned: tuple[str, ...],
    confirmed: Confirmed,
    at: datetime,
) -> Done:
    """One product of several of one therapy event, each at the version that was read; those are used up."""
    confirmed.check_is(scope, at=at)
    if not reads:
        raise Invalid("products", "No product is named.", "Scan each of them once.")
    codes = [parse_code(typed, kind=CodeKind.PRODUCT, field="product_scan") for typed in scanned]
    wait_for_recalls(scope)
    held = [hold(scope, product) for product, _ in sorted(reads, key=lambda r: r[0])]
    known = {product.id: product for product, _ in held}
    parents = [known[ProductId(product)] for product, _ in reads]
    file = held[0][1]
    try:
        for product, (_, read) in zip(parents, reads, strict=True):
            products.check_version(product, read)
        _check_one_event(scope, [p.id for p in parents])
        union = parting.combine(parents, _portion(volume_ml), scanned=codes, by=scope.actor, at=at)
        stage_after(Act.HANDLE_PRODUCT, file.case.stage)
    except (NotAllowed, Stale) as problem:
        return refused(file, parents[0], problem)
    for used, (_, read) in zip(union.parents, reads, strict=True):
        products.save_product(scope, file.case, used, read=read)
    products.save_new_product(scope, file.case, union.product, event=load_event(scope, parents[0].id).id)
    return done(file, union.product)


def _check_one_event(scope: Scope, wanted: Sequence[UUID]) -> None:
    if len({load_event(scope, product).id for product in wanted}) > 1:
        raise NotAllowed(
            "two-events",
            "These products are not of one therapy event.",
            "Stop. Keep them apart, and look whose each is.",
        )


def _portion(ml: Decimal) -> Portion:
    code = make_code(CodeKind.PRODUCT, token_bytes(RANDOM_BYTES))
    return Portion(id=ProductId(uuid4()), code=code, volume_ml=ml)
