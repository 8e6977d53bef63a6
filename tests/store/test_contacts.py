"""Those who are followed: their windows, messages and calls, of one practice alone."""

from datetime import UTC, datetime

import pytest

from enthesis.actions.contacts import Told, record_follow_up_call, write_contacts
from enthesis.domain.errors import NotAllowed
from enthesis.domain.outcomes.wording import DEMONSTRATION
from enthesis.domain.pathway.contact.called import Called, Outcome
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.terms import Role
from enthesis.store import calls, contacts, contacts_made, messages, windows
from enthesis.store.patients import contacts_of
from tests.support.cases import Hip, a_house
from tests.support.sending import BOTH, agree
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db
TWO_WEEKS = datetime(2027, 3, 22, 14, 0, tzinfo=UTC)


@pytest.fixture
def hip() -> Hip:
    """A hip that was written to and called two weeks after its operation, beside another practice."""
    made = a_hip_at(Stage.OPERATED)
    agree(*BOTH)
    write_contacts(made.house.practice, DEMONSTRATION, at=TWO_WEEKS)
    told = Told(called=Called(about=frozenset(), outcome=Outcome.NO_ANSWER, at=TWO_WEEKS))
    record_follow_up_call(made.house.desk, made.patient, told, at=TWO_WEEKS)
    calls.save_claim(made.house.desk, made.patient, at=TWO_WEEKS)
    return made


def test_another_practice_finds_nothing_of_it(hip: Hip) -> None:
    south = a_house("south").desk
    for scope, there in ((hip.house.desk, True), (south, False)):
        reached = contacts_of(hip.house.desk, {hip.patient})
        assert bool(calls.list_calls(scope)) is there
        assert bool(calls.list_claims(scope, {hip.patient}, at=TWO_WEEKS)) is there
        assert bool(contacts_made.list_made(scope, {hip.patient}, {hip.case})) is there
        assert bool(windows.list_windows(scope, missing={}, at=TWO_WEEKS)) is there
        assert bool(contacts.list_followed(scope, at=TWO_WEEKS)) is there
        assert set(messages.find_stops_of(scope, reached)) == {hip.patient}
        assert not contacts_made.list_others(south, {hip.patient}, at=TWO_WEEKS)


def test_who_may_not_see_contacts_follows_nobody(hip: Hip) -> None:
    with pytest.raises(NotAllowed, match="Names and addresses are not open"):
        contacts.list_followed(hip.house.scope(Role.RESEARCHER), at=TWO_WEEKS)
