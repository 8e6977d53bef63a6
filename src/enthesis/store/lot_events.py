"""Which lot had which adverse event: every product beside what happened to its hip, in one query.

Nothing is charged to a product that was given only later, unless somebody named it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Subquery

from enthesis.domain.biologics.events import EVENTS, Administered
from enthesis.domain.biologics.identity import Code
from enthesis.domain.biologics.states import Act
from enthesis.domain.outcomes.adverse_event import AdverseEvent
from enthesis.domain.stock.used import key_of
from enthesis.domain.terms import CaseId, EntryId, Side
from enthesis.store.codec import decode
from enthesis.store.kinds import name_of
from enthesis.store.models import EntryRow, ProductEventRow
from enthesis.store.scope import Scope, rows

PRODUCT = "case__hip__caserow__productrow"  # of any operation of the hip
KIT = f"{PRODUCT}__productkitrow"
GIVEN = tuple(act.value for act, event in EVENTS.items() if issubclass(event, Administered))


@dataclass(frozen=True, slots=True, kw_only=True)
class LotEvent:
    """An event of a hip beside one device and lot of a product of that hip; an empty lot was not told.

    `is_named`: the event names this product. Otherwise it names none, and began when this had been given.
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
    device: str | None
    lot: str | None
    act: str | None
    given: str | None


def list_lot_events(scope: Scope, *, zone: str, kind: str = "", lot: str = "") -> tuple[LotEvent, ...]:
    """Every event that stands, by class, device and lot, of all products or those of one class or lot.

    `zone` is the clock on which a product was given on a day.
    """
    asked = {f"{PRODUCT}__kind": kind, f"{KIT}__lot": key_of(lot)}
    corrected = EntryRow.objects.filter(corrects=OuterRef("pk"))
    found = rows(scope, EntryRow).filter(
        ~Exists(corrected),
        kind=name_of(AdverseEvent),
        **{f"{PRODUCT}__isnull": False},
        **{column: wanted for column, wanted in asked.items() if wanted},
    )
    given = ProductEventRow.objects.filter(product=OuterRef(PRODUCT), act__in=GIVEN)
    found = found.annotate(
        given_act=Subquery(given.values("act")[:1]), given=Subquery(given.values("body")[:1])
    )
    told = found.order_by().values_list(
        "id",
        "body",
        "case_id",
        "case__hip__side",
        f"{PRODUCT}__code",
        f"{PRODUCT}__kind",
        f"{KIT}__device",
        f"{KIT}__lot",
        "given_act",
        "given",
    )
    every = _told((_Line(*line) for line in told.iterator()), ZoneInfo(zone))
    return tuple(sorted(every, key=lambda e: (e.kind, e.device, e.lot, e.event.onset, e.code.text)))


def _told(lines: Iterator[_Line], clock: ZoneInfo) -> Iterator[LotEvent]:
    """What names another product is left out; where none is named, what had not been given when it began."""
    for line in lines:
        event = decode(line.body, AdverseEvent)
        is_named = event.product == line.code
        given_on = _given_on(line, clock)
        if is_named or (not event.product and given_on is not None and given_on <= event.onset):
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


def _given_on(line: _Line, clock: ZoneInfo) -> date | None:
    if line.act is None or line.given is None:
        return None
    done = decode(line.given, EVENTS[Act(line.act)])
    return done.delivery.given_at.astimezone(clock).date() if isinstance(done, Administered) else None
