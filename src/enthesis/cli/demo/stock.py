"""What lies on the shelf of the demonstration, and one recall that waits to be worked off."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from enthesis.actions.recalls import enter_recall
from enthesis.actions.stock import keep_item, receive_stock
from enthesis.cli.demo.house import House
from enthesis.domain.stock.kept import Kind, Received
from enthesis.domain.stock.notice import Notice
from enthesis.domain.stock.used import ItemKind, Sought
from enthesis.store.used_items import find_hips_of

AGO = timedelta(days=3)
NOON = 12
MAKER = "Demo Anchors"
SHELF = (
    (
        Kind(kind=ItemKind.ANCHOR, name="Knotless anchor", maker=MAKER, reference="DA-45", par=6),
        "DEMO-A7",
        8,
        400,
    ),
    (Kind(kind=ItemKind.KIT, name="Demo kit for plasma", par=4), "DEMO-K1", 2, 200),
    (
        Kind(kind=ItemKind.GRAFT, name="Acellular dermal allograft", maker="Demo Tissue Bank", par=1),
        "DEMO-G2",
        1,
        40,
    ),
)
"""An item, a lot of it, how many came, and in how many days they expire."""


def play(house: House) -> Iterator[datetime]:
    """Three days ago the shelf was filled; a moment ago one used lot was recalled."""
    desk, at = house["desk"], house.at(house.today - AGO, NOON)
    yield at
    for kind, lot, number, days in SHELF:
        item = keep_item(desk, kind, at=at).subject
        donor = "DEMO-D2" if kind.kind is ItemKind.GRAFT else ""
        told = Received(
            number=number,
            place=house.site.offices[0].slug,
            lot=lot,
            donor=donor,
            expires_on=house.today + timedelta(days=days),
        )
        receive_stock(desk, item, told, at=at)
    yield house.now
    if lots := [one.item.lot for one in find_hips_of(desk, Sought(name=MAKER))]:
        notice = Notice(
            kind=ItemKind.ANCHOR,
            name=MAKER,
            lots=(lots[0],),
            reason="Invented for the demonstration: the packaging may not be tight.",
            source="A letter of the invented maker",
            received_on=house.today,
        )
        enter_recall(house["nurse"], notice, confirmed=house.at_bench("nurse", at=house.now), at=house.now)
