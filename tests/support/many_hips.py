"""One operated hip as people made it, copied row by row into many: identities and codes of their own."""

from collections.abc import Iterator
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID

from django.db.models import Model

from enthesis.actions.parting import split_product
from enthesis.domain.biologics.identity import RANDOM_BYTES, CodeKind, make_code
from enthesis.domain.pathway.stages import Stage
from enthesis.store.models import (
    CaseRow,
    HipRow,
    PatientRow,
    ProductEventRow,
    ProductKitRow,
    ProductRow,
    TherapyEventRow,
    UsedItemRow,
)
from tests.support.cases import Hip

TABLES: tuple[type[Model], ...] = (
    PatientRow,
    HipRow,
    CaseRow,
    TherapyEventRow,
    ProductRow,
    ProductEventRow,
    ProductKitRow,
    UsedItemRow,
)  # those that others refer to first
KINDS: dict[type[Model], CodeKind] = {ProductRow: CodeKind.PRODUCT, TherapyEventRow: CodeKind.EVENT}

Codes = tuple[str, str, str, str]


def with_a_part(hip: Hip) -> Hip:
    """Of one draw two products, a part and the rest, which two people confirmed at the hip."""
    hip.to(Stage.CONSENTED).collect().prepare()
    whole, at, nurse = hip.made, hip.tick(), hip.house.nurse
    split_product(
        nurse,
        whole.id,
        (Decimal(2),),
        scanned=whole.chain.product.text,
        confirmed=hip.pin(nurse),
        read=whole.version,
        at=at,
    )
    return hip.characterise().release().start().steps().confirm()


def copied(hip: Hip, count: int, *, of_a_lot: int, batch: int, seed: int = 7) -> Iterator[Codes]:
    """So many copies stand; of each the code of a product, wristband and event, and its lot as a key.

    `of_a_lot` hips share a lot.
    """
    chance = Random(seed)  # noqa: S311
    told = {table: [vars(row) for row in _own(table, hip)] for table in TABLES}
    for first in range(0, count, batch):
        numbers = range(first, min(first + batch, count))
        made = [_copy(told, f"lot {number // of_a_lot}", chance) for number in numbers]
        for table in TABLES:
            table._default_manager.bulk_create(
                [row for rows, _ in made for row in rows[table]], batch_size=2000
            )
        yield from (codes for _, codes in made)


def _own(table: type[Model], hip: Hip) -> Any:
    if table is PatientRow:
        return PatientRow.objects.filter(id=hip.patient)
    return table._default_manager.filter(patient_id=hip.patient)


def _copy(
    told: dict[type[Model], list[dict[str, Any]]], lot: str, chance: Random
) -> tuple[dict[type[Model], list[Model]], Codes]:
    new: dict[str, str] = {}
    for table, rows in told.items():
        for row in rows:
            new[str(row["id"])] = str(UUID(int=chance.getrandbits(128)))
            for column in ("code", "wristband"):
                if column in row:
                    kind = KINDS.get(table, CodeKind.WRISTBAND)
                    new[row[column]] = make_code(kind, chance.randbytes(RANDOM_BYTES)).text
    made = {table: [table(**_row(table, row, new, lot)) for row in rows] for table, rows in told.items()}
    product, case = made[ProductRow][0], made[CaseRow][0]
    codes = product.code, case.wristband, made[TherapyEventRow][0].code, lot  # type: ignore[attr-defined]
    return made, codes


def _row(table: type[Model], row: dict[str, Any], new: dict[str, str], lot: str) -> dict[str, Any]:
    """The columns of a copy. An entry of the record is not copied: the copy of a piece names none."""
    found = {f.attname: row[f.attname] for f in table._meta.concrete_fields}
    for name, value in found.items():
        if isinstance(value, UUID) and str(value) in new:
            found[name] = UUID(new[str(value)])
        elif isinstance(value, str) and value in new:
            found[name] = new[value]
    if table is ProductEventRow:
        for old, fresh in new.items():
            found["body"] = found["body"].replace(old, fresh)
    if table is UsedItemRow:
        found |= {"entry_id": None, "lot": lot, "lot_key": lot}
    return found
