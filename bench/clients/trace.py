"""The measuring side of bench/trace.py: `trace.py NAME PRODUCTS ROUNDS`, on an empty database."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from statistics import median
from time import perf_counter
from typing import Any
from uuid import UUID

import django
import pyarrow as pa
import pyarrow.compute as pc

OF_A_LOT = 20  # hips that share one
BATCH = 500  # hips


def main(name: str, products: int, rounds: int) -> None:
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    began = perf_counter()
    hip, made = fill(products)
    took = perf_counter() - began
    print(f"{name}: {products:,} products of {len(made):,} hips, filled in {took:.0f} s", flush=True)
    tables = exported()
    chance = Random(11)  # noqa: S311
    for what in QUESTIONS:
        times = [pair(hip.house.nurse, tables, what, chance.choice(made)) for _ in range(rounds)]
        ours, theirs = (median(column) for column in zip(*times, strict=True))
        ratio = median(b / a for a, b in times)
        print(f"  {what:<10} {ours * 1e3:8.2f} ms   PyArrow {pa.__version__} {theirs * 1e3:8.1f} ms   "
              f"ratio {ratio:7.1f}   {plan(hip.house.nurse, made[0], what)}")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Made:
    """The codes under which one copied hip can be asked for."""

    product: str
    wristband: str
    event: str
    lot: str


QUESTIONS = ("product", "wristband", "event", "lot")


def fill(products: int) -> tuple[Any, list[Made]]:
    """A hip as people made it, and its copies."""
    from tests.support.cases import a_hip, a_house
    from tests.support.many_hips import copied, with_a_part

    hip = with_a_part(a_hip(a_house()))
    made = [Made(*told) for told in copied(hip, products // 2, of_a_lot=OF_A_LOT, batch=BATCH)]
    return hip, made


def ask(scope: Any, asked: Made, what: str) -> Any:
    from enthesis.domain.biologics.identity import Code
    from enthesis.store.trace import find_trace, find_trace_of_lot

    if what == "lot":
        return find_trace_of_lot(scope, asked.lot)
    return find_trace(scope, Code(getattr(asked, what)))


def exported() -> dict[str, pa.Table]:
    """The same rows as an analyst exports them."""
    from enthesis.store.models import CaseRow, ProductEventRow, ProductRow, TherapyEventRow, UsedItemRow

    wanted = {
        "case": (CaseRow, ("id", "hip_id", "wristband")),
        "event": (TherapyEventRow, ("id", "case_id", "code")),
        "product": (ProductRow, ("id", "case_id", "event_id", "code", "kind")),
        "step": (ProductEventRow, ("product_id", "number", "act", "body")),
        "piece": (UsedItemRow, ("case_id", "kind", "lot_key", "donor_key", "serial_key", "device")),
    }
    return {name: table(model, columns) for name, (model, columns) in wanted.items()}


def table(model: Any, columns: tuple[str, ...]) -> pa.Table:
    told = zip(*model.objects.values_list(*columns).iterator(), strict=True)
    return pa.table({
        name: [str(v) if isinstance(v, UUID) else v for v in values]
        for name, values in zip(columns, told, strict=True)
    })  # fmt: skip


def by_pyarrow(tables: dict[str, pa.Table], asked: Made, what: str) -> tuple[int, int, int]:
    """How many hips, steps and pieces the question leads to."""
    match what:
        case "product":
            cases = tables["product"].filter(pc.field("code") == asked.product)["case_id"]
        case "event":
            cases = tables["event"].filter(pc.field("code") == asked.event)["case_id"]
        case "wristband":
            cases = tables["case"].filter(pc.field("wristband") == asked.wristband)["id"]
        case _:
            is_it = pc.field("lot_key") == asked.lot
            for column in ("donor_key", "serial_key", "device"):
                is_it |= pc.field(column) == asked.lot
            cases = tables["piece"].filter(is_it)["case_id"]
    hips = among(tables["case"], "id", cases)["hip_id"]
    every = among(tables["case"], "hip_id", hips)["id"]
    products = among(tables["product"], "case_id", every)["id"]
    steps = among(tables["step"], "product_id", products)
    pieces = among(tables["piece"], "case_id", every).filter(pc.field("kind") != "kit")
    return len(every), len(steps), len(pieces)


def among(rows: pa.Table, column: str, values: pa.ChunkedArray) -> pa.Table:
    return rows.filter(pc.is_in(rows[column], value_set=pc.unique(values)))


def pair(scope: Any, tables: dict[str, pa.Table], what: str, asked: Made) -> tuple[float, float]:
    ours, found = timed(lambda: ask(scope, asked, what))
    theirs, (hips, _steps, pieces) = timed(lambda: by_pyarrow(tables, asked, what))
    if (len(found.hips), sum(len(hip.pieces) for hip in found.hips)) != (hips, pieces):
        raise RuntimeError(f"The two do not find the same: {what} {asked}.")
    return ours, theirs


def timed(do: Callable[[], Any]) -> tuple[float, Any]:
    began = perf_counter()
    found = do()
    return perf_counter() - began, found


def plan(scope: Any, asked: Made, what: str) -> str:
    """Whether the one query that was asked reads a large table from end to end."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as seen:
        ask(scope, asked, what)
    (query,) = seen.captured_queries
    explain = "EXPLAIN " if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN "
    with connection.cursor() as cursor:
        cursor.execute(explain + query["sql"].replace("%", "%%"))
        lines = [str(row[-1]) for row in cursor.fetchall()]
    scans = [line.strip() for line in lines if is_scan(line)]
    return "one query, by index" if not scans else f"one query; scans: {'; '.join(scans)}"


def is_scan(line: str) -> bool:
    """By the practice alone is end to end, too: it is all there is."""
    of_all = line.startswith("SCAN ") and "subquery" not in line.casefold()
    return "Seq Scan" in line or of_all or line.endswith("(practice_id=?)")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
