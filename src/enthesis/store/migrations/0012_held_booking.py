"""A request may hold a visit before there is a case, and says more of the person who asks."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("store", "0011_booking_claims"),
    ]

    operations: ClassVar = [
        migrations.AddField(
            model_name="bookingrow",
            name="request",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, to="store.requestrow"
            ),
        ),
        migrations.AddField(
            model_name="contactrow",
            name="agreed",
            field=models.TextField(default="[]"),
        ),
        migrations.AddField(
            model_name="requestrow",
            name="agreed",
            field=models.TextField(default="[]"),
        ),
        migrations.AddField(
            model_name="requestrow",
            name="asker_name",
            field=models.CharField(blank=True, max_length=100),
        ),
        migrations.AddField(
            model_name="requestrow",
            name="asker_relation",
            field=models.CharField(blank=True, max_length=100),
        ),
        migrations.AddField(
            model_name="requestrow",
            name="care",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="requestrow",
            name="how_long",
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AlterField(
            model_name="bookingchangerow",
            name="patient",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, to="store.patientrow"
            ),
        ),
        migrations.AlterField(
            model_name="bookingrow",
            name="case",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, to="store.caserow"
            ),
        ),
        migrations.AlterField(
            model_name="bookingrow",
            name="patient",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, to="store.patientrow"
            ),
        ),
        migrations.AddConstraint(
            model_name="bookingrow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("case__isnull", False), ("patient__isnull", False), ("request__isnull", True)),
                    models.Q(("case__isnull", True), ("patient__isnull", True), ("request__isnull", False)),
                    _connector="OR",
                ),
                name="booking_is_somebodys",
            ),
        ),
        migrations.AddConstraint(
            model_name="bookingrow",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "cancelled"), _negated=True),
                fields=("request",),
                name="request_holds_one",
            ),
        ),
    ]
