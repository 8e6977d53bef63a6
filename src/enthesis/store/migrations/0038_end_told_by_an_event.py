"""A death keeps the hip whose event told of it, and is mended with that event."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("store", "0037_unknown_day_of_death"),
    ]

    operations: ClassVar = [
        migrations.AddField(
            model_name="endedrow",
            name="case",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="store.caserow",
            ),
        ),
    ]
