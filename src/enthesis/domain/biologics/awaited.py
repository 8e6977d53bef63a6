"""Results that are still to come: of which product, since when, and when they are due."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from enthesis.domain.biologics.cells import CULTURE_FROM, CULTURE_TO
from enthesis.domain.biologics.events import Characterised, ResultAdded
from enthesis.domain.biologics.measurement import Basis, Measurement
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.states import State
from enthesis.domain.terms import Sourced

DUE: Mapping[str, tuple[Sourced, Sourced]] = MappingProxyType({"cfu_f": (CULTURE_FROM, CULTURE_TO)})
"""After how many days from its collection a result is due, at the earliest and at the latest."""

GONE = (State.DISCARDED, State.USED_UP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaited:
    """One result that is awaited. `since` is when that was recorded, `taken_at` when it was collected."""

    product: Product
    field: str
    reason: str
    since: datetime
    taken_at: datetime

    @property
    def due(self) -> tuple[datetime, datetime] | None:
        """From when to when it is due; None where nothing is known of how long it takes."""
        if self.field not in DUE:
            return None
        first, last = (self.taken_at + timedelta(days=int(d.value)) for d in DUE[self.field])
        return first, last

    def is_due(self, at: datetime) -> bool:
        return self.due is not None and at >= self.due[0]

    def is_late(self, at: datetime) -> bool:
        return self.due is not None and at > self.due[1]


def awaited(product: Product) -> Iterator[Awaited]:
    """What is still to come of a product; nothing of one that is gone."""
    if product.state in GONE:
        return
    newest: dict[str, tuple[Measurement, datetime]] = {}
    for event in product.events:
        match event:
            case Characterised():
                newest |= {m.field: (m, event.at) for m in event.values}
            case ResultAdded():
                newest[event.value.field] = (event.value, event.at)
    taken = product.collected.harvest.collected_at
    for value, since in newest.values():
        if value.basis is Basis.PENDING:
            yield Awaited(
                product=product, field=value.field, reason=value.reason, since=since, taken_at=taken
            )
