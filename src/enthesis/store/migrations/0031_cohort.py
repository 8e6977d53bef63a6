"""What the practice's own hips did on each scale, kept so that a page reads one row."""

import uuid
from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("store", "0030_attention"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="CohortRow",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("instrument", models.CharField(max_length=40)),
                ("scale", models.CharField(max_length=60)),
                ("body", models.TextField()),
                ("made_at", models.DateTimeField()),
                (
                    "practice",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.practicerow"),
                ),
            ],
            options={
                "db_table": "cohort",
                "constraints": [
                    models.UniqueConstraint(fields=("practice", "instrument", "scale"), name="cohort_once")
                ],
            },
        ),
    ]
