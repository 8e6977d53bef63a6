"""Deaths and withdrawals, never changed, as the database sees to; and the history of a hip's follow-ups."""

import uuid
from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models

TABLE = "ended"
SAYS = f"{TABLE} rows are never changed: write a new one"
TAKEN = f"EXISTS (SELECT 1 FROM {TABLE} WHERE id = NEW.id OR takes_back_id = NEW.takes_back_id)"  # noqa: S608
TAKEN = f"EXISTS (SELECT 1 FROM {TABLE} WHERE id = NEW.id OR takes_back_id = NEW.takes_back_id)"  # noqa: S608
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
    dependencies: ClassVar = [("store", "0028_shared_response")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="EndedRow",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("kind", models.CharField(max_length=20)),
                ("on", models.DateField()),
                ("told_by", models.CharField(max_length=20)),
                ("words", models.TextField(blank=True)),
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
                    "takes_back",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.endedrow",
                    ),
                ),
            ],
            options={"db_table": TABLE},
        ),
        migrations.RemoveConstraint(model_name="followuprow", name="follow_up_once"),
        migrations.AddField(model_name="followuprow", name="made_at", field=models.DateTimeField(null=True)),
        migrations.AddField(
            model_name="followuprow", name="origin", field=models.CharField(blank=True, max_length=30)
        ),
        migrations.AddField(
            model_name="followuprow", name="retired_at", field=models.DateTimeField(null=True)
        ),
        migrations.AddField(
            model_name="followuprow",
            name="retired_because",
            field=models.CharField(blank=True, max_length=30),
        ),
        migrations.AddConstraint(
            model_name="followuprow",
            constraint=models.UniqueConstraint(
                condition=models.Q(("retired", False)),
                fields=("case", "milestone", "surgery_on"),
                name="follow_up_once",
            ),
        ),
        migrations.RunPython(guard, migrations.RunPython.noop),
    ]
