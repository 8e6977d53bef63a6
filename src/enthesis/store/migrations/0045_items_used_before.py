"""What steps and preparations named before there was an index stands in it.

Bodies are read by their keys, so that a later field of a step does not matter here. It goes in batches, each
kept at once; what stands already is left, so that an interrupted run is begun again.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, ClassVar

from django.db import migrations

from enthesis.domain.biologics.graft import Detail
from enthesis.domain.pathway.surgery import Anchor
from enthesis.domain.stock.used import Item, ItemKind, folded, items_in_hand, key_of

TEXTS = ("name", "maker", "device", "lot", "serial", "donor", "udi")
KEYS = ("name", "maker", "serial", "donor")
LONGEST = 200
BATCH = 2000


def fill(apps: Any, editor: Any) -> None:
    entries, events, used = (
        apps.get_model("store", name) for name in ("EntryRow", "ProductEventRow", "UsedItemRow")
    )
    corrected = entries.objects.exclude(corrects=None).values("corrects_id")
    steps = entries.objects.filter(kind="surgery_step").exclude(id__in=corrected)
    for batch in batches(steps):
        save(used, (row for told in batch for row in of_step(used, told)))
    divided = events.objects.filter(act__in=("take_part", "combine")).values("product_id")
    opened = events.objects.filter(act="prepare").exclude(product_id__in=divided).select_related("product")
    for batch in batches(opened):
        save(used, (of_preparation(used, told) for told in batch))


def batches(found: Any) -> Iterator[list[Any]]:
    last = None
    while batch := list((found if last is None else found.filter(id__gt=last)).order_by("id")[:BATCH]):
        yield batch
        last = batch[-1].id


def save(used: Any, rows: Iterator[Any]) -> None:
    used.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)


def of_step(used: Any, entry: Any) -> Iterator[Any]:
    """Every piece that a step names; none where it was left out."""
    step = json.loads(entry.body)
    if step.get("omitted"):
        return
    at = datetime.fromisoformat(step["done_at"])
    told = {Detail(name): text for name, text in step.get("graft_details", {}).items()}
    anchors = tuple(anchor_of(anchor) for anchor in step.get("anchors", ()))
    pieces = items_in_hand(anchors, step.get("graft"), told, step.get("graft_udi", ""), on=at.date())
    for place, item in enumerate(pieces):
        yield row(
            used, entry, item, place=place, step=step["kind"], at=at, case_id=entry.case_id, entry_id=entry.id
        )


def anchor_of(told: Mapping[str, str]) -> Anchor:
    last = told.get("expires_on")
    return Anchor(
        maker=told.get("maker", ""),
        lot=told.get("lot", ""),
        udi=told.get("udi", ""),
        expires_on=date.fromisoformat(last) if last else None,
    )


def of_preparation(used: Any, event: Any) -> Any:
    """The kit that was opened for a product."""
    made, product = json.loads(event.body)["preparation"], event.product
    item = Item(kind=ItemKind.KIT, name=made.get("device", "").strip(), lot=made.get("lot", "").strip())
    at = datetime.fromisoformat(made["started_at"])
    return row(
        used, event, item, place=0, step="prepare", at=at, case_id=product.case_id, product_id=product.id
    )


def row(used: Any, told: Any, item: Item, **of: Any) -> Any:
    return used(
        practice_id=told.practice_id,
        patient_id=told.patient_id,
        kind=item.kind.value,
        expires_on=item.expires_on,
        **of,
        **{name: getattr(item, name)[:LONGEST] for name in TEXTS},
        **{f"{name}_key": key_of(getattr(item, name)) for name in KEYS},
        lot_key=folded(item.lot),
    )


class Migration(migrations.Migration):
    atomic = False  # each batch is kept at once

    dependencies: ClassVar = [
        ("store", "0044_used_item"),
    ]

    operations: ClassVar = [migrations.RunPython(fill, migrations.RunPython.noop)]
