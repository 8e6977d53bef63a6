"""A product of before therapy events belongs to the occasion of the plan that was signed when it was taken."""

import json
from secrets import token_bytes
from typing import Any, ClassVar

from django.db import migrations

from enthesis.domain.biologics.identity import RANDOM_BYTES, CodeKind, make_code


def find_occasions(apps: Any, editor: Any) -> None:
    """Only events that were made for such products are looked at; one that is left empty goes."""
    products, events = (apps.get_model("store", name) for name in ("ProductRow", "TherapyEventRow"))
    told = apps.get_model("store", "ProductEventRow").objects
    for made in events.objects.filter(opened_by=None, opened_by_name="", occasion="operation"):
        for product in products.objects.filter(event=made).order_by("id"):
            first = told.filter(product=product).order_by("number").first()
            if _is_for_later(apps, product, first.at):
                later = _event_afterwards(events, made, first)
                products.objects.filter(id=product.id).update(event=later)
        if not products.objects.filter(event=made).exists():
            made.delete()
    if editor.connection.vendor == "postgresql":
        editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _is_for_later(apps: Any, product: Any, at: Any) -> bool:
    """Whether the newest plan signed until then names an injection after the operation."""
    signed = apps.get_model("store", "EntryRow").objects.filter(
        case_id=product.case_id, kind="plan_signed", at__lte=at
    )
    newest = signed.order_by("number").last()
    planned = json.loads(newest.body).get("plan", {}).get("biologic") if newest else None
    return planned is not None and planned.get("timing") == "post_op_day"


def _event_afterwards(events: Any, made: Any, first: Any) -> Any:
    event, _ = events.objects.get_or_create(
        case_id=made.case_id,
        occasion="afterwards",
        defaults={
            "practice_id": made.practice_id,
            "patient_id": made.patient_id,
            "code": make_code(CodeKind.EVENT, token_bytes(RANDOM_BYTES)).text,
            "opened_at": first.at,
            "opened_by": None,
            "opened_by_name": "",
        },
    )
    return event


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("store", "0045_items_used_before"),
    ]

    operations: ClassVar = [
        migrations.RunPython(find_occasions, migrations.RunPython.noop),
    ]
