"""A therapy event stands before its products; what they were made with can be looked for by a recall."""

import uuid
from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

IDENTITY = models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)


def to(table: str) -> models.ForeignKey:  # type: ignore[type-arg]
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=f"store.{table}")


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("store", "0038_end_told_by_an_event"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="TherapyEventRow",
            fields=[
                ("id", IDENTITY),
                ("occasion", models.CharField(max_length=20)),
                ("code", models.CharField(max_length=30, unique=True)),
                ("donation", models.CharField(blank=True, max_length=40)),
                ("opened_at", models.DateTimeField()),
                ("opened_by", models.UUIDField(null=True)),
                ("opened_by_name", models.CharField(max_length=200)),
                ("practice", to("practicerow")),
                ("patient", to("patientrow")),
                ("case", to("caserow")),
            ],
            options={
                "db_table": "therapy_event",
                "constraints": [
                    models.UniqueConstraint(fields=("case", "occasion"), name="therapy_event_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ProductKitRow",
            fields=[
                ("id", IDENTITY),
                ("device", models.CharField(max_length=200)),
                ("lot", models.CharField(blank=True, max_length=200)),
                ("practice", to("practicerow")),
                ("patient", to("patientrow")),
                ("product", to("productrow")),
            ],
            options={
                "db_table": "product_kit",
                "indexes": [models.Index(fields=["practice", "device", "lot"], name="product_kit_recalled")],
            },
        ),
        migrations.AddField(
            model_name="productrow",
            name="event",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, to="store.therapyeventrow"
            ),
        ),
    ]
