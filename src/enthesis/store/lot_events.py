"""Which lot had which adverse event: every product beside what happened to its hip, in one query."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef

from enthesis.domain.biologics.identity import Code
from enthesis.domain.biologics.states import State
from enthesis.domain.outcomes.adverse_event import AdverseEvent
from enthesis.domain.stock.used import key_of
from enthesis.domain.terms import CaseId, EntryId, Side
from enthesis.store.codec import decode
from enthesis.store.kinds import name_of
from enthesis.store.models import EntryRow
from enthesis.store.scope import Scope, rows

PRODUCT = "case__productrow"
KIT = f"{PRODUCT}__productkitrow"


@dataclass(frozen=True, slots=True, kw_only=True)
class LotEvent:
    """An event of a hip beside one device and lot of a product of that hip; an empty lot was not told.

    `is_named`: the event names this product. Otherwise it names none, and the product was given.
    """

    entry: EntryId
    event: AdverseEvent
    case: CaseId
    side: Side
    code: Code
    kind: str
    device: str
    lot: str
    is_named: bool


class _Line(NamedTuple):
    entry: UUID
    body: str
    case: UUID
    side: str
    code: str
    kind: str
    state: str
    device: str | None
    lot: str | None


def list_lot_events(scope: Scope, *, kind: str = "", lot: str = "") -> tuple[LotEvent, ...]:
    """Every event that stands, by class, device and lot, of all products or those of one class or lot."""
    asked = {f"{PRODUCT}__kind": kind, f"{KIT}__lot": key_of(lot)}
    corrected = EntryRow.objects.filter(corrects=OuterRef("pk"))
    found = rows(scope, EntryRow).filter(
        ~Exists(corrected),
        kind=name_of(AdverseEvent),
        **{f"{PRODUCT}__isnull": False},
        **{column: wanted for column, wanted in asked.items() if wanted},
    )
    told = found.order_by().values_list(
        "id",
        "body",
        "case_id",
        "case__hip__side",
        f"{PRODUCT}__code",
        f"{PRODUCT}__kind",
        f"{PRODUCT}__state",
        f"{KIT}__device",
        f"{KIT}__lot",
    )
    every = _told(_Line(*line) for line in told.iterator())
    return tuple(sorted(every, key=lambda e: (e.kind, e.device, e.lot, e.event.onset, e.code.text)))


def _told(lines: Iterator[_Line]) -> Iterator[LotEvent]:
    """What names another product of the hip is left out, and what was never given where none is named."""
    for line in lines:
        event = decode(line.body, AdverseEvent)
        is_named = event.product == line.code
        if is_named or (not event.product and line.state == State.ADMINISTERED):
            yield LotEvent(
                entry=EntryId(line.entry),
                event=event,
                case=CaseId(line.case),
                side=Side(line.side),
                code=Code(line.code),
                kind=line.kind,
                device=line.device or "",
                lot=line.lot or "",
                is_named=is_named,
            )
