"""Splitting and combining: a part has the whole history of what it came from, its clocks included.

Both are done before the release, so that every label gets a second check of its own. The codes are new ones,
drawn by the caller; a code is never used twice.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from enthesis.domain.biologics.checks import check_can_do
from enthesis.domain.biologics.events import Combined, Draw, GaveOff, PartTaken, UsedUp
from enthesis.domain.biologics.identity import Chain, Code, check_is
from enthesis.domain.biologics.measurement import in_unit
from enthesis.domain.biologics.moments import Moment
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.quantities import QUANTITIES
from enthesis.domain.biologics.states import Act
from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.numbers import in_words, plain
from enthesis.domain.terms import Actor, PersonId, ProductId, Sourced

ROUNDING = Sourced(
    "0.1", "mL", tag="P", note="By how much may the volumes read off syringes differ from the whole?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """One part to be: its new identity, its new code, how much of it there is."""

    id: ProductId
    code: Code
    volume_ml: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """What became of the whole, and its parts in the order they were asked for."""

    whole: Product
    parts: tuple[Product, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Union:
    """The one product that several became, and these, each used up."""

    product: Product
    parents: tuple[Product, ...]


def split(
    product: Product, portions: Sequence[Portion], *, scanned: Code, by: Actor, at: datetime
) -> Division:
    """Each part has the product's history, clocks and values; the whole keeps what is left, or is used up."""
    person = check_can_do(product, Act.GIVE_OFF, by=by, at=at, obstacles=())
    check_is(product.chain, product=scanned)
    if not portions:
        raise Invalid("parts", "No part is named.", "Enter the volume of each part, in mL.")
    _check_new([product], portions)
    left = _left([product], [p.volume_ml for p in portions])
    parts = tuple(_part(product, portion, person=person, name=by.name, at=at) for portion in portions)
    ids, taken = tuple(p.id for p in portions), sum((p.volume_ml for p in portions), Decimal(0))
    then = (
        UsedUp(by=person, name=by.name, at=at, into=ids)
        if left <= ROUNDING.value
        else GaveOff(by=person, name=by.name, at=at, parts=ids, volume_ml=taken)
    )
    return Division(whole=product.with_event(then), parts=parts)


def combine(
    products: Sequence[Product], into: Portion, *, scanned: Sequence[Code], by: Actor, at: datetime
) -> Union:
    """One product of several that are of one person, one hip and one kind; every one of them is used up."""
    person = _check_can_combine(products, scanned, by=by, at=at)
    _check_new(products, (into,))
    _left(products, [into.volume_ml])
    oldest = min(products, key=lambda p: p.moments[Moment.COLLECTED])
    event = Combined(
        by=person,
        name=by.name,
        at=at,
        chain=Chain(product=into.code, wristband=oldest.chain.wristband),
        parents=tuple(p.id for p in products),
        draws=_draws(products),
        makers=tuple(dict.fromkeys(m for p in products for m in p.makers)),
        preparations=tuple(dict.fromkeys(made for p in products for made in p.preparations)),
        volume_ml=into.volume_ml,
        collected_at=_earliest(products, Moment.COLLECTED),
        started_at=_earliest(products, Moment.STARTED),
        ready_at=_earliest(products, Moment.READY),
    )
    used = UsedUp(by=person, name=by.name, at=at, into=(into.id,))
    product = Product(id=into.id, case=oldest.case, kind=oldest.kind, events=(*oldest.events, event))
    return Union(product=product, parents=tuple(p.with_event(used) for p in products))


def relatives(product: Product, among: Iterable[Product]) -> tuple[Product, ...]:
    """Every product that shares a draw with it: what it came from, what came of it, and their parts."""
    own = {draw.product for draw in product.draws}
    others = {p.id: p for p in among if p.id != product.id}
    while True:
        kin = {i: p for i, p in others.items() if own & {draw.product for draw in p.draws}}
        wider = own | {draw.product for p in kin.values() for draw in p.draws}
        if wider == own:
            return tuple(kin.values())
        own = wider


def _part(whole: Product, portion: Portion, *, person: PersonId, name: str, at: datetime) -> Product:
    event = PartTaken(
        by=person,
        name=name,
        at=at,
        chain=Chain(product=portion.code, wristband=whole.chain.wristband),
        parent=whole.id,
        draw=whole.draws[0].product,
        volume_ml=portion.volume_ml,
    )
    return Product(id=portion.id, case=whole.case, kind=whole.kind, events=(*whole.events, event))


def _check_can_combine(
    products: Sequence[Product], scanned: Sequence[Code], *, by: Actor, at: datetime
) -> PersonId:
    if len({p.id for p in products}) != len(products) or len(products) <= 1:
        raise Invalid("products", "Two different products or more are combined.", "Scan each of them once.")
    if len({(p.case, p.chain.wristband) for p in products}) > 1:
        raise NotAllowed(
            "two-events",
            "These products are not of one person and one hip.",
            "Stop. Keep them apart, and look whose each is.",
        )
    if len({p.kind for p in products}) > 1:
        raise NotAllowed("two-kinds", "These products are of two kinds.", "Combine products of one kind.")
    people = [check_can_do(p, act, by=by, at=at, obstacles=()) for p in products for act in _COMBINING]
    if len(scanned) != len(products):
        raise Invalid("products", "Not every product was scanned.", "Scan each of them once.")
    for product, code in zip(products, scanned, strict=True):
        check_is(product.chain, product=code)
    return people[0]


def _check_new(before: Sequence[Product], portions: Sequence[Portion]) -> None:
    """Volumes can be, and no identity or code is used twice."""
    for portion in portions:
        in_unit(QUANTITIES["output_volume"], portion.volume_ml, "mL")
    ids = [p.id for p in before] + [p.id for p in portions]
    codes = [p.chain.product for p in before] + [p.code for p in portions]
    if len(set(ids)) != len(ids) or len(set(codes)) != len(codes):
        raise Invalid("parts", "A label is used twice.", "Print a new label for each part.")


def _left(products: Sequence[Product], taken: Sequence[Decimal]) -> Decimal:
    """What remains of these together, in mL; no less than nothing, within rounding."""
    there = sum((p.remaining_ml or Decimal(0) for p in products), Decimal(0))
    wanted = sum(taken, Decimal(0))
    if wanted > there + ROUNDING.value:
        raise Invalid(
            "parts",
            f"{plain(wanted)} mL are more than the {plain(there)} mL there are.",
            f"Correct the volumes; {in_words(ROUNDING)} are left to rounding.",
        )
    return there - wanted


def _draws(products: Sequence[Product]) -> tuple[Draw, ...]:
    """Each draw once, however many of its parts come together again."""
    return tuple({draw.product: draw for p in products for draw in p.draws}.values())


def _earliest(products: Sequence[Product], moment: Moment) -> datetime:
    return min(p.moments[moment] for p in products)


_COMBINING = (Act.COMBINE, Act.USE_UP)
