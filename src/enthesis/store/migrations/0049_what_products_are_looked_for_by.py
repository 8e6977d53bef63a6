"""Heads of products tell what is awaited and what was counted; what came tells its last day."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("store", "0048_entries_by_kind")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="productrow",
            name="awaits",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="productrow",
            name="counted_ready_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="productrow",
            name="made_with",
            field=models.CharField(blank=True, default="", max_length=200),
        ),
        migrations.AddField(
            model_name="stockmovementrow",
            name="expires_on",
            field=models.DateField(null=True),
        ),
        migrations.AddIndex(
            model_name="productrow",
            index=models.Index(
                condition=models.Q(("awaits", True)), fields=["practice"], name="product_awaits"
            ),
        ),
        migrations.AddIndex(
            model_name="productrow",
            index=models.Index(fields=["practice", "kind", "counted_ready_at"], name="product_counted"),
        ),
        migrations.AddIndex(
            model_name="productrow",
            index=models.Index(
                fields=["practice", "kind", "made_with", "counted_ready_at"], name="product_counted_with"
            ),
        ),
    ]
