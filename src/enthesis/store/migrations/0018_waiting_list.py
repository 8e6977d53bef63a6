"""The waiting list: who waits for what, their private links, and the times that are offered and held."""

import uuid
from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("store", "0017_visit_link"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="WaitingLinkRow",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("created_at", models.DateTimeField()),
                ("failures", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "db_table": "waiting_link",
            },
        ),
        migrations.CreateModel(
            name="WaitingRow",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("visit_type", models.CharField(max_length=50)),
                ("offices", models.TextField(default="[]")),
                ("clinician", models.CharField(blank=True, max_length=50)),
                ("half", models.CharField(blank=True, max_length=10)),
                ("weekdays", models.TextField(default="[]")),
                ("notice", models.PositiveSmallIntegerField()),
                ("first", models.DateField(null=True)),
                ("last", models.DateField(null=True)),
                ("since", models.DateTimeField()),
                ("by", models.UUIDField(null=True)),
                ("by_name", models.CharField(max_length=200)),
                ("version", models.PositiveIntegerField(default=1)),
                ("ended", models.CharField(blank=True, max_length=10)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "waiting",
            },
        ),
        migrations.AlterField(
            model_name="tickrow",
            name="booking",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, to="store.bookingrow"
            ),
        ),
        migrations.CreateModel(
            name="OfferRow",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("office", models.CharField(max_length=50)),
                ("clinician", models.CharField(max_length=50)),
                ("visit_type", models.CharField(max_length=50)),
                ("starts_at", models.DateTimeField()),
                ("wall_start", models.CharField(max_length=16)),
                ("zone", models.CharField(max_length=50)),
                ("minutes", models.PositiveSmallIntegerField()),
                ("way", models.CharField(max_length=10)),
                ("status", models.CharField(max_length=10)),
                ("made_at", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("called_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("by", models.UUIDField(null=True)),
                ("by_name", models.CharField(max_length=200)),
                ("reason", models.TextField(blank=True)),
                (
                    "patient",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="store.patientrow"
                    ),
                ),
                (
                    "practice",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.practicerow"),
                ),
            ],
            options={
                "db_table": "offer",
            },
        ),
        migrations.AddField(
            model_name="tickrow",
            name="offer",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, to="store.offerrow"
            ),
        ),
        migrations.AddConstraint(
            model_name="tickrow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("booking__isnull", False), ("offer__isnull", True)),
                    models.Q(("booking__isnull", True), ("offer__isnull", False)),
                    _connector="OR",
                ),
                name="tick_has_one_owner",
            ),
        ),
        migrations.AddField(
            model_name="waitinglinkrow",
            name="practice",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.practicerow"),
        ),
        migrations.AddField(
            model_name="waitingrow",
            name="booking",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, to="store.bookingrow"
            ),
        ),
        migrations.AddField(
            model_name="waitingrow",
            name="case",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, to="store.caserow"
            ),
        ),
        migrations.AddField(
            model_name="waitingrow",
            name="patient",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, to="store.patientrow"
            ),
        ),
        migrations.AddField(
            model_name="waitingrow",
            name="practice",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.practicerow"),
        ),
        migrations.AddField(
            model_name="waitingrow",
            name="request",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, to="store.requestrow"
            ),
        ),
        migrations.AddField(
            model_name="waitinglinkrow",
            name="waiting",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.waitingrow"),
        ),
        migrations.AddField(
            model_name="offerrow",
            name="waiting",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.waitingrow"),
        ),
        migrations.AddConstraint(
            model_name="waitingrow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("booking__isnull", False), ("case__isnull", True), ("request__isnull", True)),
                    models.Q(("booking__isnull", True), ("case__isnull", True), ("request__isnull", False)),
                    models.Q(("booking__isnull", True), ("case__isnull", False), ("request__isnull", True)),
                    _connector="OR",
                ),
                name="waiting_is_somebodys",
            ),
        ),
        migrations.AddConstraint(
            model_name="waitingrow",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended", "")), fields=("booking",), name="booking_waits_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="waitingrow",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended", "")), fields=("request",), name="request_waits_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="waitingrow",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended", "")), fields=("case",), name="case_waits_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="offerrow",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "open")), fields=("waiting",), name="one_open_offer_each"
            ),
        ),
    ]
