"""A private link may lead to one place on the waiting list; the links that did move to the others."""

from datetime import timedelta
from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models

LASTS = timedelta(days=90)


def move(apps: Any, editor: Any) -> None:
    """They expire from now on, as those made today do."""
    links = apps.get_model("store", "LinkRow").objects
    for old in apps.get_model("store", "WaitingLinkRow").objects.iterator():
        links.create(
            id=old.id,
            practice_id=old.practice_id,
            waiting_id=old.waiting_id,
            purpose="waiting",
            channel="mail",
            token_hash=old.token_hash,
            created_at=old.created_at,
            expires_at=old.created_at + LASTS,
            failures=old.failures,
        )
    if editor.connection.vendor == "postgresql":  # a table with checks still to come cannot be altered
        editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):
    dependencies: ClassVar = [("store", "0021_policy")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="linkrow",
            name="waiting",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, to="store.waitingrow"
            ),
        ),
        migrations.RemoveConstraint(model_name="linkrow", name="link_leads_to_one"),
        migrations.AddConstraint(
            model_name="linkrow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("booking__isnull", True),
                        ("case__isnull", False),
                        ("patient__isnull", False),
                        ("waiting__isnull", True),
                    ),
                    models.Q(
                        ("booking__isnull", False),
                        ("case__isnull", True),
                        ("patient__isnull", True),
                        ("waiting__isnull", True),
                    ),
                    models.Q(
                        ("booking__isnull", True),
                        ("case__isnull", True),
                        ("patient__isnull", True),
                        ("waiting__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="link_leads_to_one",
            ),
        ),
        migrations.RunPython(move, migrations.RunPython.noop),
        migrations.DeleteModel(name="WaitingLinkRow"),
    ]
