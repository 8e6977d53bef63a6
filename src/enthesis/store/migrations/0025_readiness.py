"""What was said of clearances before an operation, and who looked whether its kit is there."""

import uuid
from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("store", "0024_operation"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="ClearanceToldRow",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=50)),
                ("about", models.CharField(blank=True, max_length=200)),
                ("state", models.CharField(max_length=20)),
                ("whom", models.CharField(blank=True, max_length=200)),
                ("reached", models.CharField(blank=True, max_length=200)),
                ("due_on", models.DateField(null=True)),
                ("why", models.TextField(blank=True)),
                ("planned_for", models.DateField(null=True)),
                ("at", models.DateTimeField()),
                ("by", models.UUIDField(null=True)),
                ("by_name", models.CharField(max_length=200)),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.caserow")),
                (
                    "file",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="store.attachmentrow"
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
                "db_table": "clearance_told",
                "constraints": [
                    models.UniqueConstraint(fields=("case", "number"), name="clearance_told_number_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="KitCheckRow",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.PositiveIntegerField()),
                ("need", models.CharField(max_length=100)),
                ("needed", models.CharField(max_length=300)),
                ("state", models.CharField(max_length=20)),
                ("lot", models.CharField(blank=True, max_length=200)),
                ("expires_on", models.DateField(null=True)),
                ("udi", models.CharField(blank=True, max_length=200)),
                ("note", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                ("by", models.UUIDField(null=True)),
                ("by_name", models.CharField(max_length=200)),
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
                "db_table": "kit_check",
                "constraints": [
                    models.UniqueConstraint(fields=("case", "number"), name="kit_check_number_once")
                ],
            },
        ),
    ]
