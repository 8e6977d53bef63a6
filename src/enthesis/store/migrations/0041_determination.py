"""Which path of the law was claimed for a product class; never changed, as the database itself sees to."""

import uuid
from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models

TABLE = "determination"
SAYS = f"{TABLE} rows are never changed: write a new one"
TAKEN = (
    f"EXISTS (SELECT 1 FROM {TABLE} WHERE id = NEW.id) OR EXISTS "  # noqa: S608
    f"(SELECT 1 FROM {TABLE} WHERE practice_id = NEW.practice_id AND number = NEW.number)"
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
    dependencies: ClassVar = [("store", "0040_products_of_an_event")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="DeterminationRow",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=30)),
                ("body", models.TextField()),
                ("at", models.DateTimeField()),
                ("by", models.UUIDField()),
                ("by_name", models.CharField(max_length=200)),
                (
                    "case",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="store.caserow"
                    ),
                ),
                (
                    "practice",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.practicerow"),
                ),
            ],
            options={
                "db_table": TABLE,
                "ordering": ("practice", "number"),
                "constraints": [
                    models.UniqueConstraint(fields=("practice", "number"), name="determination_number_once")
                ],
            },
        ),
        migrations.RunPython(guard, migrations.RunPython.noop),
    ]
