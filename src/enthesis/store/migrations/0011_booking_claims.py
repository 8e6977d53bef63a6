"""Ticks are whole numbers, a visit has a history, and who was there is told in four words."""

import uuid
from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models

TICK_SECONDS = 300


def count_ticks(apps: Any, editor: Any) -> None:
    ticks = apps.get_model("store", "TickRow")
    for row in ticks.objects.iterator():
        row.tick = int(row.begins_at.timestamp()) // TICK_SECONDS
        row.save(update_fields=["tick"])


def rename_attended(apps: Any, editor: Any) -> None:
    apps.get_model("store", "BookingRow").objects.filter(status="attended").update(status="done")


class Migration(migrations.Migration):
    dependencies: ClassVar = [("store", "0010_study_run")]
    operations: ClassVar = [
        migrations.RemoveConstraint("tickrow", "tick_claimed_once"),
        migrations.RenameField("tickrow", "tick", "begins_at"),
        migrations.AddField(
            "tickrow", "tick", models.PositiveIntegerField(default=0), preserve_default=False
        ),
        migrations.RunPython(count_ticks),
        migrations.RemoveField("tickrow", "begins_at"),
        migrations.AlterField("tickrow", "resource", models.CharField(max_length=120)),
        migrations.AddConstraint(
            "tickrow",
            models.UniqueConstraint(fields=("practice", "resource", "tick"), name="tick_claimed_once"),
        ),
        migrations.RunPython(rename_attended),
        migrations.CreateModel(
            name="BookingChangeRow",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.PositiveIntegerField()),
                ("act", models.CharField(max_length=20)),
                ("why", models.CharField(blank=True, max_length=20)),
                ("office", models.CharField(max_length=50)),
                ("clinician", models.CharField(max_length=50)),
                ("starts_at", models.DateTimeField()),
                ("wall_start", models.CharField(max_length=16)),
                ("zone", models.CharField(max_length=50)),
                ("at", models.DateTimeField()),
                ("by", models.UUIDField(null=True)),
                ("by_name", models.CharField(max_length=200)),
                (
                    "booking",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.bookingrow"),
                ),
                (
                    "patient",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.patientrow"),
                ),
                (
                    "practice",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.practicerow"),
                ),
            ],
            options={
                "db_table": "booking_change",
                "constraints": [
                    models.UniqueConstraint(fields=("booking", "number"), name="booking_change_number_once")
                ],
            },
        ),
    ]
