"""An index of the grafts, anchors and kits that steps and preparations name."""

import uuid
from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

IDENTITY = models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)
TEXTS = ("name", "maker", "device", "lot", "serial", "donor", "udi")
KEYS = ("name_key", "maker_key", "lot_key", "serial_key", "donor_key")
INDEXES = {
    "lot": ("lot_key",),
    "device": ("device", "lot_key"),
    "name": ("name_key", "lot_key"),
    "maker": ("maker_key", "lot_key"),
    "serial": ("serial_key",),
    "donor": ("donor_key",),
}


def to(table: str, *, null: bool = False) -> models.ForeignKey:  # type: ignore[type-arg]
    return models.ForeignKey(null=null, on_delete=django.db.models.deletion.PROTECT, to=f"store.{table}")


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("store", "0043_label_print"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="UsedItemRow",
            fields=[
                ("id", IDENTITY),
                ("place", models.PositiveSmallIntegerField()),
                ("kind", models.CharField(max_length=10)),
                *((name, models.CharField(blank=True, max_length=200)) for name in (*TEXTS, *KEYS)),
                ("expires_on", models.DateField(null=True)),
                ("step", models.CharField(max_length=20)),
                ("at", models.DateTimeField()),
                ("taken_back_at", models.DateTimeField(null=True)),
                ("case", to("caserow")),
                ("entry", to("entryrow", null=True)),
                ("patient", to("patientrow")),
                ("practice", to("practicerow")),
                ("product", to("productrow", null=True)),
            ],
            options={
                "db_table": "used_item",
                "indexes": [
                    models.Index(fields=("practice", *fields), name=f"used_item_by_{name}")
                    for name, fields in INDEXES.items()
                ],
                "constraints": [
                    models.UniqueConstraint(fields=(one, "place"), name=f"used_item_of_{one}_once")
                    for one in ("entry", "product")
                ],
            },
        ),
    ]
