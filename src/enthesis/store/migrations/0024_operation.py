"""Booked operations with their history, and the ticks they claim."""

import uuid
from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("store", "0023_room_holds_one"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="OperationChangeRow",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.PositiveIntegerField()),
                ("act", models.CharField(max_length=20)),
                ("reason", models.TextField(blank=True)),
                ("hospital", models.CharField(max_length=50)),
                ("zone", models.CharField(max_length=50)),
                ("on", models.DateField()),
                ("begins", models.TimeField(null=True)),
                ("minutes", models.PositiveSmallIntegerField(null=True)),
                ("at", models.DateTimeField()),
                ("by", models.UUIDField(null=True)),
                ("by_name", models.CharField(max_length=200)),
            ],
            options={
                "db_table": "operation_change",
            },
        ),
        migrations.CreateModel(
            name="OperationRow",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("hospital", models.CharField(max_length=50)),
                ("zone", models.CharField(max_length=50)),
                ("on", models.DateField()),
                ("begins", models.TimeField(null=True)),
                ("starts_at", models.DateTimeField(null=True)),
                ("minutes", models.PositiveSmallIntegerField(null=True)),
                ("team", models.TextField()),
                ("state", models.CharField(max_length=20)),
                ("reason", models.TextField(blank=True)),
                ("visits", models.TextField(default="[]")),
                ("call", models.UUIDField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "db_table": "operation",
            },
        ),
        migrations.RemoveConstraint(
            model_name="tickrow",
            name="tick_has_one_owner",
        ),
        migrations.AddField(
            model_name="operationchangerow",
            name="patient",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.patientrow"),
        ),
        migrations.AddField(
            model_name="operationchangerow",
            name="practice",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.practicerow"),
        ),
        migrations.AddField(
            model_name="operationrow",
            name="case",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.caserow"),
        ),
        migrations.AddField(
            model_name="operationrow",
            name="patient",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.patientrow"),
        ),
        migrations.AddField(
            model_name="operationrow",
            name="practice",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.practicerow"),
        ),
        migrations.AddField(
            model_name="operationchangerow",
            name="operation",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.operationrow"),
        ),
        migrations.AddField(
            model_name="tickrow",
            name="operation",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, to="store.operationrow"
            ),
        ),
        migrations.AddConstraint(
            model_name="tickrow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("booking__isnull", False), ("offer__isnull", True), ("operation__isnull", True)
                    ),
                    models.Q(
                        ("booking__isnull", True), ("offer__isnull", False), ("operation__isnull", True)
                    ),
                    models.Q(
                        ("booking__isnull", True), ("offer__isnull", True), ("operation__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="tick_has_one_owner",
            ),
        ),
        migrations.AddConstraint(
            model_name="operationrow",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("planned", "confirmed", "moved"))),
                fields=("case",),
                name="one_operation_each",
            ),
        ),
        migrations.AddConstraint(
            model_name="operationchangerow",
            constraint=models.UniqueConstraint(
                fields=("operation", "number"), name="operation_change_number_once"
            ),
        ),
    ]
