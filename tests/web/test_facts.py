"""Not known is an answer; an answer keeps the time it was told; a changed one was told now."""

from datetime import timedelta
from decimal import Decimal

import pytest

from enthesis.domain.candidacy.facts import Cancer, Facts
from enthesis.domain.pathway.stages import Stage
from tests.support.cases import Hip, a_hip, a_house
from tests.support.desk import Desk
from tests.support.screen import text_of, wall

pytestmark = pytest.mark.django_db

HARMLESS = {"malignancy": "never", "local_infection": "no", "nsaid": "no"}


@pytest.fixture
def hip() -> Hip:
    return a_hip(a_house()).to(Stage.CLASSIFIED)


def nurse(hip: Hip) -> Desk:
    return Desk(hip, hip.house.nurse)


def known(hip: Hip) -> Facts:
    found = hip.file.value(Facts)
    assert found
    return found


def test_nothing_is_known_until_somebody_says_so(hip: Hip) -> None:
    assert nurse(hip).send("facts").status_code == 303

    facts = known(hip)
    assert (facts.malignancy, facts.platelets, facts.local_infection, facts.nsaid) == (None, None, None, None)


def test_every_answer_is_recorded_with_its_time(hip: Hip) -> None:
    taken = wall(hip.now - timedelta(hours=30))
    answer = nurse(hip).send(
        "facts",
        malignancy="remission",
        malignancy_since="2024-01-31",
        platelets="yes",
        platelets_value="88",
        platelets_unit="10*9/L",
        platelets_at=taken,
        local_infection="no",
        nsaid="yes",
        nsaid_taken=taken,
    )

    assert answer.status_code == 303
    facts = known(hip)
    assert facts.malignancy and facts.platelets and facts.local_infection and facts.nsaid
    assert facts.malignancy.status is Cancer.REMISSION
    assert (facts.platelets.value, facts.platelets.unit) == (Decimal(88), "10*9/L")
    assert wall(facts.platelets.at) == taken
    assert facts.local_infection.answer is False
    assert facts.local_infection.at == facts.at == hip.now
    assert facts.nsaid.taken and wall(facts.nsaid.taken) == taken


def test_an_answer_left_as_it_is_keeps_its_time(hip: Hip) -> None:
    nurse(hip).send("facts", **HARMLESS)
    told = hip.now
    hip.now += timedelta(days=2)
    nurse(hip).send("facts", local_infection="yes")

    facts = known(hip)
    assert facts.malignancy and facts.local_infection
    assert facts.malignancy.at == told
    assert (facts.local_infection.answer, facts.local_infection.at) == (True, hip.now)


def test_the_same_answers_sent_again_add_nothing(hip: Hip) -> None:
    nurse(hip).send("facts", **HARMLESS)
    read = hip.read
    answer = nurse(hip).send("facts")

    assert (answer.status_code, hip.read) == (303, read)


def test_asked_again_it_is_told_again(hip: Hip) -> None:
    nurse(hip).send("facts", **HARMLESS)
    hip.now += timedelta(days=40)
    nurse(hip).send("facts", malignancy_at="")

    facts = known(hip)
    assert facts.malignancy and facts.malignancy.at == hip.now


def test_known_becomes_not_known_again(hip: Hip) -> None:
    desk = nurse(hip)
    desk.send("facts", platelets="yes", platelets_value="240", platelets_at=wall(hip.now))
    assert known(hip).platelets
    desk.send("facts", platelets="")

    assert known(hip).platelets is None


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"platelets_value": "88"}, "You entered a value"),
        ({"platelets": "yes"}, "sample was taken"),
        ({"platelets": "yes", "platelets_at": "2027-03-08T08:00"}, "The value is missing."),
        ({"nsaid": "yes"}, "The time of the last dose is missing."),
        ({"malignancy": "never", "malignancy_since": "2024-01-31"}, "has no date of remission"),
        ({"malignancy": "never", "malignancy_at": "2027-12-24T08:00"}, "That time has not come yet."),
    ],
)
def test_half_an_answer_is_asked_about(hip: Hip, typed: dict[str, str], sentence: str) -> None:
    answer = nurse(hip).send("facts", **typed)

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert hip.file.value(Facts) is None


def test_the_fragment_says_at_once_what_the_rules_say(hip: Hip) -> None:
    desk = nurse(hip)
    hip.tick()
    form = {**desk.form("facts"), "local_infection": "yes"}
    with desk.screen._now():
        answer = desk.screen.client.post(desk.address("facts"), form, headers={"HX-Request": "true"})

    body = answer.content.decode()
    assert answer.status_code == 200
    assert "<html" not in body and "There is an infection at the site." in body
    assert f'name="version" value="{hip.read}"' in body
    assert "HX-Request" in answer.headers["Vary"]
