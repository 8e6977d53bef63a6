"""What was given while nothing could be authorised: entered by one person, confirmed by another.

The first person on the sheet enters it, the second confirms it. Its codes must be those of the product and
its wristband. Whatever else spoke against it does not hide that it was given: it is kept on the record and
counted.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from enthesis.domain.biologics.bench.giving import Check, Scene, refusals
from enthesis.domain.biologics.bench.therapy_event import TherapyEvent
from enthesis.domain.biologics.checks import check_can_do
from enthesis.domain.biologics.entries import check_given, required
from enthesis.domain.biologics.events import Against, EnteredOnPaper, GivenOnPaper, Outage, Quarantined, Sheet
from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.biologics.moments import Moment, check_order
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.states import Act, State
from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.terms import SURGEONS, Actor, Sourced, Tag

_IDENTITY = "Record an adverse event now and call the surgeon."
_TOLD_APART = frozenset({Check.PRODUCT, Check.WRISTBAND, Check.PEOPLE, Check.RELEASED, Check.CONSUMED})

REFUSED_BEFORE = Sourced(
    60,
    "min",
    tag=Tag.PROPOSED,
    note="How long before a giving on paper does a refusal of the same product belong to it?",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OnPaper:
    """How many products were given, how many of them on paper, and how many of those against a rule."""

    given: int
    on_paper: int
    against: int


def enter(product: Product, sheet: Sheet, *, by: Actor, at: datetime) -> Product:
    """The first person on the sheet has entered it. It waits for the second; a later entry replaces it."""
    person = check_can_do(product, Act.ENTER_PAPER, by=by, at=at, obstacles=())
    if person != sheet.first:
        raise NotAllowed(
            "second-scan",
            f"{sheet.first_name} is the first person on this sheet, and only the first enters it.",
            "Ask the first person on the paper to enter it in their own session.",
        )
    _check_sheet(product, sheet, at=at)
    return product.with_event(EnteredOnPaper(by=person, name=by.name, at=at, sheet=sheet))


def confirm(
    product: Product,
    kind: ProductKind,
    event: TherapyEvent,
    scene: Scene,
    *,
    refused: Collection[str] = (),
    by: Actor,
    at: datetime,
) -> Product:
    """Given, as the sheet says that was entered last: its second person has compared it with the paper.

    `refused` are the checks that refused this product shortly before it was given, by the trail.
    """
    person = check_can_do(product, Act.GIVE_ON_PAPER, by=by, at=at, obstacles=())
    entered = entry_of(product)
    if entered is None:
        raise NotAllowed(
            "no-sheet",
            "No sheet of this product was entered.",
            "Enter the sheet; another person confirms it.",
        )
    sheet = entered.sheet
    if person != sheet.second:
        raise NotAllowed(
            "second-scan",
            f"{sheet.second_name} is the second person on this sheet, and only the second confirms it.",
            "Ask the second person on the paper to compare it in their own session.",
        )
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
            against=(
                *_surgeon(sheet, by),
                *against(product, kind, event, scene, sheet),
                *_refused(refused),
            ),
        )
    )


def refusals_count_from(sheet: Sheet) -> datetime:
    """A refusal of this product from then on speaks against what the sheet says."""
    return sheet.delivery.given_at - timedelta(minutes=float(REFUSED_BEFORE.value))


def entry_of(product: Product) -> EnteredOnPaper | None:
    """The sheet that waits to be confirmed; None where none was entered or it is confirmed."""
    return None if product.last(GivenOnPaper) else product.last(EnteredOnPaper)


def against(
    product: Product, kind: ProductKind, event: TherapyEvent, scene: Scene, sheet: Sheet
) -> Iterator[Against]:
    """Everything that would have been refused at the time of giving, but for the codes, which match."""
    yield from _people(product, sheet)
    if apart := product.last(Quarantined):
        yield _against(Check.RELEASED, f"The product was quarantined: {apart.reason}")
    elif product.state not in (State.RELEASED, State.CONFIRMED):
        yield _against(Check.RELEASED, f"The product was {product.state.words}: nobody had released it.")
    for one in refusals(product, kind, event, scene):
        if one.check not in _TOLD_APART:
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


def _surgeon(sheet: Sheet, by: Actor) -> Iterator[Against]:
    if by.role not in SURGEONS:
        yield _against(Check.PEOPLE, f"{sheet.second_name} gave it, who is no surgeon.")


def _refused(checks: Collection[str]) -> Iterator[Against]:
    for check in dict.fromkeys(checks):
        yield Against(check=check, sentence=f"Shortly before, it was refused in the record: {check}.")


def _people(product: Product, sheet: Sheet) -> Iterator[Against]:
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
    if sheet.first == sheet.second:
        raise Invalid(
            "second", f"{sheet.first_name} cannot be both people on a sheet.", "Choose the other person."
        )
    check_given(product, sheet.delivery, at=at)
    _check_times(product, sheet, at=at)


def _check_times(product: Product, sheet: Sheet, *, at: datetime) -> None:
    """Ready, checked, given: in this order, and while there was no connection. Told to the minute."""
    checked_at, given_at, field = sheet.checked_at, sheet.delivery.given_at, "checked_at"
    ready = product.moments[Moment.READY].replace(second=0, microsecond=0)
    check_order("the product was ready", ready, "the check", checked_at, field=field)
    check_order("the check", checked_at, "giving the product", given_at, field=field)
    if sheet.outage is None:
        raise Invalid(
            "why", "It is not said why there was no connection.", "Enter why, and from when to when."
        )
    _check_outage(sheet.outage, checked_at=checked_at, given_at=given_at, at=at)


def _check_outage(outage: Outage, *, checked_at: datetime, given_at: datetime, at: datetime) -> None:
    required(outage.why, "why", "Say why there was no connection.")
    lost, back = "the connection was lost", "its coming back"
    check_order(lost, outage.since, "the check", checked_at, field="since")
    check_order("giving the product", given_at, back, outage.until, field="until")
    check_order(back, outage.until, "now", at, field="until")
