"""Who somebody is stands in tables apart. Without them the clinical record is whole, and names nobody."""

import pytest
from django.apps import apps
from django.db import connection

from enthesis.domain.pathway.stages import Stage
from enthesis.domain.terms import Role
from enthesis.store import lists
from enthesis.store.case_files import load_case_file
from enthesis.store.classification import TABLES, Sensitivity
from tests.support.cases import BORN, Hip
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db

LISTED = {"listed_operation_version", "listed_operation", "operations_list"}  # as the hospital tells it
CONTACT_TABLES = {"contact", "request", "insurance", *LISTED}
TELLING = {"given", "family", "birth_date", "email", "phone", "language"}
OF_WORDS = {
    "response",
    "instrument_wording",
    "paper_sheet",
}  # of what was asked, not of somebody


def whole_way() -> Hip:
    hip = a_hip_at(Stage.CONSENTED).invite().release_now().start().steps()
    return hip.confirm().administer().finish()


def test_no_clinical_table_has_a_column_that_tells_who_it_is() -> None:
    for model in apps.get_app_config("store").get_models():
        table = model._meta.db_table
        if table in CONTACT_TABLES or table == "person":  # staff sign in by their address
            continue
        telling = TELLING - ({"language"} if table in OF_WORDS else set())
        assert not telling & {field.column for field in model._meta.fields}, table


def test_what_is_called_contact_stands_in_the_contact_tables_only() -> None:
    found = {
        table
        for table, columns in TABLES.items()
        if any(column.sensitivity is Sensitivity.CONTACT for column in columns.values())
    }

    assert found == CONTACT_TABLES


def test_no_row_outside_holds_a_name_address_or_birth_date() -> None:
    whole_way()

    for model in apps.get_app_config("store").get_models():
        table = model._meta.db_table
        if table in CONTACT_TABLES:
            continue
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  our own names
            told = str(cursor.fetchall())
        for word in ("Ferro", "ida@example.org", "+12015550123", BORN.isoformat()):
            assert word not in told, table


def test_the_record_stands_without_the_contact_tables() -> None:
    hip = whole_way()
    researcher = hip.house.scope(Role.RESEARCHER)
    before = load_case_file(researcher, hip.case)
    on_postgres = connection.vendor == "postgresql"
    cascade = " CASCADE" if on_postgres else ""

    with connection.cursor() as cursor:
        if on_postgres:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in CONTACT_TABLES:
            cursor.execute(f"DROP TABLE {table}{cascade}")

    assert load_case_file(researcher, hip.case) == before
    assert [listed.case.id for listed in lists.list_hips(researcher)] == [hip.case]
