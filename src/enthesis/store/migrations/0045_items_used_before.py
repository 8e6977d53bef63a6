"""What steps and preparations named before there was an index stands in it."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import migrations

from enthesis.domain.biologics.events import Prepared
from enthesis.domain.pathway.surgery import Step
from enthesis.domain.stock.used import Use, key_of, used_in_preparation, used_in_step
from enthesis.store.codec import decode

TEXTS = ("name", "maker", "device", "lot", "serial", "donor", "udi")
KEYS = ("name", "maker", "lot", "serial", "donor")
LONGEST = 200


def fill(apps: Any, editor: Any) -> None:
    entries, events, used = (
        apps.get_model("store", name) for name in ("EntryRow", "ProductEventRow", "UsedItemRow")
    )
    corrected = entries.objects.exclude(corrects=None).values("corrects_id")
    for entry in entries.objects.filter(kind="surgery_step").exclude(id__in=corrected).iterator():
        uses = used_in_step(decode(entry.body, Step))
        used.objects.bulk_create(rows(used, uses, entry, case_id=entry.case_id, entry_id=entry.id))
    divided = events.objects.filter(act__in=("take_part", "combine")).values("product_id")
    opened = events.objects.filter(act="prepare").exclude(product_id__in=divided).select_related("product")
    for event in opened.iterator():
        uses = (used_in_preparation(decode(event.body, Prepared).preparation),)
        product = event.product
        used.objects.bulk_create(rows(used, uses, event, case_id=product.case_id, product_id=product.id))


def rows(used: Any, uses: Iterable[Use], told: Any, **of: Any) -> list[Any]:
    return [
        used(
            practice_id=told.practice_id,
            patient_id=told.patient_id,
            place=place,
            kind=use.item.kind.value,
            expires_on=use.item.expires_on,
            step=use.step,
            at=use.at,
            **of,
            **{name: getattr(use.item, name)[:LONGEST] for name in TEXTS},
            **{f"{name}_key": key_of(getattr(use.item, name)) for name in KEYS},
        )
        for place, use in enumerate(uses)
    ]


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("store", "0044_used_item"),
    ]

    operations: ClassVar = [migrations.RunPython(fill, migrations.RunPython.noop)]
