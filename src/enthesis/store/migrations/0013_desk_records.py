"""What the desk keeps: notes on requests, patients who are one, tasks, insurance, quotes.

Notes and quotes are never changed, as the database itself sees to.
"""

import uuid
from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models

NUMBERED = {"request_note": "request_id", "quote": "practice_id"}


def _says(table: str) -> str:
    return f"{table} rows are never changed: write a new one"


def _sqlite(table: str, of: str) -> list[str]:
    taken = (
        f"EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id) OR EXISTS "  # noqa: S608
        f"(SELECT 1 FROM {table} WHERE {of} = NEW.{of} AND number = NEW.number)"
    )
    return [
        *(
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{_says(table)}'); END"
            for verb in ("UPDATE", "DELETE")
        ),
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {taken} "
        f"BEGIN SELECT RAISE(ABORT, '{_says(table)}'); END",
    ]


def _postgres(table: str) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()",
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
    ]


def guard(apps: Any, editor: Any) -> None:
    for table, of in NUMBERED.items():
        on_postgres = editor.connection.vendor == "postgresql"
        for statement in _postgres(table) if on_postgres else _sqlite(table, of):
            editor.execute(statement)


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("store", "0012_held_booking"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="TaskRow",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("kind", models.CharField(max_length=10)),
                ("words", models.TextField()),
                ("caller", models.CharField(blank=True, max_length=200)),
                ("owner", models.UUIDField(null=True)),
                ("owner_name", models.CharField(blank=True, max_length=200)),
                ("due_on", models.DateField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("added_at", models.DateTimeField()),
                ("added_by", models.UUIDField(null=True)),
                ("added_by_name", models.CharField(max_length=200)),
                ("finished_at", models.DateTimeField(null=True)),
                ("finished_by", models.UUIDField(null=True)),
                ("finished_by_name", models.CharField(blank=True, max_length=200)),
                ("outcome", models.TextField(blank=True)),
                (
                    "case",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="store.caserow"
                    ),
                ),
                (
                    "patient",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="store.patientrow"
                    ),
                ),
                (
                    "practice",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.practicerow"),
                ),
                (
                    "request",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="store.requestrow"
                    ),
                ),
            ],
            options={
                "db_table": "task",
            },
        ),
        migrations.CreateModel(
            name="InsuranceRow",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("version", models.PositiveIntegerField()),
                ("pays_self", models.BooleanField()),
                ("payer", models.CharField(blank=True, max_length=100)),
                ("plan", models.CharField(blank=True, max_length=100)),
                ("member", models.CharField(blank=True, max_length=50)),
                ("group_number", models.CharField(blank=True, max_length=50)),
                ("holder", models.CharField(blank=True, max_length=200)),
                ("relation", models.CharField(blank=True, max_length=50)),
                ("valid_from", models.DateField(null=True)),
                ("valid_until", models.DateField(null=True)),
                ("told_by", models.CharField(max_length=20)),
                ("told_on", models.DateField()),
                ("at", models.DateTimeField()),
                ("by", models.UUIDField(null=True)),
                ("by_name", models.CharField(max_length=200)),
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
                "db_table": "insurance",
                "constraints": [
                    models.UniqueConstraint(fields=("patient", "version"), name="insurance_version_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="MergeRow",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("why", models.CharField(max_length=20)),
                ("words", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                ("by", models.UUIDField(null=True)),
                ("by_name", models.CharField(max_length=200)),
                ("why_parted", models.CharField(blank=True, max_length=20)),
                ("parted_at", models.DateTimeField(null=True)),
                ("parted_by", models.UUIDField(null=True)),
                ("parted_by_name", models.CharField(blank=True, max_length=200)),
                (
                    "into",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.patientrow"
                    ),
                ),
                (
                    "patient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.patientrow"
                    ),
                ),
                (
                    "practice",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.practicerow"),
                ),
            ],
            options={
                "db_table": "merge",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("parted_at", None)), fields=("patient",), name="merged_into_one"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("patient", models.F("into")), _negated=True),
                        name="merged_into_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="QuoteRow",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.PositiveIntegerField()),
                ("estimate", models.TextField()),
                ("at", models.DateTimeField()),
                ("by", models.UUIDField(null=True)),
                ("by_name", models.CharField(max_length=200)),
                (
                    "patient",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.patientrow"),
                ),
                (
                    "practice",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.practicerow"),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.quoterow",
                    ),
                ),
            ],
            options={
                "db_table": "quote",
                "constraints": [
                    models.UniqueConstraint(fields=("practice", "number"), name="quote_number_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="RequestNoteRow",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=20)),
                ("how_soon", models.CharField(blank=True, max_length=20)),
                ("suggested", models.CharField(blank=True, max_length=20)),
                ("injured", models.BooleanField(null=True)),
                ("why", models.CharField(blank=True, max_length=20)),
                ("words", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                ("by", models.UUIDField(null=True)),
                ("by_name", models.CharField(max_length=200)),
                (
                    "practice",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.practicerow"),
                ),
                (
                    "request",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.requestrow"),
                ),
            ],
            options={
                "db_table": "request_note",
                "constraints": [
                    models.UniqueConstraint(fields=("request", "number"), name="request_note_number_once")
                ],
            },
        ),
        migrations.RunPython(guard),
    ]
