"""From a code, lot, label or donor to every hip it leads to, with all that was made for it: in one query."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

import msgspec
from django.db.models import QuerySet, TextField, UUIDField, Value
from django.db.models.functions import Cast, JSONObject

from enthesis.domain.biologics.events import EVENTS
from enthesis.domain.biologics.identity import Code, CodeKind
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.states import Act
from enthesis.domain.stock.trace import Trace, TracedHip, TracedProduct, check_traceable, traced
from enthesis.domain.stock.used import LONGEST, Item, ItemKind, Use, folded, key_of
from enthesis.domain.terms import CaseId, PatientId, ProductId, Side
from enthesis.store.codec import decode
from enthesis.store.models import CaseRow, ProductRow, TherapyEventRow, UsedItemRow
from enthesis.store.scope import Scope, rows

PRODUCT, EVENT = "productrow", "productrow__producteventrow"
STEPS = (
    "id",
    "patient_id",
    "hip__side",
    "wristband",
    "operated_on",
    f"{PRODUCT}__id",
    f"{PRODUCT}__kind",
    f"{PRODUCT}__event__code",
    f"{PRODUCT}__event__donation",
    f"{EVENT}__number",
    f"{EVENT}__act",
    f"{EVENT}__body",
    f"{EVENT}__at",
)
PIECE = "piece"  # stands where a step of a product names its act
ITEM = ("kind", "name", "maker", "device", "lot", "serial", "donor", "udi")


class Line(NamedTuple):
    """One step of one product of one case, or one piece that was used at it.

    A case without a product has a line of its own. For a piece `act` is PIECE, `kind` the step at which it
    was used, and `body` an object of ITEM.
    """

    case: UUID
    patient: UUID
    side: str
    wristband: str
    operated_on: date | None
    product: UUID | None
    kind: str
    event: str
    donation: str
    number: int
    act: str
    body: str
    at: datetime


def find_trace(scope: Scope, code: Code) -> Trace:
    """Every pathway of the hip that a product, therapy event or wristband belongs to, in one query."""
    check_traceable(code)
    return Trace(asked=code.text, code=code, hips=_hips(_lines(_hips_of_code(scope, code))))


def find_trace_of_lot(scope: Scope, number: str, *, device: str = "") -> Trace:
    """Every hip on which a piece of this lot, device, serial number or donor was used, in one query.

    Spaces and hyphens of a lot do not count.

    With a `device`, as a UDI names it, only pieces of it and those whose device nobody knows.
    """
    key, used = key_of(number), rows(scope, UsedItemRow).filter(taken_back_at=None)
    if device:
        used = used.filter(device__in=(device, ""))
    lot, told = folded(number) or key, number.strip()[:LONGEST]
    wanted = {"lot_key": lot, "donor_key": key, "serial_key": key, "device": told}
    by_key = [used.filter(**{column: sought}).values("case__hip_id") for column, sought in wanted.items()]
    found = by_key[0].union(*by_key[1:]) if key else used.none().values("case__hip_id")
    return Trace(asked=number.strip(), code=None, hips=_hips(_lines(found)))


def _hips_of_code(scope: Scope, code: Code) -> QuerySet[Any, Any]:
    match code.kind:
        case CodeKind.PRODUCT:
            return rows(scope, ProductRow).filter(code=code.text).values("case__hip_id")
        case CodeKind.EVENT:
            return rows(scope, TherapyEventRow).filter(code=code.text).values("case__hip_id")
    return rows(scope, CaseRow).filter(wristband=code.text).values("hip_id")


def _lines(hips: QuerySet[Any, Any]) -> Iterator[Line]:
    """The steps of the products and the pieces used, of every case of these hips, in any order.

    The hips were found behind the wall. Asked for the practice again, a database without statistics would
    read all of it.
    """
    steps = CaseRow.objects.filter(hip_id__in=hips).order_by().values_list(*STEPS)
    return (Line(*told) for told in steps.union(_pieces(hips), all=True))


def _pieces(hips: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    """Grafts and anchors, in the columns of STEPS; a kit stands in the preparation of its product."""
    used = UsedItemRow.objects.filter(taken_back_at=None, case__hip_id__in=hips)
    nothing = Value("", output_field=TextField())
    return (
        used.exclude(kind=ItemKind.KIT.value)
        .order_by()
        .values_list(
            "case_id",
            "patient_id",
            "case__hip__side",
            "case__wristband",
            "case__operated_on",
            Cast(Value(None), UUIDField()),
            "step",
            nothing,
            nothing,
            "place",
            Value(PIECE, output_field=TextField()),
            Cast(JSONObject(**{name: name for name in ITEM}), TextField()),
            "at",
        )
    )


def _hips(lines: Iterable[Line]) -> tuple[TracedHip, ...]:
    by_case: dict[UUID, list[Line]] = {}
    for line in lines:
        by_case.setdefault(line.case, []).append(line)
    found = (_hip(told) for told in by_case.values())
    return tuple(sorted(found, key=lambda hip: (str(hip.operated_on or ""), hip.wristband.text)))


def _hip(lines: list[Line]) -> TracedHip:
    head = lines[0]
    products: dict[UUID, list[Line]] = {}
    for line in lines:
        if line.product is not None:
            products.setdefault(line.product, []).append(line)
    made = (_product(sorted(steps, key=lambda line: line.number)) for steps in products.values())
    pieces = (_piece(line) for line in lines if line.act == PIECE)
    return TracedHip(
        case=CaseId(head.case),
        patient=PatientId(head.patient),
        side=Side(head.side),
        wristband=Code(head.wristband),
        operated_on=head.operated_on,
        products=tuple(sorted(made, key=lambda p: (p.collected_at, p.code.text))),
        pieces=tuple(sorted(pieces, key=lambda use: (use.at, use.item.kind, use.item.title))),
    )


def _piece(line: Line) -> Use:
    return Use(item=msgspec.json.decode(line.body, type=Item), step=line.kind, at=line.at)


def _product(steps: list[Line]) -> TracedProduct:
    first = steps[0]
    product = Product(
        id=ProductId(first.product or first.case),
        case=CaseId(first.case),
        kind=first.kind,
        events=tuple(decode(line.body, EVENTS[Act(line.act)]) for line in steps),
    )
    return traced(product, event=Code(first.event), donation=first.donation)
