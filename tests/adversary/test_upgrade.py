"""A database that is in use is brought up to date with what it holds."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from enthesis.store import links
from tests.support.cases import AT
from tests.support.waiting import a_small_house, an_asker, joins

pytestmark = pytest.mark.usefixtures("fresh_database")

BEFORE = [("store", "0021_policy")]


def test_a_link_to_the_waiting_list_that_was_sent_before_still_opens_it() -> None:
    house = a_small_house()
    place = joins(house, an_asker(house, "Asker"))
    newest = MigrationExecutor(connection).loader.graph.leaf_nodes("store")
    MigrationExecutor(connection).migrate(BEFORE)
    old = MigrationExecutor(connection).loader.project_state(BEFORE).apps.get_model("store", "WaitingLinkRow")
    old.objects.create(
        practice_id=house.practice,
        waiting_id=place,
        token_hash=links.hash_of("secret"),
        created_at=AT,
        failures=2,
    )

    MigrationExecutor(connection).migrate(newest)

    link = links.find_waiting_link("secret", at=AT)
    assert link is not None and link.waiting == place
    assert links.tries_left(link) == 3
    assert links.find_waiting_link("secret", at=AT + links.WAITING_LINK_LASTS) is None
