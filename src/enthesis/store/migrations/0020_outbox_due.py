"""The worker asks every two seconds what is due: it need not read what left long ago."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("store", "0019_document"),
    ]

    operations: ClassVar = [
        migrations.AddIndex(
            model_name="outboxrow",
            index=models.Index(fields=["status", "due_at"], name="outbox_due"),
        ),
    ]
