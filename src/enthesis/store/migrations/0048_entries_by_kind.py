"""Entries of one kind are found without reading the whole record of a practice.

On PostgreSQL the index is built beside the writes, which go on. One that was left half-built is built anew.
"""

from typing import Any, ClassVar

from django.db import migrations, models


class AddIndexBesideWrites(migrations.AddIndex):
    """An index of a large table; where the database can, nobody waits for it."""

    def database_forwards(self, app_label: str, editor: Any, from_state: Any, to_state: Any) -> None:
        if editor.connection.vendor != "postgresql":
            super().database_forwards(app_label, editor, from_state, to_state)
            return
        model = to_state.apps.get_model(app_label, self.model_name)
        editor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {editor.quote_name(self.index.name)}")
        editor.add_index(model, self.index, concurrently=True)

    def database_backwards(self, app_label: str, editor: Any, from_state: Any, to_state: Any) -> None:
        if editor.connection.vendor != "postgresql":
            super().database_backwards(app_label, editor, from_state, to_state)
            return
        model = from_state.apps.get_model(app_label, self.model_name)
        editor.remove_index(model, self.index, concurrently=True)


class Migration(migrations.Migration):
    atomic = False  # an index cannot be built beside writes within a transaction

    dependencies: ClassVar = [("store", "0047_stock")]
    operations: ClassVar = [
        AddIndexBesideWrites(
            model_name="entryrow",
            index=models.Index(fields=["practice", "kind"], name="entry_by_kind"),
        ),
    ]
