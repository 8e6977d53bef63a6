"""A form keeps the language it was read in."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("store", "0033_experiment"),
    ]

    operations: ClassVar = [
        migrations.AddField(
            model_name="responserow",
            name="language",
            field=models.CharField(blank=True, max_length=10),
        ),
    ]
