"""Two ways of asking that are compared, and who was allotted which; the latter is never changed."""
# ruff: noqa: S608  the statements are made of our own names

import uuid
from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models

TABLE = "allotment"
SAME = "experiment_id = NEW.experiment_id AND patient_id = NEW.patient_id"
SAYS = f"{TABLE} rows are never changed: write a new one"
ON_SQLITE = (
    *(
        f"CREATE TRIGGER {TABLE}_no_{verb.lower()} BEFORE {verb} ON {TABLE} "
        f"BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
        for verb in ("UPDATE", "DELETE")
    ),
    f"CREATE TRIGGER {TABLE}_no_replace BEFORE INSERT ON {TABLE} "
    f"WHEN EXISTS (SELECT 1 FROM {TABLE} WHERE id = NEW.id OR ({SAME})) "
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
        ("store", "0032_paper_sheet"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="ExperimentRow",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("title", models.CharField(max_length=120)),
                ("varies", models.CharField(max_length=20)),
                ("first_arm", models.CharField(max_length=40)),
                ("second_arm", models.CharField(max_length=40)),
                ("milestones", models.TextField()),
                ("first_on", models.DateField()),
                ("last_on", models.DateField()),
                ("within_days", models.PositiveSmallIntegerField()),
                ("persons", models.PositiveIntegerField()),
                ("started_at", models.DateTimeField()),
                ("started_by", models.UUIDField(null=True)),
                ("started_by_name", models.CharField(max_length=200)),
                ("ended_at", models.DateTimeField(null=True)),
                ("why_ended", models.CharField(blank=True, max_length=20)),
                ("ended_by", models.UUIDField(null=True)),
                ("ended_by_name", models.CharField(blank=True, max_length=200)),
                ("reason", models.TextField(blank=True)),
                (
                    "practice",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.practicerow"),
                ),
            ],
            options={
                "db_table": "experiment",
            },
        ),
        migrations.CreateModel(
            name="AllotmentRow",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("milestone", models.CharField(max_length=10)),
                ("arm", models.CharField(max_length=40)),
                ("block", models.PositiveIntegerField()),
                ("size", models.PositiveSmallIntegerField()),
                ("on", models.DateField()),
                ("at", models.DateTimeField()),
                (
                    "patient",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.patientrow"),
                ),
                (
                    "practice",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.practicerow"),
                ),
                (
                    "experiment",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.experimentrow"),
                ),
            ],
            options={
                "db_table": "allotment",
            },
        ),
        migrations.AddConstraint(
            model_name="experimentrow",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)),
                fields=("practice", "varies"),
                name="one_experiment_each",
            ),
        ),
        migrations.AddConstraint(
            model_name="allotmentrow",
            constraint=models.UniqueConstraint(fields=("experiment", "patient"), name="allotted_once"),
        ),
        migrations.RunPython(guard, migrations.RunPython.noop),
    ]
