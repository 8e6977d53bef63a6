"""On SQLite a REPLACE takes the old row away without asking the guard of deletion: it is refused as well."""

from typing import Any, ClassVar

from django.db import migrations

KEYS = {
    "audit": ("number = NEW.number", "digest = NEW.digest"),
    "entry": (
        "id = NEW.id",
        "case_id = NEW.case_id AND number = NEW.number",
        "corrects_id = NEW.corrects_id",
    ),
    "product_event": ("id = NEW.id", "product_id = NEW.product_id AND number = NEW.number"),
}


def guard(apps: Any, editor: Any) -> None:
    if editor.connection.vendor != "sqlite":
        return
    for table, keys in KEYS.items():
        taken = " OR ".join(f"EXISTS (SELECT 1 FROM {table} WHERE {key})" for key in keys)  # noqa: S608
        editor.execute(
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {taken} "
            f"BEGIN SELECT RAISE(ABORT, '{table} rows are never changed: write a new one'); END"
        )


class Migration(migrations.Migration):
    dependencies: ClassVar = [("store", "0002_append_only")]
    operations: ClassVar = [migrations.RunPython(guard)]
