"""A hip at a stage, made once in a process by what people do, and copied row by row for the tests after it.

Every act on the way is tested where it belongs; a test that begins behind them needs what they left, not them
again.
"""

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction

from enthesis.domain.pathway.stages import Stage
from enthesis.store.models import PracticeRow
from tests.support.cases import Hip, House, a_hip, a_house

Rows = dict[type[models.Model], list[tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class Kept:
    """A hip as it was made, and every row of it."""

    hip: Hip
    rows: Rows


def a_hip_at(stage: Stage) -> Hip:
    """What `a_hip(a_house()).to(stage)` gives; after the first call a copy, in a database without a practice.

    Beside another practice it is always made anew, since a copy has the names of the first one.
    """
    if PracticeRow.objects.exists():
        return a_hip(a_house()).to(stage)
    kept = KEPT.get((connection.vendor, stage))
    if kept is None:
        made = a_hip(a_house()).to(stage)
        kept = KEPT[connection.vendor, stage] = Kept(hip=copied(made), rows=read())
        return made
    write(kept.rows)
    return copied(kept.hip)


KEPT: dict[tuple[str, Stage], Kept] = {}


@cache
def ours() -> tuple[type[models.Model], ...]:
    """The tables that an act may write, those that others refer to first."""
    return tuple(apps.get_app_config("store").get_models())


def copied(hip: Hip) -> Hip:
    """The same hip with a house of its own, so that no test adds people to that of another."""
    return replace(hip, house=House(hip.house.practice, dict(hip.house.staff)))


def read() -> Rows:
    """Every row there is, as the database holds it."""
    found: Rows = {}
    with connection.cursor() as cursor:
        for model in ours():
            cursor.execute(f"SELECT {columns(model)} FROM {table(model)}")  # noqa: S608  our own names
            found[model] = cursor.fetchall()
    return found


def write(rows: Rows) -> None:
    """The rows stand as they were read. References among them are checked when the transaction ends."""
    with transaction.atomic(), connection.cursor() as cursor:
        for model, told in rows.items():
            if told:
                places = ", ".join(["%s"] * len(told[0]))
                sql = f"INSERT INTO {table(model)} ({columns(model)}) VALUES ({places})"  # noqa: S608
                cursor.executemany(sql, told)
        for sql in connection.ops.sequence_reset_sql(no_style(), [m for m, told in rows.items() if told]):
            cursor.execute(sql)


def table(model: type[models.Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


@cache
def columns(model: type[models.Model]) -> str:
    return ", ".join(connection.ops.quote_name(f.column) for f in model._meta.concrete_fields if f.column)
