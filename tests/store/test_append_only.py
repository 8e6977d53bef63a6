"""Rows that are never changed: the database itself says no, and a change made anyway is seen."""
# ruff: noqa: S608  the statements are made of our own names

from collections.abc import Iterator
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from enthesis.actions.ended import record_end
from enthesis.actions.triage import note_request
from enthesis.domain.pathway.ended import Ended, EndKind, ToldBy
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.practice.triage import NoteKind
from enthesis.store.audit import find_break
from tests.support.cases import a_request
from tests.support.determining import claim
from tests.support.experimenting import entered
from tests.support.papers import a_sheet
from tests.support.registering import quoted, with_prices
from tests.support.stages import a_hip_at
from tests.support.stocking import recalled, stocked
from tests.support.yielded import counted, declared, in_force

pytestmark = pytest.mark.django_db

TABLES = {
    "audit": "action",
    "entry": "body",
    "product_event": "body",
    "request_note": "words",
    "quote": "estimate",
    "paper_entry": "filled",
    "ended": "words",
    "allotment": "arm",
    "determination": "body",
    "preparation_protocol": "body",
    "yield_baseline": "body",
    "stock_lot": "lot",
    "stock_movement": "why",
    "recall": "body",
    "recall_note": "body",
}
ON_POSTGRES = connection.vendor == "postgresql"


def run(*statements: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.fixture(autouse=True)
def _told() -> None:
    hip = a_hip_at(Stage.CONSENTED).collect()
    house = hip.house
    note_request(house.desk, a_request(house), NoteKind.NO_ANSWER, words="", at=hip.tick())
    quoted(with_prices(house), hip.patient)
    entered(house, hip.patient, at=hip.tick())
    a_sheet(house.desk, hip.case, at=hip.tick())
    told = Ended(kind=EndKind.WITHDREW_CONTACT, on=hip.now.date(), told_by=ToldBy.PATIENT)
    record_end(house.desk, hip.patient, told, at=hip.tick())
    claim(hip, "svf")
    in_force(house)
    counted(hip, range(900, 908))
    declared(house, first=8, at=hip.tick())
    stocked(house)
    recalled(house)
    if ON_POSTGRES:
        run("SET CONSTRAINTS ALL IMMEDIATE")  # nothing of this transaction is left to be checked


def rows_of(table: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} ORDER BY 1")
        return list(cursor.fetchall())


def attacks(table: str, column: str) -> Iterator[str]:
    yield f"UPDATE {table} SET {column} = 'x'"
    yield f"UPDATE {table} SET {column} = {column}"
    yield f"DELETE FROM {table}"
    yield f"DELETE FROM {table} WHERE 1 = 1"
    if ON_POSTGRES:
        yield f"TRUNCATE {table} CASCADE"
        yield f"WITH gone AS (DELETE FROM {table} RETURNING *) SELECT * FROM gone"
    else:
        yield f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"
        yield f"UPDATE OR REPLACE {table} SET {column} = 'x'"


@pytest.mark.parametrize(("table", "column"), TABLES.items())
def test_no_statement_changes_them(table: str, column: str) -> None:
    before = rows_of(table)
    assert before

    for attack in attacks(table, column):
        with pytest.raises(DatabaseError, match="never changed"):
            run(attack)
    assert rows_of(table) == before


def test_the_trail_is_whole_until_somebody_takes_its_guard_away() -> None:
    assert find_break() is None
    second = rows_of("audit")[1][0]
    if ON_POSTGRES:
        run("DROP TRIGGER audit_append_only ON audit")
    else:
        run("DROP TRIGGER audit_no_update")

    run(f"UPDATE audit SET action = 'nothing_happened' WHERE number = {second}")

    assert find_break() == second


@pytest.mark.parametrize(
    "column", ["practice", "at", "role", "person", "subject", "patient", "detail", "digest"]
)
def test_a_change_of_any_column_is_seen(column: str) -> None:
    first = rows_of("audit")[0][0]
    guard = "audit_append_only ON audit" if ON_POSTGRES else "audit_no_update"
    nobody = UUID(int=9) if ON_POSTGRES else UUID(int=9).hex
    other = {"at": "2001-01-01 00:00:00+00:00", "role": "desk", "detail": "{}", "digest": "0"}
    value = f"'{other.get(column, nobody)}'"

    run(f"DROP TRIGGER {guard}", f"UPDATE audit SET {column} = {value} WHERE number = {first}")

    assert find_break() == first


def test_a_row_taken_out_of_the_middle_is_seen() -> None:
    numbers = [row[0] for row in rows_of("audit")]
    guard = "audit_append_only ON audit" if ON_POSTGRES else "audit_no_delete"

    run(f"DROP TRIGGER {guard}", f"DELETE FROM audit WHERE number = {numbers[2]}")

    assert find_break() == numbers[3]
