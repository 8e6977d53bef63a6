"""Heads of older products tell what is awaited and what was counted; in batches, read by their keys."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar

from django.db import migrations

BATCH = 1000
LONGEST = 200
GONE = ("discarded", "used_up")
DIVIDED = {"take_part", "combine"}


def fill(apps: Any, editor: Any) -> None:
    """Each batch is kept at once; begun again, it says the same."""
    products, events = (apps.get_model("store", name) for name in ("ProductRow", "ProductEventRow"))
    counted = events.objects.filter(act="characterise").values("product_id")
    last = None
    while batch := _next(products.objects.filter(id__in=counted), last):
        told: dict[Any, list[tuple[str, str]]] = {product.id: [] for product in batch}
        found = events.objects.filter(product_id__in=list(told)).order_by("product_id", "number")
        for product, act, body in found.values_list("product_id", "act", "body"):
            told[product].append((act, body))
        for product in batch:
            _mark(product, [(act, json.loads(body)) for act, body in told[product.id]])
        products.objects.bulk_update(batch, ("awaits", "counted_ready_at", "made_with"), batch_size=100)
        last = batch[-1].id


def _next(found: Any, last: Any) -> list[Any]:
    return list((found if last is None else found.filter(id__gt=last)).order_by("id")[:BATCH])


def _mark(product: Any, events: Iterable[tuple[str, dict[str, Any]]]) -> None:
    newest: dict[str, str] = {}
    made = None
    for act, body in events:
        if act == "prepare":
            made = body["preparation"]
        for value in body["values"] if act == "characterise" else ():
            newest[value["field"]] = value["basis"]
        if act == "add_result":
            newest[body["value"]["field"]] = body["value"]["basis"]
    product.awaits = product.state not in GONE and "pending" in newest.values()
    if made is not None and not DIVIDED & {act for act, _ in events}:
        product.counted_ready_at = datetime.fromisoformat(made["ended_at"])
        product.made_with = " ".join(made["device"].split()).casefold()[:LONGEST]


class Migration(migrations.Migration):
    atomic = False  # each batch is kept at once

    dependencies: ClassVar = [("store", "0049_what_products_are_looked_for_by")]

    operations: ClassVar = [migrations.RunPython(fill, migrations.RunPython.noop)]
