"""What becomes of a message is kept, and which addresses get none."""

import uuid
from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("store", "0014_attachments_and_intake"),
    ]

    operations: ClassVar = [
        migrations.AddField(
            model_name="outboxrow",
            name="wanted_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.CreateModel(
            name="MessageEventRow",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("event", models.CharField(max_length=20)),
                ("way", models.CharField(blank=True, max_length=10)),
                ("why", models.CharField(blank=True, max_length=60)),
                ("at", models.DateTimeField()),
                ("by", models.UUIDField(null=True)),
                (
                    "message",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.outboxrow"),
                ),
                (
                    "practice",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.practicerow"),
                ),
            ],
            options={
                "db_table": "message_event",
                "indexes": [models.Index(fields=["practice", "at"], name="message_event_by_day")],
            },
        ),
        migrations.CreateModel(
            name="MessageStopRow",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("address_hash", models.CharField(max_length=64)),
                ("what", models.CharField(max_length=10)),
                ("why", models.CharField(max_length=20)),
                ("at", models.DateTimeField()),
                ("by", models.UUIDField(null=True)),
                ("lifted_at", models.DateTimeField(null=True)),
                (
                    "practice",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.practicerow"),
                ),
            ],
            options={
                "db_table": "message_stop",
                "indexes": [models.Index(fields=["practice", "address_hash"], name="message_stop_address")],
            },
        ),
    ]
