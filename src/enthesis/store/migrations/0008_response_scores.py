"""A response keeps a score for each scale of its instrument, in place of one."""

import json
from typing import Any, ClassVar

from django.db import migrations, models

# The instruments there were when a response had one score, with the scale of each.
VARIANTS = {"mhhs": "x1.1", "vas-pain-10": "0-10"}


def keep_scores(apps: Any, editor: Any) -> None:
    responses = apps.get_model("store", "ResponseRow").objects.using(editor.connection.alias)
    for row in responses.filter(status="submitted", instrument__in=VARIANTS).iterator():
        answers = json.loads(row.answers)
        kept = {
            "instrument": row.instrument,
            "instrument_version": row.instrument_version,
            "scale": row.instrument,
            "scale_variant": VARIANTS[row.instrument],
            "algorithm_version": row.algorithm,
            "value": None if row.score is None else str(row.score),
            "answered": sum(answer is not None for answer in answers.values()),
            "imputed": [],
            "reason": row.reason or None,
        }
        responses.filter(pk=row.pk).update(scores=json.dumps([kept]))


class Migration(migrations.Migration):
    dependencies: ClassVar = [("store", "0007_password_failures")]
    operations: ClassVar = [
        migrations.AddField("responserow", "scores", models.TextField(default="[]")),
        migrations.RunPython(keep_scores),
        migrations.RemoveField("responserow", "score"),
        migrations.RemoveField("responserow", "reason"),
        migrations.RemoveField("responserow", "algorithm"),
    ]
