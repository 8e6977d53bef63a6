"""Many callers at once: one has the person on the telephone, the others are told who."""

from datetime import UTC, datetime

import pytest

from enthesis.actions.act import Receipt
from enthesis.actions.contacts import claim_call, write_contacts
from enthesis.domain.errors import NotAllowed
from enthesis.domain.outcomes.wording import DEMONSTRATION
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.terms import Role
from enthesis.store.models import CallClaimRow, ContactRow, OutboxRow
from tests.support.cases import a_hip, a_house
from tests.support.fresh import together

pytestmark = pytest.mark.usefixtures("fresh_database")
TWO_WEEKS = datetime(2027, 3, 22, 14, 0, tzinfo=UTC)
CALLERS = 6


def test_one_of_many_callers_has_the_person() -> None:
    house = a_house()
    hip = a_hip(house).to(Stage.OPERATED)
    ContactRow.objects.update(email="", agreed="[]")
    scopes = [house.scope(Role.DESK, str(number)) for number in range(CALLERS)]
    results = together(
        CALLERS, lambda n: claim_call(scopes[n], hip.patient, wordings=DEMONSTRATION, at=TWO_WEEKS)
    )
    assert sum(isinstance(one, Receipt) for one in results) == 1
    assert sum(isinstance(one, NotAllowed) for one in results) == CALLERS - 1
    assert CallClaimRow.objects.count() == 1


def test_two_workers_at_once_write_to_nobody_twice() -> None:
    house = a_house()
    hip = a_hip(house).to(Stage.OPERATED)
    before = OutboxRow.objects.count()
    results = together(3, lambda _: write_contacts(house.practice, DEMONSTRATION, at=TWO_WEEKS))
    assert OutboxRow.objects.filter(kind="follow_up", subject=hip.patient).count() == 1
    assert OutboxRow.objects.count() == before + 1
    assert sum(one for one in results if isinstance(one, int)) == 1
