"""What stands on a label: of a product, of the tubes of a therapy event, around a wrist.

The code holds no name; the label may show name and birth date, both or neither.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from enum import StrEnum

from enthesis.domain.biologics.bench.expiry import expiry_of
from enthesis.domain.biologics.events import GaveOff, UsedUp
from enthesis.domain.biologics.identity import Code
from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.biologics.moments import Moment
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.states import NEXT_STEP, State
from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.numbers import plain
from enthesis.domain.terms import ProductId, Side

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


class LabelKind(StrEnum):
    """What a label is stuck on."""

    PRODUCT = "product"
    EVENT = "event"
    WRISTBAND = "wristband"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wearer:
    """Whose hip: its side, and name and birth date where the label shows them."""

    side: Side
    name: str | None = None
    birth_date: date | None = None

    def __post_init__(self) -> None:
        if (self.name is None) is not (self.birth_date is None):
            raise Invalid(
                "label", "A label shows name and birth date together.", "Give both, or switch both off."
            )

    @property
    def person(self) -> tuple[str, ...]:
        return (
            ()
            if self.name is None or self.birth_date is None
            else (self.name, f"Born {_day(self.birth_date)}")
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """The words of a label, in the order of their weight. `banner` goes over everything, in reverse.

    `says` is what may become untrue of it while the product lives: volume, part, time of use.
    """

    kind: LabelKind
    code: Code
    side: Side
    title: str
    person: tuple[str, ...]
    banner: str = ""
    part: str = ""
    volume: str = ""
    use_by: str = ""
    facts: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()

    @property
    def hip(self) -> str:
        return f"{self.side.value.upper()} HIP"

    @property
    def says(self) -> str:
        return ", ".join(s for s in (self.banner, self.volume, self.part, self.use_by) if s)

    @property
    def lines(self) -> tuple[str, ...]:
        """Everything that stands on it."""
        own = (self.banner, self.title, self.part, self.code.shown, self.hip, *self.person)
        rest = (self.volume, self.use_by, *self.facts, *self.statements, *self.marks)
        return tuple(line for line in (*own, *rest) if line)


def wristband_label(wristband: Code, wearer: Wearer) -> Label:
    return Label(
        kind=LabelKind.WRISTBAND, code=wristband, side=wearer.side, title="Wristband", person=wearer.person
    )


def event_label(event: Code, kind: ProductKind, wearer: Wearer, *, donation: str = "") -> Label:
    """For each tube, before anything is in it; time and hand are written on it at the collection."""
    return Label(
        kind=LabelKind.EVENT,
        code=event,
        side=wearer.side,
        title=f"Tube for: {kind.title}",
        person=wearer.person,
        facts=("Taken ____:____ by ______",),
        statements=tuple(s.text for s in kind.label_statements),
        marks=_donation(donation),
    )


def product_label(
    product: Product,
    kind: ProductKind,
    wearer: Wearer,
    *,
    event: Code,
    among: Sequence[Product],
    zone: tzinfo,
    now: datetime,
    donation: str = "",
) -> Label:
    """Of a product that can still be given, or is kept apart; `among` are the products of its hip.

    Raises NotAllowed for one that is not given any more.
    """
    _check_still_given(product, kind, now=now)
    apart = product.state is State.QUARANTINED
    return Label(
        kind=LabelKind.PRODUCT,
        code=product.chain.product,
        side=wearer.side,
        title=kind.title,
        person=wearer.person,
        banner="QUARANTINE: DO NOT GIVE" if apart else "",
        part=_part(product, among),
        volume=_volume(product),
        use_by="" if apart else _use_by(product, kind, zone),
        facts=tuple(_times(product, zone)),
        statements=tuple(s.text for s in kind.label_statements),
        marks=(f"Event {event.shown}", *_donation(donation)),
    )


def _check_still_given(product: Product, kind: ProductKind, *, now: datetime) -> None:
    if product.state is State.QUARANTINED:
        return
    if product.state.is_final:
        sentence = f"The product is {product.state.words}: no label is printed for it."
        raise NotAllowed("product-state", sentence, f"Destroy the labels it had. {NEXT_STEP[product.state]}")
    expiry = expiry_of(product, kind)
    if expiry and expiry.has_passed(now):
        raise NotAllowed("expired", f"{expiry.sentence} No label is printed for it.", expiry.remedy)


def _part(product: Product, among: Sequence[Product]) -> str:
    """Which it is of all there are of one draw, the whole first; nothing where it is the only one."""
    own = set(product.draws)
    there = [p for p in among if set(p.draws) == own]
    born = [i for p in sorted(there, key=lambda p: p.begun.at) for i in _offspring(p)]
    left = [p.id for p in there if p.state is not State.USED_UP]
    order = sorted(left, key=lambda i: born.index(i) if i in born else -1)
    return f"Part {order.index(product.id) + 1} of {len(order)}" if len(order) > 1 else ""


def _offspring(product: Product) -> Iterator[ProductId]:
    """What was taken off it or made of it, in the order it was asked for."""
    for event in product.events:
        match event:
            case GaveOff(parts=ids) | UsedUp(into=ids):
                yield from ids


def _volume(product: Product) -> str:
    if (left := product.remaining_ml) is not None:
        return f"{plain(left)} mL"
    return f"{plain(product.collected.harvest.volume_ml)} mL taken"


def _use_by(product: Product, kind: ProductKind, zone: tzinfo) -> str:
    if product.prepared is None:
        return "NOT PREPARED YET"
    expiry = expiry_of(product, kind)
    return f"Use by {_time(expiry.at, zone)}" if expiry else "Use by: no limit is set"


def _times(product: Product, zone: tzinfo) -> Iterator[str]:
    moments = product.moments
    yield f"Collected {_time(moments[Moment.COLLECTED], zone)}"
    if ready := moments.get(Moment.READY):
        yield f"Prepared {_time(ready, zone)}"
        yield _released(product, zone)


def _released(product: Product, zone: tzinfo) -> str:
    """When and by whom; before that, room for who releases it to write it by hand."""
    if product.state is State.QUARANTINED:
        return "Not released"
    found = product.released
    if found is None:
        return "Released ____:____ by ______"
    return f"Released {_time(found.at, zone)} by {_initials(found.name)}"


def _initials(name: str) -> str:
    return "".join(word[0].upper() for word in name.split())


def _donation(number: str) -> tuple[str, ...]:
    return (f"Donation {number}",) if number else ()


def _day(on: date) -> str:
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"


def _time(at: datetime, zone: tzinfo) -> str:
    local = at.astimezone(zone)
    return f"{_day(local.date())}, {local:%H:%M %Z}".strip()
