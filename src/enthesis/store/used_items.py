"""Which grafts, anchors and kits were used on which hip, found from either end in one query."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.functions import Concat

from enthesis.domain.biologics.events import Prepared
from enthesis.domain.biologics.identity import Code
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.states import State
from enthesis.domain.pathway.case import Case
from enthesis.domain.pathway.surgery import Step
from enthesis.domain.stock.used import (
    LONGEST,
    Item,
    ItemKind,
    Sought,
    Use,
    folded,
    is_divided,
    key_of,
    used_in_preparation,
    used_in_step,
)
from enthesis.domain.terms import CaseId, HipId, PatientId, ProductId, Side
from enthesis.store.folding import folded_column
from enthesis.store.models import UsedItemRow
from enthesis.store.scope import Scope, rows
from enthesis.store.shelf import save_given_back, save_uses

TEXTS = ("name", "maker", "device", "lot", "serial", "donor", "udi")
KEYS = ("name", "maker", "serial", "donor")
FOLDED = {f"folded_{name}": folded_column(f"{name}_key") for name in ("name", "maker")}


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedItem:
    """A piece and the hip it was used on. A kit names the product it made and how far that has come."""

    id: UUID
    item: Item
    step: str
    at: datetime
    case: CaseId
    hip: HipId
    side: Side
    patient: PatientId
    product: ProductId | None = None
    code: Code | None = None
    state: State | None = None


def find_hips_of(scope: Scope, *sought: Sought) -> tuple[UsedItem, ...]:
    """Every use of what is looked for, of any of several, oldest first, each with its hip. One query."""
    wanted = reduce(or_, (_agrees(one) for one in sought))
    told = standing(scope).annotate(**FOLDED).annotate(folded_title=Concat("folded_maker", "folded_name"))
    return tuple(used_of(row) for row in told.filter(wanted))


def list_items_used(scope: Scope, kind: ItemKind) -> tuple[Item, ...]:
    """Each lot of each item of a kind that was used on any hip, once. One query."""
    found = rows(scope, UsedItemRow).filter(kind=kind.value, taken_back_at=None).order_by()
    told = found.values_list("name", "maker", "device", "lot").distinct()
    return tuple(Item(kind=kind, name=n, maker=m, device=d, lot=lot) for n, m, d, lot in told)


def find_items_of_hip(scope: Scope, case: UUID) -> tuple[UsedItem, ...]:
    """Every graft, anchor and kit used on the hip of a case, whichever its case, oldest first. One query."""
    return tuple(used_of(row) for row in standing(scope).filter(case__hip__caserow=case))


def save_used_in_step(
    scope: Scope, case: Case, step: object, *, entry: UUID, corrects: UUID | None, at: datetime
) -> None:
    """The index and the stock say what the entry says; what the one it corrects named counts no more."""
    if corrects is not None:
        _take_back(scope, corrects, at=at)
    if isinstance(step, Step):
        _save(scope, used_rows(scope.practice, case, used_in_step(step), entry=entry), at=at)


def save_kits_opened(scope: Scope, case: Case, product: Product) -> None:
    """The kit of a product stands in the index once, by the product it was opened for."""
    if not rows(scope, UsedItemRow).filter(product_id=product.id).exists():
        _save(scope, kit_rows(scope.practice, case, product), at=product.events[-1].at)


def _save(scope: Scope, used: tuple[UsedItemRow, ...], *, at: datetime) -> None:
    UsedItemRow.objects.bulk_create(used)
    save_uses(scope, used, at=at)


def _take_back(scope: Scope, entry: UUID, *, at: datetime) -> None:
    found = rows(scope, UsedItemRow).filter(entry_id=entry, taken_back_at=None)
    if taken := list(found.values_list("id", flat=True)):
        found.update(taken_back_at=at)
        save_given_back(scope, taken, at=at)


def kit_rows(practice: UUID, case: Case, product: Product) -> tuple[UsedItemRow, ...]:
    """A row for each kit opened for it; none for a part, whose kit was opened for the whole."""
    if is_divided(product):
        return ()
    made = [used_in_preparation(e.preparation) for e in product.events if isinstance(e, Prepared)]
    return used_rows(practice, case, made, product=product.id)


def used_rows(
    practice: UUID, case: Case, uses: Iterable[Use], *, entry: UUID | None = None, product: UUID | None = None
) -> tuple[UsedItemRow, ...]:
    return tuple(
        UsedItemRow(
            practice_id=practice,
            patient_id=case.patient,
            case_id=case.id,
            entry_id=entry,
            product_id=product,
            place=place,
            kind=use.item.kind.value,
            expires_on=use.item.expires_on,
            step=use.step,
            at=use.at,
            **{name: getattr(use.item, name)[:LONGEST] for name in TEXTS},
            **{f"{name}_key": key_of(getattr(use.item, name)) for name in KEYS},
            lot_key=folded(use.item.lot),
        )
        for place, use in enumerate(uses)
    )


def standing(scope: Scope) -> QuerySet[UsedItemRow]:
    found = rows(scope, UsedItemRow).filter(taken_back_at=None)
    return found.select_related("case__hip", "product").order_by("at", "case_id", "place")


def _agrees(one: Sought) -> Q:
    """Of something named, a piece of unknown lot counts; a device that is not known is asked by name."""
    agrees = Q()
    if one.kind is not None:
        agrees &= Q(kind=one.kind.value)
    if one.donor.strip():
        agrees &= Q(donor_key=key_of(one.donor))
    if one.serial.strip():
        agrees &= Q(serial_key=key_of(one.serial))
    device, names = one.device.strip(), sorted({folded(one.name), *one.also} - {""})
    named = Q(folded_name__in=names) | Q(folded_maker__in=names) | Q(folded_title__in=names)
    if device and names:
        agrees &= Q(device=device) | Q(device="") & named
    elif device:
        agrees &= Q(device=device)
    elif names:
        agrees &= named
    if lot := folded(one.lot):
        agrees &= Q(lot_key__in=(lot, "")) if device or names else Q(lot_key=lot)
    return agrees


def used_of(row: UsedItemRow) -> UsedItem:
    return UsedItem(
        id=row.id,
        item=item_of(row),
        step=row.step,
        at=row.at,
        case=CaseId(row.case_id),
        hip=HipId(row.case.hip_id),
        side=Side(row.case.hip.side),
        patient=PatientId(row.patient_id),
        product=ProductId(row.product_id) if row.product_id else None,
        code=Code(row.product.code) if row.product else None,
        state=State(row.product.state) if row.product else None,
    )


def item_of(row: UsedItemRow) -> Item:
    told = {name: getattr(row, name) for name in TEXTS}
    return Item(kind=ItemKind(row.kind), expires_on=row.expires_on, **told)
