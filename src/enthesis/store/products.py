"""Products: a head row that is compared and set, and the events that tell what was done."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from enthesis.domain.biologics.events import EVENTS
from enthesis.domain.biologics.identity import Code
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.states import Act
from enthesis.domain.errors import NotFound, Stale
from enthesis.domain.pathway.case import Case
from enthesis.domain.terms import CaseId, ProductId
from enthesis.store.codec import decode, encode
from enthesis.store.models import ProductEventRow, ProductRow
from enthesis.store.scope import Scope, rows


def save_new_product(scope: Scope, case: Case, product: Product, *, at: datetime) -> None:
    ProductRow.objects.create(
        id=product.id,
        practice_id=scope.practice,
        patient_id=case.patient,
        case_id=case.id,
        code=product.chain.product.text,
        kind=product.kind,
        state=product.state.value,
        version=product.version,
    )
    _save_event(scope, case, product, at=at)


def save_product(scope: Scope, case: Case, product: Product, *, at: datetime) -> None:
    """Keeps the newest event; raises Stale when another event came first."""
    changed = (
        rows(scope, ProductRow)
        .filter(id=product.id, version=product.version - 1)
        .update(version=product.version, state=product.state.value)
    )
    if not changed:
        raise _moved_on()
    _save_event(scope, case, product, at=at)


def check_version(product: Product, read: int) -> None:
    """Raises Stale unless the product is still where the caller saw it."""
    if product.version != read:
        raise _moved_on()


def load_product(scope: Scope, product: UUID) -> Product:
    found = _products(scope, rows(scope, ProductRow).filter(id=product))
    if not found:
        raise NotFound("product", "There is no such product in this practice.")
    return found[0]


def list_products(
    scope: Scope,
    case: UUID | None = None,
    *,
    states: Iterable[str] = (),
    cases: Collection[UUID] | None = None,
) -> tuple[Product, ...]:
    """Products of a case, of several, or of the practice, in the order of their collection."""
    found = rows(scope, ProductRow)
    if cases is not None:
        found = found.filter(case_id__in=cases)
    if case is not None:
        found = found.filter(case_id=case)
    if wanted := tuple(states):
        found = found.filter(state__in=wanted)
    return tuple(sorted(_products(scope, found), key=lambda p: p.collected.harvest.collected_at))


def find_product(scope: Scope, code: Code) -> ProductId | None:
    """The product of a scanned code, in this practice."""
    found = rows(scope, ProductRow).filter(code=code.text).values_list("id", flat=True).first()
    return ProductId(found) if found else None


def _products(scope: Scope, found: Iterable[ProductRow]) -> list[Product]:
    heads = list(found)
    events: dict[UUID, list[tuple[str, str]]] = {}
    told = (
        rows(scope, ProductEventRow)
        .filter(product_id__in=[h.id for h in heads])
        .order_by("product", "number")
    )
    for row in told:
        events.setdefault(row.product_id, []).append((row.act, row.body))
    return [product_of(head, events[head.id]) for head in heads]


def product_of(head: ProductRow, told: Iterable[tuple[str, str]]) -> Product:
    """The product of a head and its events in their order: act and body each."""
    return Product(
        id=ProductId(head.id),
        case=CaseId(head.case_id),
        kind=head.kind,
        events=tuple(decode(body, EVENTS[Act(act)]) for act, body in told),
    )


def _save_event(scope: Scope, case: Case, product: Product, *, at: datetime) -> None:
    event = product.events[-1]
    ProductEventRow.objects.create(
        practice_id=scope.practice,
        patient_id=case.patient,
        product_id=product.id,
        number=product.version,
        act=event.act.value,
        body=encode(event),
        at=at,
        by=event.by,
        by_name=event.name,
    )


def _moved_on() -> Stale:
    return Stale(
        "product-moved-on",
        "Somebody else has just recorded a step of this product.",
        "Look at where it stands, then go on.",
    )
