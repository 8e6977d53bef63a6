"""Forms on paper, what two people read on each, and the day and hand an answer is from."""

import uuid
from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models

TABLE = "paper_entry"
SAYS = f"{TABLE} rows are never changed: write a new one"
TAKEN = (
    f"EXISTS (SELECT 1 FROM {TABLE} WHERE id = NEW.id) OR EXISTS "  # noqa: S608
    f"(SELECT 1 FROM {TABLE} WHERE sheet_id = NEW.sheet_id AND turn = NEW.turn)"
)
ON_SQLITE = (
    *(
        f"CREATE TRIGGER {TABLE}_no_{verb.lower()} BEFORE {verb} ON {TABLE} "
        f"BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
        for verb in ("UPDATE", "DELETE")
    ),
    f"CREATE TRIGGER {TABLE}_no_replace BEFORE INSERT ON {TABLE} WHEN {TAKEN} "
    f"BEGIN SELECT RAISE(ABORT, '{SAYS}'); END",
)
ON_POSTGRES = (
    f"CREATE TRIGGER {TABLE}_append_only BEFORE UPDATE OR DELETE ON {TABLE} "
    "FOR EACH ROW EXECUTE FUNCTION refuse_change()",
    f"CREATE TRIGGER {TABLE}_no_truncate BEFORE TRUNCATE ON {TABLE} "
    "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
)


def guard(apps: Any, editor: Any) -> None:
    for statement in ON_POSTGRES if editor.connection.vendor == "postgresql" else ON_SQLITE:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("store", "0031_cohort"),
    ]

    operations: ClassVar = [
        migrations.AddField(
            model_name="responserow",
            name="answered_by",
            field=models.CharField(blank=True, max_length=10),
        ),
        migrations.AddField(
            model_name="responserow",
            name="answered_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="responserow",
            name="asked_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="responserow",
            name="asked_by",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="responserow",
            name="asked_by_name",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="responserow",
            name="missing",
            field=models.TextField(default="{}"),
        ),
        migrations.CreateModel(
            name="PaperSheetRow",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("code", models.CharField(max_length=20, unique=True)),
                ("language", models.CharField(max_length=10)),
                ("blocks", models.TextField()),
                ("printed_at", models.DateTimeField()),
                ("printed_on", models.DateField()),
                ("printed_by", models.UUIDField(null=True)),
                ("printed_by_name", models.CharField(max_length=200)),
                ("status", models.CharField(max_length=20)),
                ("twice", models.BooleanField()),
                ("version", models.PositiveIntegerField(default=1)),
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
                "db_table": "paper_sheet",
            },
        ),
        migrations.AddField(
            model_name="responserow",
            name="sheet",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, to="store.papersheetrow"
            ),
        ),
        migrations.CreateModel(
            name="PaperEntryRow",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("turn", models.PositiveSmallIntegerField()),
                ("filled", models.TextField()),
                ("fields", models.PositiveIntegerField(default=0)),
                ("differs", models.PositiveIntegerField(default=0)),
                ("although_old", models.BooleanField(default=False)),
                ("at", models.DateTimeField()),
                ("by", models.UUIDField()),
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
                    "sheet",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.papersheetrow"),
                ),
            ],
            options={
                "db_table": "paper_entry",
                "constraints": [
                    models.UniqueConstraint(fields=("sheet", "turn"), name="paper_entry_turn_once")
                ],
            },
        ),
        migrations.RunPython(guard, migrations.RunPython.noop),
    ]
