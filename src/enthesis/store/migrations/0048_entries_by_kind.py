"""Entries of one kind are found without reading the whole record of a practice."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("store", "0047_stock")]
    operations: ClassVar = [
        migrations.AddIndex(
            model_name="entryrow",
            index=models.Index(fields=["practice", "kind"], name="entry_by_kind"),
        ),
    ]
