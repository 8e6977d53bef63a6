"""A block holds a product back unless a signed override of it holds at that moment: at release, at giving."""

from datetime import timedelta

import pytest

from enthesis.actions import clinic
from enthesis.domain.biologics.states import State
from enthesis.domain.errors import NotAllowed
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.terms import Option
from tests.actions.test_what_is_in_it import told
from tests.support.cases import Hip
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db
SAID = "There is an allergy to citrate"


@pytest.fixture
def hip() -> Hip:
    """A product with citrate in it, for somebody of whose allergy to it nobody knew when it was drawn."""
    hip = a_hip_at(Stage.CONSENTED).collect().prepare().characterise()
    return told(hip, citrate_allergy=True, citrate_planned=False)


def override(hip: Hip, *, minutes: int) -> Hip:
    at = hip.tick()
    clinic.record_override(
        hip.house.surgeon,
        hip.case,
        rule="ALL-1",
        option=Option.PRP,
        reason="Discussed with the allergist.",
        until=at + timedelta(minutes=minutes),
        confirmed=hip.signing(),
        read=hip.read,
        at=at,
    )
    return hip


def test_a_block_without_an_override_holds_the_release_back(hip: Hip) -> None:
    with pytest.raises(NotAllowed, match=SAID):
        hip.release()

    assert override(hip, minutes=600).release().made.state is State.RELEASED


def test_a_lapsed_override_releases_nothing(hip: Hip) -> None:
    override(hip, minutes=30).tick(30)

    with pytest.raises(NotAllowed, match=SAID):
        hip.release()
    assert override(hip, minutes=30).release().made.state is State.RELEASED


def test_a_lapsed_override_gives_nothing_however_early_it_is_said_to_have_been_given(hip: Hip) -> None:
    override(hip, minutes=45).release().start().steps().confirm()
    middle = hip.tick()
    hip.tick(60)

    for given_at in (None, middle):
        with pytest.raises(NotAllowed, match=SAID):
            hip.administer(given_at=given_at)
    assert hip.made.state is State.CONFIRMED


def test_an_override_that_had_not_begun_when_it_was_given_lifts_nothing(hip: Hip) -> None:
    override(hip, minutes=2).release()
    told(hip, citrate_allergy=False).start().steps().confirm()
    before = hip.tick()
    told(hip, citrate_allergy=True, citrate_planned=False)
    hip.tick(20)
    override(hip, minutes=600)

    with pytest.raises(NotAllowed, match=SAID):
        hip.administer(given_at=before)
    assert hip.administer().made.state is State.ADMINISTERED
