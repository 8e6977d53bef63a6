"""The holders' words and weights that a site imported; a form names the words it is asked in."""

import uuid
from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("store", "0035_follow_up_calls"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="InstrumentWordingRow",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("instrument", models.CharField(max_length=40)),
                ("version", models.CharField(max_length=20)),
                ("language", models.CharField(max_length=10)),
                ("number", models.PositiveIntegerField()),
                ("body", models.TextField()),
                ("digest", models.CharField(max_length=64)),
                ("imported_at", models.DateTimeField()),
                ("imported_by_name", models.CharField(max_length=200)),
                (
                    "practice",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.practicerow"),
                ),
            ],
            options={
                "db_table": "instrument_wording",
            },
        ),
        migrations.AddField(
            model_name="responserow",
            name="translation",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, to="store.instrumentwordingrow"
            ),
        ),
        migrations.CreateModel(
            name="InstrumentWeightsRow",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("instrument", models.CharField(max_length=40)),
                ("version", models.CharField(max_length=20)),
                ("number", models.PositiveIntegerField()),
                ("body", models.TextField()),
                ("digest", models.CharField(max_length=64)),
                ("imported_at", models.DateTimeField()),
                ("imported_by_name", models.CharField(max_length=200)),
                (
                    "practice",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.practicerow"),
                ),
            ],
            options={
                "db_table": "instrument_weights",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("practice", "instrument", "number"), name="instrument_weights_once"
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="instrumentwordingrow",
            constraint=models.UniqueConstraint(
                fields=("practice", "instrument", "language", "number"), name="instrument_wording_once"
            ),
        ),
    ]
