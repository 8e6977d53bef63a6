"""A private link may lead to one visit, whoever that visit belongs to."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("store", "0016_closures_rooms_and_feeds"),
    ]

    operations: ClassVar = [
        migrations.AddField(
            model_name="linkrow",
            name="booking",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, to="store.bookingrow"
            ),
        ),
        migrations.AlterField(
            model_name="linkrow",
            name="case",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, to="store.caserow"
            ),
        ),
        migrations.AlterField(
            model_name="linkrow",
            name="patient",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, to="store.patientrow"
            ),
        ),
        migrations.AddConstraint(
            model_name="linkrow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("booking__isnull", True), ("case__isnull", False), ("patient__isnull", False)),
                    models.Q(("booking__isnull", False), ("case__isnull", True), ("patient__isnull", True)),
                    _connector="OR",
                ),
                name="link_leads_to_one",
            ),
        ),
    ]
