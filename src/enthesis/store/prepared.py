"""Every product that was made, with what was counted of it, in one query: for shares and for the yields.

What went wholly into other products is left out: it is counted as what it became.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from enthesis.domain.biologics.events import (
    EVENTS,
    Characterised,
    Combined,
    Event,
    PartTaken,
    Prepared,
    ResultAdded,
)
from enthesis.domain.biologics.measurement import Basis
from enthesis.domain.biologics.states import Act, State
from enthesis.domain.terms import ProductId
from enthesis.store.codec import decode
from enthesis.store.models import ProductEventRow
from enthesis.store.scope import Scope, rows

_READ = (Act.PREPARE, Act.COMBINE, Act.TAKE_PART, Act.CHARACTERISE, Act.ADD_RESULT)
_COLUMNS = ("product_id", "product__kind", "product__state", "act", "body")


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedProduct:
    """`measured` are the quantities that were counted on the product itself. `is_whole`: made of one draw.

    `draws` are the products as they were collected of which it was made.
    """

    product: ProductId
    kind: str
    state: State
    ready_at: datetime
    device: str
    protocol: str
    protocol_version: int | None
    measured: frozenset[str]
    is_whole: bool
    draws: frozenset[ProductId]

    @property
    def is_given(self) -> bool:
        return self.state is State.ADMINISTERED


def list_prepared(scope: Scope) -> tuple[PreparedProduct, ...]:
    """Every product that was prepared, whatever became of it, in the order in which they were ready."""
    found = rows(scope, ProductEventRow).filter(act__in=[act.value for act in _READ])
    found = found.exclude(product__state=State.USED_UP.value)
    told = found.order_by("product_id", "number").values_list(*_COLUMNS).iterator()
    return tuple(sorted(_made(told), key=lambda p: (p.ready_at, p.product)))


def _made(told: Iterator[tuple[Any, ...]]) -> Iterator[PreparedProduct]:
    for (product, kind, state), lines in groupby(told, key=itemgetter(0, 1, 2)):
        events = [decode(body, EVENTS[Act(act)]) for *_head, act, body in lines]
        made = [e.preparation for e in events if isinstance(e, Prepared)]
        made += [p for e in events if isinstance(e, Combined) for p in e.preparations]
        if made:
            yield PreparedProduct(
                product=ProductId(product),
                kind=kind,
                state=State(state),
                ready_at=min(p.ended_at for p in made),
                device=made[0].device,
                protocol=made[0].protocol,
                protocol_version=made[0].protocol_version,
                measured=_measured(events),
                is_whole=not any(isinstance(e, (Combined, PartTaken)) for e in events),
                draws=_draws(ProductId(product), events),
            )


def _draws(product: ProductId, events: list[Event]) -> frozenset[ProductId]:
    combined = [d.product for e in events if isinstance(e, Combined) for d in e.draws]
    return frozenset(combined or [e.draw for e in events if isinstance(e, PartTaken)] or [product])


def _measured(events: list[Event]) -> frozenset[str]:
    """A later result stands for the earlier one."""
    values = [m for e in events if isinstance(e, Characterised) for m in e.values]
    values += [e.value for e in events if isinstance(e, ResultAdded)]
    last = {m.field: m.basis for m in values}
    return frozenset(name for name, basis in last.items() if basis is Basis.MEASURED)
