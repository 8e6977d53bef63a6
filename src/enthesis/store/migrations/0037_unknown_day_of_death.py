"""A death may be on record whose day nobody knows."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("store", "0036_instrument_words"),
    ]

    operations: ClassVar = [
        migrations.AddField(model_name="endedrow", name="known_on", field=models.DateField(null=True)),
    ]
