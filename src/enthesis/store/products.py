"""Products: a head row that is compared and set, and the events that tell what was done."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from enthesis.domain.biologics.awaited import awaited
from enthesis.domain.biologics.bench.keys import plain
from enthesis.domain.biologics.events import EVENTS, Collected, Combined, PartTaken, Prepared
from enthesis.domain.biologics.identity import Code, check_unused
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.states import Act, State
from enthesis.domain.errors import NotFound, Stale
from enthesis.domain.pathway.case import Case
from enthesis.domain.stock.notice import Notice
from enthesis.domain.stock.used import ItemKind, folded
from enthesis.domain.terms import CaseId, ProductId
from enthesis.store.codec import decode, encode
from enthesis.store.folding import folded_column
from enthesis.store.models import ProductEventRow, ProductKitRow, ProductRow
from enthesis.store.scope import Scope, rows
from enthesis.store.therapy_events import LABELS
from enthesis.store.used_items import save_kits_opened

MADE = (Prepared, PartTaken, Combined)
LONGEST = 200  # characters of a device or a lot that a recall compares


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalled:
    """A product that a recall concerns: whose hip it is for, and how far it has come."""

    product: ProductId
    case: CaseId
    code: Code
    state: State

    @property
    def is_unused(self) -> bool:
        """Whether it could still be given, were it not recalled."""
        return not self.state.is_final and self.state is not State.QUARANTINED


def save_new_product(scope: Scope, case: Case, product: Product, *, event: UUID) -> None:
    """A product with its whole history, which for a part is that of what it came from.

    `event` is the therapy event it was collected for. Raises NotAllowed where its code is another's already.
    """
    check_unused(product.chain.product, LABELS)
    ProductRow.objects.create(
        id=product.id,
        practice_id=scope.practice,
        patient_id=case.patient,
        case_id=case.id,
        event_id=event,
        code=product.chain.product.text,
        kind=product.kind,
        state=product.state.value,
        version=product.version,
        **looked_for_by(product),
    )
    _save_events(scope, case, product, after=0)


def save_product(scope: Scope, case: Case, product: Product, *, read: int) -> None:
    """Keeps the events after the version `read`; raises Stale, naming who, when another's came first."""
    changed = (
        rows(scope, ProductRow)
        .filter(id=product.id, version=read)
        .update(version=product.version, state=product.state.value, **looked_for_by(product))
    )
    if not changed:
        raise _moved_on(load_product(scope, product.id))
    _save_events(scope, case, product, after=read)


def looked_for_by(product: Product) -> dict[str, Any]:
    """What is kept in the head so that nobody reads every product: what it awaits, and what counted it is."""
    is_counted = product.characterised is not None and isinstance(product.begun, Collected)
    made = product.prepared.preparation if is_counted and product.prepared else None
    return {
        "awaits": any(awaited(product)),
        "counted_ready_at": made.ended_at if made else None,
        "made_with": plain(made.device)[:LONGEST] if made else "",
    }


def check_version(product: Product, read: int) -> None:
    """Raises Stale unless the product is still where the caller saw it."""
    if product.version != read:
        raise _moved_on(product)


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
    event: UUID | None = None,
    only: Collection[UUID] | None = None,
) -> tuple[Product, ...]:
    """Products of a case, of several, of a therapy event or of the practice, in order of collection.

    `only` are those products themselves.
    """
    found = rows(scope, ProductRow)
    if only is not None:
        found = found.filter(id__in=only)
    if event is not None:
        found = found.filter(event_id=event)
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


def find_recalled(scope: Scope, notice: Notice) -> tuple[Recalled, ...]:
    """Every product that was made with it, a part too, in one query; one of an unknown lot is among them."""
    if notice.kind is not ItemKind.KIT:
        return ()
    lot, device = folded_column("lot"), folded_column("device")
    made = rows(scope, ProductKitRow).annotate(folded_lot=lot, folded_device=device)
    made = made.filter(folded_device__in={folded(notice.name), *notice.also})
    if notice.lots:
        made = made.filter(folded_lot__in={"", *map(folded, notice.lots)})
    found = made.values_list("product_id", "product__case_id", "product__code", "product__state")
    return tuple(
        Recalled(product=ProductId(p), case=CaseId(c), code=Code(code), state=State(state))
        for p, c, code, state in dict.fromkeys(found.order_by("product__code"))
    )


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


def _save_events(scope: Scope, case: Case, product: Product, *, after: int) -> None:
    ProductEventRow.objects.bulk_create(
        ProductEventRow(
            practice_id=scope.practice,
            patient_id=case.patient,
            product_id=product.id,
            number=number,
            act=event.act.value,
            body=encode(event),
            at=event.at,
            by=event.by,
            by_name=event.name,
        )
        for number, event in enumerate(product.events, 1)
        if number > after
    )
    if any(isinstance(event, MADE) for event in product.events[after:]):
        ProductKitRow.objects.bulk_create(kits_of(scope.practice, case.patient, product))
        save_kits_opened(scope, case, product)


def kits_of(practice: UUID, patient: UUID, product: Product) -> tuple[ProductKitRow, ...]:
    """A row for each device and lot it was made with."""
    made = {(plain(p.device)[:LONGEST], plain(p.lot)[:LONGEST]) for p in product.preparations}
    return tuple(
        ProductKitRow(practice_id=practice, patient_id=patient, product_id=product.id, device=device, lot=lot)
        for device, lot in sorted(made)
    )


def _moved_on(product: Product) -> Stale:
    last = product.events[-1]
    return Stale(
        "product-moved-on",
        f"{last.name} was first and has just recorded a step of this product: it is {product.state.words}.",
        "Look at where it stands, then go on.",
    )
