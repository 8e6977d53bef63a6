"""From a product to its hip and back: what was drawn, made and given, with which lot, of which donor."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from enthesis.domain.biologics.bench.keys import plain
from enthesis.domain.biologics.events import GivenOnPaper
from enthesis.domain.biologics.identity import Code, CodeKind, parse_code
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.states import State
from enthesis.domain.errors import Invalid
from enthesis.domain.stock.used import Use, folded
from enthesis.domain.terms import CaseId, PatientId, ProductId, Side

CODE_LENGTH = 18
TRACED = (CodeKind.PRODUCT, CodeKind.EVENT, CodeKind.WRISTBAND)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kit:
    """What a product was made with; an empty lot was not told."""

    device: str
    lot: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TracedProduct:
    """`event` is the code of the occasion it was collected for, `parents` are the products it was made of.

    `volume_ml` is what was prepared, `given_ml` what of it was given. `on_paper` says that it was given by
    the two-person procedure, `against` what would have been refused.
    """

    id: ProductId
    code: Code
    kind: str
    state: State
    event: Code
    donation: str
    site: str
    volume_ml: Decimal | None
    collected_at: datetime
    collected_by: str
    kits: tuple[Kit, ...]
    parents: tuple[ProductId, ...]
    draws: tuple[ProductId, ...]
    given_at: datetime | None = None
    given_by: str = ""
    given_ml: Decimal | None = None
    on_paper: bool = False
    against: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TracedHip:
    """One pathway of one hip, with all that was made for it and used at it. `patient` tells no name."""

    case: CaseId
    patient: PatientId
    side: Side
    wristband: Code
    operated_on: date | None
    products: tuple[TracedProduct, ...] = ()
    pieces: tuple[Use, ...] = ()

    def parts_of(self, product: TracedProduct | None) -> tuple[TracedProduct, ...]:
        """What was made of a product; without one, what was collected. Each stands under its first parent."""
        known = {p.id for p in self.products}
        wanted = product.id if product else None
        return tuple(p for p in self.products if next((q for q in p.parents if q in known), None) == wanted)

    def walk(self) -> Iterator[tuple[int, TracedProduct]]:
        """Every product with its depth: what was made of one stands below it."""
        yield from self._below(None, 0)

    def _below(self, product: TracedProduct | None, depth: int) -> Iterator[tuple[int, TracedProduct]]:
        for part in self.parts_of(product):
            yield depth, part
            yield from self._below(part, depth + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """What was asked, and every hip it leads to; none where the practice knows nothing of it.

    `code` is None where a lot, label or donor was asked.
    """

    asked: str
    code: Code | None
    hips: tuple[TracedHip, ...]

    def is_asked(self, product: TracedProduct) -> bool:
        """Whether the product itself, its event, or its lot was asked for."""
        if self.code is not None:
            return self.code in (product.code, product.event)
        return any(folded(kit.lot) == folded(self.asked) for kit in product.kits)

    def is_asked_piece(self, use: Use) -> bool:
        item = use.item
        told = (item.lot, item.udi, item.device, item.serial, item.donor)
        is_lot = bool(item.lot) and folded(item.lot) == folded(self.asked)
        return self.code is None and (is_lot or plain(self.asked) in {plain(one) for one in told if one})


def traced(product: Product, *, event: Code, donation: str) -> TracedProduct:
    given = product.administered
    return TracedProduct(
        id=product.id,
        code=product.chain.product,
        kind=product.kind,
        state=product.state,
        event=event,
        donation=donation,
        site=product.collected.harvest.site,
        volume_ml=product.volume_ml,
        collected_at=product.collected.harvest.collected_at,
        collected_by=product.collected.name,
        kits=tuple(dict.fromkeys(Kit(device=p.device, lot=p.lot) for p in product.preparations)),
        parents=product.parents,
        draws=tuple(draw.product for draw in product.draws),
        given_at=given.delivery.given_at if given else None,
        given_by=given.giver if given else "",
        given_ml=given.delivery.volume_ml if given else None,
        on_paper=isinstance(given, GivenOnPaper),
        against=tuple(one.sentence for one in given.against) if isinstance(given, GivenOnPaper) else (),
    )


def code_in(typed: str) -> Code | None:
    """The code of this house that was scanned or typed; None for anything else, such as a lot.

    Raises Invalid where it has the form of a code and a wrong character.
    """
    text = re.sub(r"[\s-]", "", typed).upper()
    if len(text) != CODE_LENGTH or text[0] not in set(CodeKind):
        return None
    return parse_code(text, kind=CodeKind(text[0]), field="code")


def check_not_cut(typed: str) -> None:
    """It does not begin as a code of this house and end too soon or too late; otherwise Invalid.

    A lot may be written so, too: this is asked of what was found nowhere.
    """
    groups = typed.strip().upper().split("-")
    begun = len(groups) > 1 and all(len(g) == 6 and g.isalnum() for g in groups[:-1])
    length = len("".join(groups))
    if begun and groups[0][0] in set(CodeKind) and length != CODE_LENGTH:
        raise Invalid(
            "code",
            f"That looks like a code, and has {length} characters instead of {CODE_LENGTH}.",
            f"Type all {CODE_LENGTH} characters.",
        )


def check_traceable(code: Code) -> None:
    """A product, its therapy event or a wristband can be followed; a form on paper cannot."""
    if code.kind not in TRACED:
        raise Invalid(
            "code",
            f"That is a {code.kind.label} code: nothing was given under it.",
            "Scan a product, a therapy event or a wristband.",
        )
