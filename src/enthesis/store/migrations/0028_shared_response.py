"""What a person answered once may be kept for the other hip, too: that row names the one it is from."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("store", "0027_listed_operation_version"),
    ]

    operations: ClassVar = [
        migrations.AddField(
            model_name="responserow",
            name="shared_from",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, to="store.responserow"
            ),
        ),
    ]
