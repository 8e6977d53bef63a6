"""A surgeon adds signed words to an entry, which stays as it is."""

from uuid import uuid4

import pytest

from enthesis.domain.candidacy.facts import Facts
from enthesis.domain.examination.history import History
from enthesis.domain.pathway.corrections import Addendum
from enthesis.domain.pathway.plan import SignedPlan
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.terms import Role
from tests.support.cases import PASSWORD, Hip, a_hip, a_house, a_visit
from tests.support.desk import Desk
from tests.support.screen import text_of
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def hip() -> Hip:
    return a_hip_at(Stage.PLANNED)


def entry(hip: Hip, kind: type[object] = SignedPlan) -> str:
    found = hip.file.latest(kind)
    assert found
    return str(found.id)


def test_an_addendum_stands_beside_its_entry(hip: Hip) -> None:
    desk, place = Desk(hip), {"entry_id": entry(hip)}
    assert "Plan signed" in text_of(desk.open("addendum", **place))

    answer = desk.send("addendum", place=place, text="Three anchors are ready.", password=PASSWORD)

    assert answer.status_code == 303
    told = hip.file.latest(Addendum)
    assert told and (str(told.value.to), told.value.text) == (place["entry_id"], "Three anchors are ready.")
    assert told.signature and told.signature.by == hip.house.surgeon.actor.person
    assert "Three anchors are ready." in text_of(desk.open("case"))
    assert "Added so far" in text_of(desk.open("addendum", **place))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"text": " ", "password": PASSWORD}, "Enter what is to be added."),
        ({"text": "More."}, "Enter your password to sign."),
        ({"text": "More.", "password": "another"}, "password"),
    ],
)
def test_without_words_or_signature_nothing_is_added(hip: Hip, typed: dict[str, str], sentence: str) -> None:
    answer = Desk(hip).send("addendum", place={"entry_id": entry(hip)}, **typed)

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert hip.file.latest(Addendum) is None


def test_the_story_leads_there_from_what_cannot_be_corrected(hip: Hip) -> None:
    desk = Desk(hip)
    desk.send("addendum", place={"entry_id": entry(hip)}, text="More.", password=PASSWORD)
    story = desk.open("case").content.decode()

    for kind, leads in ((SignedPlan, True), (Facts, True), (History, False), (Addendum, False)):
        assert (desk.address("addendum", entry_id=entry(hip, kind)) in story) is leads


def test_only_those_who_may_are_led_there(hip: Hip) -> None:
    place = {"entry_id": entry(hip)}
    for role, may in ((Role.SURGEON, True), (Role.NURSE, False), (Role.AUDITOR, False)):
        desk = Desk(hip, hip.house.scope(role))
        assert ("/addendum/" in desk.open("case").content.decode()) is may
        assert desk.open("addendum", **place).status_code == (200 if may else 403)


def test_an_entry_of_another_case_or_practice_is_not_found(hip: Hip) -> None:
    other = a_hip(hip.house, "Bruno", visit=a_visit(clinician="other"))

    assert Desk(other).open("addendum", entry_id=entry(hip)).status_code == 404
    assert Desk(hip).open("addendum", entry_id=str(uuid4())).status_code == 404
    assert Desk(hip, a_house("south").surgeon).open("addendum", entry_id=entry(hip)).status_code == 404
