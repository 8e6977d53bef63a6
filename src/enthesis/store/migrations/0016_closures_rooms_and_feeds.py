"""Times closed while the practice runs, the room a patient was taken to, and calendar links of clinicians."""

import uuid
from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("store", "0015_message_log"),
    ]

    operations: ClassVar = [
        migrations.AddField(
            model_name="bookingrow",
            name="room",
            field=models.CharField(blank=True, max_length=50),
        ),
        migrations.CreateModel(
            name="ClosureRow",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("first", models.DateField()),
                ("last", models.DateField()),
                ("office", models.CharField(blank=True, max_length=50)),
                ("clinician", models.CharField(blank=True, max_length=50)),
                ("begins", models.TimeField(null=True)),
                ("ends", models.TimeField(null=True)),
                ("at", models.DateTimeField()),
                ("by", models.UUIDField(null=True)),
                ("by_name", models.CharField(max_length=200)),
                ("lifted_at", models.DateTimeField(null=True)),
                ("lifted_by", models.UUIDField(null=True)),
                (
                    "practice",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.practicerow"),
                ),
            ],
            options={
                "db_table": "closure",
            },
        ),
        migrations.CreateModel(
            name="FeedRow",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("clinician", models.CharField(max_length=50)),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("at", models.DateTimeField()),
                ("by", models.UUIDField(null=True)),
                ("by_name", models.CharField(max_length=200)),
                ("revoked_at", models.DateTimeField(null=True)),
                ("revoked_by", models.UUIDField(null=True)),
                (
                    "practice",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.practicerow"),
                ),
            ],
            options={
                "db_table": "feed",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at__isnull", True)),
                        fields=("practice", "clinician"),
                        name="feed_stands_once",
                    )
                ],
            },
        ),
    ]
