from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.practice.practice import Practice
from enthesis.domain.stock.kept import Kept, Lot
from enthesis.domain.stock.lists import StockLists, usable
from enthesis.store.used_items import UsedItem
from enthesis.web.pages.practice.stock.form import DaysForm, KindForm
from enthesis.web.shell.present import day


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """`first` is the lot that expires first and may be used: it is taken next."""

    title: str
    href: str
    kind: str
    there: int
    usable: int
    par: str
    first: str
    low: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A line of a list of what to look at."""

    title: str
    href: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StockPage:
    rows: tuple[ItemRow, ...]
    lists: tuple[tuple[str, tuple[Told, ...]], ...]
    form: KindForm
    days: DaysForm
    to_order: bool


def present(
    site: Practice,
    found: Sequence[Kept],
    lists: StockLists,
    never: Sequence[UsedItem],
    blocked: frozenset[object],
    form: KindForm,
    days: DaysForm,
    *,
    on: date,
) -> StockPage:
    zone = site.offices[0].zone
    sections = (
        (
            "Recalled, on the shelf",
            tuple(_lot(k, o) for k in found for o in k.lots if o.id in blocked and o.level > 0),
        ),
        ("Expired, on the shelf", tuple(_lot(*one) for one in lists.expired)),
        ("Below par", tuple(_below(one.kept, one.usable) for one in lists.below)),
        ("Expires soon", tuple(_lot(*one) for one in lists.soon)),
        (
            "Last day not known: look at the package, and receive it with its day",
            tuple(_lot(*one) for one in lists.unknown),
        ),
        ("More used than received", tuple(_lot(*one) for one in lists.short)),
        ("Used, never received", tuple(_never(one, zone) for one in never)),
    )
    return StockPage(
        rows=tuple(_row(site, kept, blocked, on) for kept in found),
        lists=tuple((title, lines) for title, lines in sections if lines),
        form=form,
        days=days,
        to_order=bool(lists.below),
    )


def _row(site: Practice, kept: Kept, blocked: frozenset[object], on: date) -> ItemRow:
    good = usable(kept, on=on, blocked=blocked)
    offices = {office.slug: office.name for office in site.offices}
    where = offices.get(kept.kind.place, "")
    first = next((o for o in kept.lots if o.level > 0 and o.may_be_used(on) and o.id not in blocked), None)
    return ItemRow(
        title=kept.kind.title,
        href=_href(kept),
        kind=kept.kind.kind.label,
        there=kept.level,
        usable=good,
        par=f"{kept.kind.par}{f', {where}' if where else ''}",
        first=_ends(first) if first else "–",
        low=good < kept.kind.par,
    )


def _below(kept: Kept, there: int) -> Told:
    words = f"{there} may be used, {kept.kind.par} should be there: order {kept.kind.par - there}"
    return Told(title=kept.kind.title, href=_href(kept), words=words)


def _lot(kept: Kept, lot: Lot) -> Told:
    return Told(title=kept.kind.title, href=_href(kept), words=f"{_ends(lot)}: {lot.level}")


def _never(used: UsedItem, zone: str) -> Told:
    href = reverse("practice:case", kwargs={"case_id": used.case})
    on = day(utc_to_wall(used.at, zone).date())
    return Told(title=used.item.title, href=href, words=f"{used.item.number}, used {on}")


def _ends(lot: Lot) -> str:
    ends = f"last day {day(lot.item.expires_on)}" if lot.item.expires_on else "last day not known"
    return f"{lot.item.number}, {ends}"


def _href(kept: Kept) -> str:
    return reverse("practice:stock_item", kwargs={"item_id": kept.id})
