"""Products that were collected before therapy events were kept belong to one afterwards."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from enthesis.domain.pathway.stages import Stage
from enthesis.store import products, therapy_events
from tests.support.cases import a_hip, a_house, a_plan, after_days
from tests.support.stocking import a_kit_recall

pytestmark = pytest.mark.usefixtures("fresh_database")

BEFORE = [("store", "0038_end_told_by_an_event")]


AT_EVENTS = [("store", "0040_products_of_an_event")]


def test_an_old_product_for_a_later_injection_is_of_that_occasion_and_given() -> None:
    hip = a_hip(a_house()).to(Stage.CLASSIFIED).tell().draft(a_plan(after_days(14))).sign().decide()
    hip.start().steps().finish()
    hip.tick(14 * 24 * 60)
    hip.comes_today().release_now()
    newest = MigrationExecutor(connection).loader.graph.leaf_nodes("store")
    MigrationExecutor(connection).migrate(BEFORE)
    MigrationExecutor(connection).migrate(AT_EVENTS)
    with connection.cursor() as cursor:
        cursor.execute("SELECT occasion FROM therapy_event")
        assert cursor.fetchall() == [("operation",)]  # what was refused as of another plan

    MigrationExecutor(connection).migrate(newest)

    (event,) = therapy_events.list_events(hip.house.nurse, hip.case)
    assert event.occasion == "afterwards"
    assert hip.confirm().administer().made.administered


def test_an_old_product_gets_its_event_and_can_be_recalled() -> None:
    hip = a_hip(a_house()).to(Stage.CONSENTED).collect().prepare()
    before = hip.made
    newest = MigrationExecutor(connection).loader.graph.leaf_nodes("store")
    MigrationExecutor(connection).migrate(BEFORE)

    MigrationExecutor(connection).migrate(newest)

    scope = hip.house.nurse
    assert hip.made == before
    event = therapy_events.find_event_of(scope, before.id)
    assert event is not None and event.case == hip.case
    recall = a_kit_recall("a  KIT", "l1", at=hip.now)
    assert [r.product for r in products.find_recalled(scope, recall)] == [before.id]
    assert hip.characterise().release().start().steps().confirm().administer().made.administered
