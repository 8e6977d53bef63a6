"""Rows that are never changed: the database itself refuses, whoever asks."""

from typing import Any, ClassVar

from django.db import migrations

APPEND_ONLY = ("audit", "entry", "product_event")


def _sqlite(table: str) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} rows are never changed: write a new one'); END"
        for verb in ("UPDATE", "DELETE")
    ]


def _postgres(table: str) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()",
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
    ]


_REFUSE = (
    "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ' rows are never changed: write a new one'; "
    "END $$"
)


def guard(apps: Any, editor: Any) -> None:
    on_postgres = editor.connection.vendor == "postgresql"
    statements = [_REFUSE] if on_postgres else []
    for table in APPEND_ONLY:
        statements += _postgres(table) if on_postgres else _sqlite(table)
    for statement in statements:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("store", "0001_initial")]
    operations: ClassVar = [migrations.RunPython(guard)]
