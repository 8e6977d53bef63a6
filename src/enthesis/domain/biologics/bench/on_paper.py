"""What was given while nothing could be authorised: entered by one person, confirmed by another.

Its codes must be those of the product and its wristband. Whatever else spoke against it does not hide that it
was given: it is kept on the record and counted.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from enthesis.domain.biologics.bench.giving import Check, Scene, refusals
from enthesis.domain.biologics.bench.therapy_event import TherapyEvent
from enthesis.domain.biologics.checks import check_can_do
from enthesis.domain.biologics.entries import check_given
from enthesis.domain.biologics.events import Against, EnteredOnPaper, GivenOnPaper, Sheet
from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.biologics.moments import check_order
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.states import Act, State
from enthesis.domain.errors import NotAllowed
from enthesis.domain.terms import Actor

_IDENTITY = "Record an adverse event now and call the surgeon."
_KEPT = frozenset({Check.EVENT, Check.EXPIRED, Check.MOMENT, Check.BLOCKED, Check.CONSENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class OnPaper:
    """How many products were given, how many of them on paper, and how many of those against a rule."""

    given: int
    on_paper: int
    against: int


def enter(product: Product, sheet: Sheet, *, by: Actor, at: datetime) -> Product:
    """One person has entered the sheet; it waits for another. A later entry takes its place."""
    person = check_can_do(product, Act.ENTER_PAPER, by=by, at=at, obstacles=())
    _check_sheet(product, sheet, at=at)
    return product.with_event(EnteredOnPaper(by=person, name=by.name, at=at, sheet=sheet))


def confirm(
    product: Product, kind: ProductKind, event: TherapyEvent, scene: Scene, *, by: Actor, at: datetime
) -> Product:
    """Given, as the sheet says that was entered last: somebody else has compared it with the paper."""
    person = check_can_do(product, Act.GIVE_ON_PAPER, by=by, at=at, obstacles=())
    entered = entry_of(product)
    if entered is None:
        raise NotAllowed(
            "no-sheet",
            "No sheet of this product was entered.",
            "Enter the sheet; another person confirms it.",
        )
    if entered.by == person:
        raise NotAllowed(
            "second-scan",
            f"{entered.name} entered this sheet and cannot also confirm it.",
            "Ask a second person to compare it with the paper in their own session.",
        )
    sheet = entered.sheet
    _check_sheet(product, sheet, at=at)
    return product.with_event(
        GivenOnPaper(
            by=person,
            name=by.name,
            at=at,
            product=sheet.product,
            wristband=sheet.wristband,
            delivery=sheet.delivery,
            deviations=(),
            sheet=sheet,
            against=tuple(against(product, kind, event, scene, sheet)),
        )
    )


def entry_of(product: Product) -> EnteredOnPaper | None:
    """The sheet that waits to be confirmed; None where none was entered or it is confirmed."""
    return None if product.last(GivenOnPaper) else product.last(EnteredOnPaper)


def against(
    product: Product, kind: ProductKind, event: TherapyEvent, scene: Scene, sheet: Sheet
) -> Iterator[Against]:
    """Everything that would have been refused at the time of giving, but for the codes, which match."""
    yield from _people(product, sheet)
    if product.state is State.QUARANTINED:
        yield _against(Check.RELEASED, "The product was quarantined.")
    elif product.state not in (State.RELEASED, State.CONFIRMED):
        yield _against(Check.RELEASED, f"The product was {product.state.words}: nobody had released it.")
    for one in refusals(product, kind, event, scene):
        if one.check in _KEPT:
            yield _against(one.check, one.sentence)


def count(products: Iterable[Product], *, since: datetime, before: datetime) -> OnPaper:
    """Of the products given from `since` until `before`."""
    given = [
        g for p in products if (g := p.administered) is not None and since <= g.delivery.given_at < before
    ]
    papers = [g for g in given if isinstance(g, GivenOnPaper)]
    return OnPaper(given=len(given), on_paper=len(papers), against=_deviated(papers))


def _deviated(papers: Collection[GivenOnPaper]) -> int:
    return sum(bool(g.against) for g in papers)


def _people(product: Product, sheet: Sheet) -> Iterator[Against]:
    if sheet.first == sheet.second:
        yield _against(Check.PEOPLE, f"{sheet.first_name} alone checked it; two people were needed.")
    if sheet.second in product.makers:
        sentence = f"{sheet.second_name} prepared this product and was the second to check it."
        yield _against(Check.PEOPLE, sentence)
    if product.released and product.released.by in product.makers:
        yield _against(Check.PEOPLE, "Whoever prepared this product also released it.")


def _against(check: Check, sentence: str) -> Against:
    return Against(check=check.value, sentence=sentence)


def _check_sheet(product: Product, sheet: Sheet, *, at: datetime) -> None:
    chain = product.chain
    if sheet.product != chain.product:
        raise NotAllowed(
            "product-mismatch",
            f"The product on the paper is {sheet.product.shown}, this record is {chain.product.shown}.",
            f"Open the record of the product on the paper. If this one was given: {_IDENTITY}",
        )
    if sheet.wristband != chain.wristband:
        raise NotAllowed(
            "wristband-mismatch",
            "The wristband on the paper is not that of the person this product was taken from.",
            _IDENTITY,
        )
    check_given(product, sheet.delivery, at=at)
    order = {"field": "checked_at"}
    check_order("the check", sheet.checked_at, "giving the product", sheet.delivery.given_at, **order)
