"""What the practice's own preparations yielded: every counted product as it was made, in one query.

A part, or what was combined of several, is none: its volume is not what a device made of one draw.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

from enthesis.domain.biologics.bench.keys import plain
from enthesis.domain.biologics.events import EVENTS, Collected
from enthesis.domain.biologics.identity import Code
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.record import Record, record_of
from enthesis.domain.biologics.states import Act, State
from enthesis.domain.terms import CaseId, ProductId
from enthesis.store.codec import decode
from enthesis.store.models import ProductEventRow, ProductRow
from enthesis.store.products import LONGEST
from enthesis.store.scope import Scope, rows

_COLUMNS = ("product_id", "product__case_id", "product__code", "product__kind", "act", "body")
_UNCOUNTED = (State.COLLECTED.value, State.PROCESSING.value, State.PREPARED.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnYield:
    """One counted product of the practice: its label, where it stands, and all that is known of it.

    `preparer` is who prepared it, `record` holds kit, lot, spins, times, counts and volumes. `protocol` and
    `protocol_version` are those that were chosen; empty where none was.
    """

    product: ProductId
    case: CaseId
    code: Code
    state: State
    preparer: str
    record: Record
    protocol: str = ""
    protocol_version: int | None = None


def list_yields(scope: Scope, *, kinds: Collection[str] = (), besides: UUID | None = None) -> list[OwnYield]:
    """Every product that was counted, in the order of preparation, of these kinds or of all.

    `besides` leaves one product out, as when the others say what was to be expected of it.
    """
    found = rows(scope, ProductEventRow).exclude(product__state__in=_UNCOUNTED)
    if kinds:
        found = found.filter(product__kind__in=kinds)
    if besides is not None:
        found = found.exclude(product_id=besides)
    told = found.order_by("product_id", "number").values_list(*_COLUMNS).iterator()
    return _in_order(told)


def list_newest_yields(
    scope: Scope, kind: str, *, device: str, before: datetime, besides: UUID, most: int
) -> list[OwnYield]:
    """The newest `most` counted products of a kind, and of a device unless it is empty, ready `before`.

    In the order of preparation. Two queries, and no more products are read, however many there are.
    """
    found = rows(scope, ProductRow).filter(kind=kind, counted_ready_at__lte=before).exclude(id=besides)
    if key := plain(device)[:LONGEST]:
        found = found.filter(made_with=key)
    newest = list(found.order_by("-counted_ready_at", "-id").values_list("id", flat=True)[:most])
    told = rows(scope, ProductEventRow).filter(product_id__in=newest).order_by("product_id", "number")
    return _in_order(told.values_list(*_COLUMNS).iterator())


def _in_order(told: Iterator[tuple[Any, ...]]) -> list[OwnYield]:
    return sorted(_counted(told), key=lambda y: (y.record.ready_at or y.record.collected_at, y.code.text))


def _counted(told: Iterator[tuple[Any, ...]]) -> Iterator[OwnYield]:
    for key, events in groupby(told, key=itemgetter(0)):
        lines = list(events)
        if not any(act == Act.CHARACTERISE for *_head, act, _body in lines):
            continue
        _key, case, code, kind, _act, _body = lines[0]
        product = Product(
            id=ProductId(key),
            case=CaseId(case),
            kind=kind,
            events=tuple(decode(body, EVENTS[Act(act)]) for *_head, act, body in lines),
        )
        if isinstance(product.begun, Collected) and product.prepared:
            yield OwnYield(
                product=product.id,
                case=product.case,
                code=Code(code),
                state=product.state,
                preparer=product.prepared.name,
                record=record_of(product),
                protocol=product.prepared.preparation.protocol,
                protocol_version=product.prepared.preparation.protocol_version,
            )
