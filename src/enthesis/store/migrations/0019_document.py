"""Papers that were made of a case, known by their hash."""

import uuid
from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("store", "0018_waiting_list"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="DocumentRow",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("kind", models.CharField(max_length=30)),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveBigIntegerField()),
                ("version", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("by", models.UUIDField(null=True)),
                ("by_name", models.CharField(max_length=200)),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.caserow")),
                (
                    "entry",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="store.entryrow"
                    ),
                ),
                (
                    "patient",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.patientrow"),
                ),
                (
                    "practice",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.practicerow"),
                ),
            ],
            options={
                "db_table": "document",
                "constraints": [models.UniqueConstraint(fields=("case", "sha256"), name="document_once")],
            },
        ),
    ]
