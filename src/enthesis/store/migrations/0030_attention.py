"""What patients told that a person should look at, and what became of it: one open item a round."""

import uuid
from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("store", "0029_ended"),
    ]
    operations: ClassVar = [
        migrations.CreateModel(
            name="AttentionRow",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("milestone", models.CharField(blank=True, max_length=20)),
                ("concerns", models.TextField()),
                ("opened_at", models.DateTimeField()),
                ("due_on", models.DateField()),
                ("version", models.PositiveIntegerField(default=1)),
                ("claimed_by", models.UUIDField(null=True)),
                ("claimed_by_name", models.CharField(blank=True, max_length=200)),
                ("outcome", models.CharField(blank=True, max_length=20)),
                ("reason", models.TextField(blank=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("closed_by", models.UUIDField(null=True)),
                ("closed_by_name", models.CharField(blank=True, max_length=200)),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.caserow")),
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
                "db_table": "attention",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("outcome", "")),
                        fields=("case", "milestone"),
                        name="attention_open_once",
                    )
                ],
            },
        ),
    ]
