"""What a coordinator looks at: too few, soon expired, expired on the shelf, used and never received."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from enthesis.domain.stock.kept import Kept, Lot
from enthesis.domain.terms import Sourced

EXPIRES_SOON = Sourced(
    90, "d", tag="P", note="How many days before its last day is an item of the stock to be shown?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToOrder:
    kept: Kept
    usable: int

    @property
    def number(self) -> int:
        return self.kept.kind.par - self.usable


@dataclass(frozen=True, slots=True, kw_only=True)
class StockLists:
    """`short` are lots of which more was used than received, `unknown` those whose last day nobody told."""

    below: tuple[ToOrder, ...]
    soon: tuple[tuple[Kept, Lot], ...]
    expired: tuple[tuple[Kept, Lot], ...]
    short: tuple[tuple[Kept, Lot], ...]
    recalled: tuple[tuple[Kept, Lot], ...]
    unknown: tuple[tuple[Kept, Lot], ...] = ()

    @property
    def count(self) -> int:
        lists = (self.below, self.soon, self.expired, self.short, self.recalled, self.unknown)
        return sum(map(len, lists))


def usable(kept: Kept, *, on: date, blocked: frozenset[object] = frozenset()) -> int:
    """How many may be used on a day: last day known and not past, not recalled, at the place of its par."""
    return sum(
        max(lot.left.get(kept.kind.place, 0) if kept.kind.place else lot.level, 0)
        for lot in kept.lots
        if lot.may_be_used(on) and lot.id not in blocked
    )


def stock_lists(
    found: Sequence[Kept],
    *,
    on: date,
    blocked: frozenset[object] = frozenset(),
    days: int = int(EXPIRES_SOON.value),
) -> StockLists:
    """`blocked` are the lots that are recalled: they are on the shelf and nobody may use them."""
    until = on + timedelta(days=days)
    lots = [(kept, lot) for kept in found for lot in kept.lots]
    return StockLists(
        below=tuple(_below(found, on, blocked)),
        soon=tuple(p for p in lots if p[1].level > 0 and _ends(p[1], on, until)),
        expired=tuple(p for p in lots if p[1].level > 0 and p[1].is_expired(on)),
        short=tuple(p for p in lots if p[1].level < 0),
        recalled=tuple(p for p in lots if p[1].level > 0 and p[1].id in blocked),
        unknown=tuple(p for p in lots if p[1].level > 0 and p[1].item.expires_on is None),
    )


def _below(found: Iterable[Kept], on: date, blocked: frozenset[object]) -> Iterable[ToOrder]:
    for kept in found:
        there = usable(kept, on=on, blocked=blocked)
        if there < kept.kind.par:
            yield ToOrder(kept=kept, usable=there)


def _ends(lot: Lot, on: date, until: date) -> bool:
    return lot.item.expires_on is not None and on <= lot.item.expires_on <= until
