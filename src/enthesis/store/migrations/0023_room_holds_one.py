"""A room holds one patient at a time: of one day, one visit is in it."""

from typing import Any, ClassVar

from django.db import migrations, models
from django.db.models.functions import Left


def leave_the_latest(apps: Any, schema_editor: Any) -> None:
    """Of visits that were said to be in one room on one day the latest keeps it."""
    rows = apps.get_model("store", "BookingRow").objects
    seen = set()
    for row in rows.filter(status="roomed").exclude(room="").order_by("-starts_at", "id"):
        place = (row.practice_id, row.office, row.room, row.wall_start[:10])
        if place in seen:
            rows.filter(id=row.id).update(room="")
        seen.add(place)


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("store", "0022_waiting_link_as_link"),
    ]

    operations: ClassVar = [
        migrations.RunPython(leave_the_latest, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="bookingrow",
            constraint=models.UniqueConstraint(
                models.F("practice"),
                models.F("office"),
                models.F("room"),
                Left("wall_start", 10),
                condition=models.Q(("status", "roomed"), models.Q(("room", ""), _negated=True)),
                name="room_holds_one",
            ),
        ),
    ]
