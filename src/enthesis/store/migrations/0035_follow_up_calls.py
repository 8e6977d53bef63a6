"""Calls for answers, who is calling whom, and when a link was opened and a form begun."""

import uuid
from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("store", "0034_language_of_a_form"),
    ]

    operations: ClassVar = [
        migrations.AddField(
            model_name="linkrow",
            name="opened_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="responserow",
            name="begun_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="responserow",
            name="saved_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.CreateModel(
            name="CallClaimRow",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("until", models.DateTimeField()),
                ("by", models.UUIDField(null=True)),
                ("by_name", models.CharField(max_length=200)),
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
                "db_table": "call_claim",
                "constraints": [models.UniqueConstraint(fields=("patient",), name="call_claimed_once")],
            },
        ),
        migrations.CreateModel(
            name="CallRow",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("about", models.TextField()),
                ("outcome", models.CharField(max_length=20)),
                ("at", models.DateTimeField()),
                ("next_at", models.DateTimeField(null=True)),
                ("best", models.CharField(blank=True, max_length=10)),
                ("reason", models.CharField(blank=True, max_length=20)),
                ("number_hash", models.CharField(blank=True, max_length=64)),
                ("by", models.UUIDField(null=True)),
                ("by_name", models.CharField(max_length=200)),
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
                "db_table": "follow_up_call",
                "indexes": [models.Index(fields=["practice", "at"], name="follow_up_call_by_day")],
            },
        ),
    ]
