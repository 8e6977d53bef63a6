"""Every product that there is belongs to a therapy event of its case, and tells what it was made with."""

import json
from secrets import token_bytes
from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models

from enthesis.domain.biologics.identity import RANDOM_BYTES, CodeKind, make_code

LONGEST = 200


def plain(text: str) -> str:
    return " ".join(text.split()).casefold()[:LONGEST]


def give_events(apps: Any, editor: Any) -> None:
    products, events = (apps.get_model("store", name) for name in ("ProductRow", "TherapyEventRow"))
    for product in products.objects.filter(event=None).order_by("id"):
        told = apps.get_model("store", "ProductEventRow").objects.filter(product=product)
        first = told.order_by("number").first()
        event, _ = events.objects.get_or_create(
            case_id=product.case_id,
            occasion="operation",
            defaults={
                "practice_id": product.practice_id,
                "patient_id": product.patient_id,
                "code": make_code(CodeKind.EVENT, token_bytes(RANDOM_BYTES)).text,
                "opened_at": first.at,
                "opened_by": None,
                "opened_by_name": "",
            },
        )
        products.objects.filter(id=product.id).update(event=event)
        for made in told.filter(act="prepare"):
            _give_kit(apps, product, json.loads(made.body)["preparation"])
    if editor.connection.vendor == "postgresql":
        editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _give_kit(apps: Any, product: Any, made: dict[str, Any]) -> None:
    apps.get_model("store", "ProductKitRow").objects.create(
        practice_id=product.practice_id,
        patient_id=product.patient_id,
        product=product,
        device=plain(made.get("device", "")),
        lot=plain(made.get("lot", "")),
    )


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("store", "0039_therapy_event"),
    ]

    operations: ClassVar = [
        migrations.RunPython(give_events, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="productrow",
            name="event",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.therapyeventrow"),
        ),
    ]
