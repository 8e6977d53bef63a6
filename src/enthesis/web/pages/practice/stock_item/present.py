from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from enthesis.domain.practice.practice import Practice
from enthesis.domain.stock.kept import Kept, Lot, Movement
from enthesis.domain.stock.notice import KnownRecall, recalled
from enthesis.web.pages.practice.stock_item.form import ItemForm
from enthesis.web.shell.present import day, moment

TITLES = {
    "receive": ("Receive", "It is there"),
    "count": ("Count", "Record the count"),
    "move": ("Move to another office", "Move"),
    "write_off": ("Write off", "Write off"),
    "par": ("Par level", "Change the par level"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LotRow:
    number: str
    donor: str
    ends: str
    left: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StockItemPage:
    title: str
    facts: tuple[tuple[str, str], ...]
    lots: tuple[LotRow, ...]
    moved: tuple[tuple[str, str, str, str, str], ...]
    forms: tuple[tuple[str, str, ItemForm], ...]
    sent: ItemForm | None


def present(
    site: Practice,
    kept: Kept,
    movements: Sequence[Movement],
    recalls: Sequence[KnownRecall],
    forms: Sequence[ItemForm],
    *,
    on: date,
) -> StockItemPage:
    kind, offices = kept.kind, {o.slug: o.name for o in site.offices}
    numbers = {lot.id: lot.item.number for lot in kept.lots}
    zone = site.offices[0].zone
    return StockItemPage(
        title=kind.title,
        facts=tuple(
            (name, told)
            for name, told in (
                ("Kind", kind.kind.label),
                ("Reference number", kind.reference),
                ("Device identifier", kind.device),
                ("There", str(kept.level)),
                ("Par level", f"{kind.par}, {offices.get(kind.place, 'all offices together')}"),
            )
            if told
        ),
        lots=tuple(_lot(lot, offices, recalls, on) for lot in kept.lots),
        moved=tuple(
            (
                moment(one.at, zone),
                f"{one.sort.label}{f': {one.why}' if one.why else ''}",
                numbers[one.lot],
                f"{one.number:+d}, {offices.get(one.place, one.place)}",
                one.by_name,
            )
            for one in movements
        ),
        forms=tuple((*TITLES[form.name], form) for form in forms),
        sent=next((form for form in forms if form.is_bound), None),
    )


def _lot(lot: Lot, offices: dict[str, str], recalls: Sequence[KnownRecall], on: date) -> LotRow:
    marks = ["recalled"] if recalled((lot.item,), recalls) else []
    marks += ["expired"] if lot.is_expired(on) else []
    marks += ["more used than received"] if lot.level < 0 else []
    return LotRow(
        number=lot.item.number,
        donor=lot.item.donor or "–",
        ends=day(lot.item.expires_on) if lot.item.expires_on else "not known",
        left=", ".join(f"{offices.get(place, place)}: {left}" for place, left in sorted(lot.left.items())),
        marks=tuple(marks),
    )
