"""What lists told of an operation before another told it otherwise; never changed, as the database sees to."""

import uuid
from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models

TABLE = "listed_operation_version"
SAYS = f"{TABLE} rows are never changed: write a new one"
TAKEN = (
    f"EXISTS (SELECT 1 FROM {TABLE} WHERE id = NEW.id) OR EXISTS "  # noqa: S608
    f"(SELECT 1 FROM {TABLE} WHERE listed_id = NEW.listed_id AND version = NEW.version)"
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
    dependencies: ClassVar = [("store", "0026_operations_list")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="ListedOperationVersionRow",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("version", models.PositiveIntegerField()),
                ("line", models.PositiveIntegerField()),
                ("told", models.TextField()),
                (
                    "list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="store.operationslistrow"
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
                "db_table": TABLE,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("listed", "version"), name="listed_operation_version_once"
                    )
                ],
            },
        ),
        migrations.RunPython(guard, migrations.RunPython.noop),
    ]
