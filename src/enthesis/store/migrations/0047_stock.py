"""Items of the stock with what came and went of them, and recalls with what was done about them."""

import uuid
from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models

IDENTITY = models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)
KEPT = ("stock_lot", "stock_movement", "recall", "recall_note")


def to(table: str, **more: Any) -> models.ForeignKey:  # type: ignore[type-arg]
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=f"store.{table}", **more)


def on_sqlite(table: str) -> tuple[str, ...]:
    says = f"{table} rows are never changed: write a new one"
    known = f"EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)"  # noqa: S608  our own names
    return (
        *(
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{says}'); END"
            for verb in ("UPDATE", "DELETE")
        ),
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {known} "
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
    for table in KEPT:
        for statement in made(table):
            editor.execute(statement)


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("store", "0046_occasion_of_old_products"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="RecallRow",
            fields=[
                ("id", IDENTITY),
                ("body", models.TextField()),
                ("why", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                ("by", models.UUIDField(null=True)),
                ("by_name", models.CharField(max_length=200)),
                (
                    "corrects",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.recallrow",
                    ),
                ),
                ("practice", to("practicerow")),
            ],
            options={
                "db_table": "recall",
            },
        ),
        migrations.CreateModel(
            name="RecallNoteRow",
            fields=[
                ("id", IDENTITY),
                ("sort", models.CharField(max_length=10)),
                ("body", models.TextField()),
                ("at", models.DateTimeField()),
                ("by", models.UUIDField(null=True)),
                ("by_name", models.CharField(max_length=200)),
                ("case", to("caserow", null=True)),
                ("patient", to("patientrow", null=True)),
                ("practice", to("practicerow")),
                ("recall", to("recallrow")),
            ],
            options={
                "db_table": "recall_note",
            },
        ),
        migrations.CreateModel(
            name="StockItemRow",
            fields=[
                ("id", IDENTITY),
                ("kind", models.CharField(max_length=10)),
                ("name", models.CharField(max_length=200)),
                ("maker", models.CharField(blank=True, max_length=200)),
                ("reference", models.CharField(blank=True, max_length=100)),
                ("device", models.CharField(blank=True, max_length=200)),
                ("par", models.PositiveIntegerField()),
                ("place", models.CharField(blank=True, max_length=50)),
                ("name_key", models.CharField(max_length=200)),
                ("maker_key", models.CharField(blank=True, max_length=200)),
                ("kept_since", models.DateTimeField()),
                ("practice", to("practicerow")),
            ],
            options={
                "db_table": "stock_item",
            },
        ),
        migrations.CreateModel(
            name="StockLotRow",
            fields=[
                ("id", IDENTITY),
                ("lot", models.CharField(blank=True, max_length=200)),
                ("serial", models.CharField(blank=True, max_length=200)),
                ("donor", models.CharField(blank=True, max_length=200)),
                ("device", models.CharField(blank=True, max_length=200)),
                ("udi", models.CharField(blank=True, max_length=200)),
                ("expires_on", models.DateField(null=True)),
                ("lot_key", models.CharField(blank=True, max_length=200)),
                ("serial_key", models.CharField(blank=True, max_length=200)),
                ("item", to("stockitemrow")),
                ("practice", to("practicerow")),
            ],
            options={
                "db_table": "stock_lot",
            },
        ),
        migrations.CreateModel(
            name="StockMovementRow",
            fields=[
                ("id", IDENTITY),
                ("sort", models.CharField(max_length=20)),
                ("number", models.IntegerField()),
                ("place", models.CharField(max_length=50)),
                ("why", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                ("by", models.UUIDField(null=True)),
                ("by_name", models.CharField(max_length=200)),
                ("lot", to("stocklotrow")),
                ("practice", to("practicerow")),
                ("used_item", to("useditemrow", null=True)),
            ],
            options={
                "db_table": "stock_movement",
            },
        ),
        migrations.AddConstraint(
            model_name="stockitemrow",
            constraint=models.UniqueConstraint(
                fields=("practice", "kind", "name_key", "maker_key", "reference"), name="stock_item_once"
            ),
        ),
        migrations.AddIndex(
            model_name="stocklotrow",
            index=models.Index(fields=["practice", "lot_key"], name="stock_lot_by_lot"),
        ),
        migrations.AddIndex(
            model_name="stocklotrow",
            index=models.Index(fields=["practice", "serial_key"], name="stock_lot_by_serial"),
        ),
        migrations.AddConstraint(
            model_name="stocklotrow",
            constraint=models.UniqueConstraint(
                fields=("item", "lot_key", "serial_key"), name="stock_lot_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="stockmovementrow",
            constraint=models.UniqueConstraint(fields=("used_item", "sort"), name="stock_used_once"),
        ),
        migrations.RunPython(guard, migrations.RunPython.noop),
    ]
