"""How a practice prepares its products, and what its charts go by, in versions that are never changed."""

import uuid
from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models

IDENTITY = models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)
PLACES = {
    "preparation_protocol": ("practice_id", "protocol", "number"),
    "yield_baseline": ("practice_id", "watched", "name", "charted", "number"),
}


def practice() -> models.ForeignKey:  # type: ignore[type-arg]
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.practicerow")


def on_sqlite(table: str) -> tuple[str, ...]:
    says = f"{table} rows are never changed: write a new one"
    same = " AND ".join(f"{column} = NEW.{column}" for column in PLACES[table])
    taken = (
        f"EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id) "  # noqa: S608
        f"OR EXISTS (SELECT 1 FROM {table} WHERE {same})"
    )
    return (
        *(
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{says}'); END"
            for verb in ("UPDATE", "DELETE")
        ),
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {taken} "
        f"BEGIN SELECT RAISE(ABORT, '{says}'); END",
    )


def on_postgres(table: str) -> tuple[str, ...]:
    return (
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()",
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
    )


def guard(apps: Any, editor: Any) -> None:
    made = on_postgres if editor.connection.vendor == "postgresql" else on_sqlite
    for table in PLACES:
        for statement in made(table):
            editor.execute(statement)


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("store", "0041_determination"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="ProtocolRow",
            fields=[
                ("id", IDENTITY),
                ("protocol", models.UUIDField()),
                ("number", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=30)),
                ("body", models.TextField()),
                ("at", models.DateTimeField()),
                ("by", models.UUIDField()),
                ("by_name", models.CharField(max_length=200)),
                ("why", models.TextField()),
                ("signature", models.TextField()),
                ("practice", practice()),
            ],
            options={
                "db_table": "preparation_protocol",
                "ordering": ("practice", "protocol", "number"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("practice", "protocol", "number"), name="preparation_protocol_number_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BaselineRow",
            fields=[
                ("id", IDENTITY),
                ("watched", models.CharField(max_length=10)),
                ("name", models.CharField(max_length=200)),
                ("charted", models.CharField(max_length=20)),
                ("number", models.PositiveIntegerField()),
                ("body", models.TextField()),
                ("at", models.DateTimeField()),
                ("by", models.UUIDField()),
                ("by_name", models.CharField(max_length=200)),
                ("why", models.TextField()),
                ("practice", practice()),
            ],
            options={
                "db_table": "yield_baseline",
                "ordering": ("practice", "watched", "name", "charted", "number"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("practice", "watched", "name", "charted", "number"),
                        name="yield_baseline_number_once",
                    )
                ],
            },
        ),
        migrations.RunPython(guard, migrations.RunPython.noop),
    ]
