"""What hospitals' lists of operations tell, what was said of it, and how each list is laid out."""

import uuid
from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("store", "0025_readiness"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="OperationsListRow",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("hospital", models.CharField(max_length=200)),
                ("name", models.CharField(max_length=200)),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("encoding", models.CharField(max_length=20)),
                ("lines", models.PositiveIntegerField()),
                ("new", models.PositiveIntegerField()),
                ("changed", models.PositiveIntegerField()),
                ("known", models.PositiveIntegerField()),
                ("first_on", models.DateField(null=True)),
                ("last_on", models.DateField(null=True)),
                ("unread_count", models.PositiveIntegerField()),
                ("unread", models.TextField(default="[]")),
                ("at", models.DateTimeField()),
                ("by", models.UUIDField(null=True)),
                ("by_name", models.CharField(max_length=200)),
                ("settled_at", models.DateTimeField(null=True)),
                ("settled_by", models.UUIDField(null=True)),
                ("settled_by_name", models.CharField(blank=True, max_length=200)),
                ("settled_words", models.TextField(blank=True)),
                (
                    "practice",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.practicerow"),
                ),
            ],
            options={
                "db_table": "operations_list",
            },
        ),
        migrations.CreateModel(
            name="ListedOperationRow",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("line", models.PositiveIntegerField()),
                ("key", models.CharField(max_length=64)),
                ("content", models.CharField(max_length=64)),
                ("on", models.DateField()),
                ("hospital", models.CharField(max_length=500)),
                ("operation_number", models.CharField(blank=True, max_length=500)),
                ("surgeon", models.CharField(blank=True, max_length=500)),
                ("given", models.CharField(blank=True, max_length=500)),
                ("family", models.CharField(blank=True, max_length=500)),
                ("birth_date", models.DateField(null=True)),
                ("record_number", models.CharField(blank=True, max_length=500)),
                ("side", models.CharField(blank=True, max_length=5)),
                ("part", models.CharField(blank=True, max_length=5)),
                ("procedure", models.TextField(blank=True)),
                ("codes", models.TextField(default="[]")),
                ("diagnoses", models.TextField(default="[]")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "practice",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.practicerow"),
                ),
                (
                    "list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="store.operationslistrow"
                    ),
                ),
            ],
            options={
                "db_table": "listed_operation",
            },
        ),
        migrations.CreateModel(
            name="OperationAnswerRow",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.PositiveIntegerField()),
                ("read", models.PositiveIntegerField()),
                ("outcome", models.CharField(max_length=20)),
                ("reason", models.CharField(blank=True, max_length=30)),
                ("words", models.TextField(blank=True)),
                ("is_exact", models.BooleanField(default=False)),
                ("at", models.DateTimeField()),
                ("by", models.UUIDField(null=True)),
                ("by_name", models.CharField(max_length=200)),
                (
                    "case",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="store.caserow"
                    ),
                ),
                (
                    "listed",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="store.listedoperationrow"
                    ),
                ),
                (
                    "practice",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.practicerow"),
                ),
            ],
            options={
                "db_table": "operation_answer",
                "constraints": [
                    models.UniqueConstraint(fields=("listed", "number"), name="operation_answer_number_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="OperationsLayoutRow",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("hospital", models.CharField(max_length=200)),
                ("number", models.PositiveIntegerField()),
                ("body", models.TextField()),
                ("at", models.DateTimeField()),
                ("by", models.UUIDField(null=True)),
                ("by_name", models.CharField(max_length=200)),
                (
                    "practice",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.practicerow"),
                ),
            ],
            options={
                "db_table": "operations_layout",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("practice", "hospital", "number"), name="operations_layout_number_once"
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="listedoperationrow",
            constraint=models.UniqueConstraint(fields=("practice", "key"), name="listed_operation_once"),
        ),
    ]
