"""A surgeon ends a pathway, told before what that means."""

import pytest

from enthesis.domain.pathway.case import Closure
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.terms import Role
from tests.support.cases import Hip, a_hip, a_house, a_visit
from tests.support.desk import Desk
from tests.support.screen import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def hip() -> Hip:
    return a_hip(a_house())


def test_closing_says_what_it_means_and_keeps_the_reason(hip: Hip) -> None:
    desk = Desk(hip)
    assert "A later request for this hip opens pathway 2." in text_of(desk.open("close"))

    answer = desk.send("close", reason="Better without surgery.")

    assert answer.status_code == 303
    closure = hip.file.value(Closure)
    assert hip.stage is Stage.CLOSED
    assert closure and closure.reason == "Better without surgery."
    assert "The case is closed." in text_of(desk.open("case"))
    assert desk.address("close") not in desk.open("case").content.decode()


def test_what_it_says_comes_true(hip: Hip) -> None:
    Desk(hip).send("close", reason="Moved away.")

    assert a_hip(hip.house, visit=a_visit(clinician="other")).file.case.number == 2


def test_a_case_is_closed_with_a_reason(hip: Hip) -> None:
    answer = Desk(hip).send("close", reason=" ")

    assert answer.status_code == 422
    assert "Enter why it ends here." in text_of(answer)
    assert hip.stage is Stage.BOOKED


@pytest.mark.parametrize("stage", [Stage.IN_THEATRE, Stage.CLOSED])
def test_where_it_cannot_be_closed_the_page_says_why(hip: Hip, stage: Stage) -> None:
    page = Desk(hip.to(stage)).open("close")

    assert "is not possible while the case is at" in text_of(page)
    assert 'name="reason"' not in page.content.decode()


def test_in_theatre_the_way_there_is_shut(hip: Hip) -> None:
    desk = Desk(hip.to(Stage.IN_THEATRE))

    assert "Possible once the operation has ended." in text_of(desk.open("case"))
    assert desk.address("close") not in desk.open("case").content.decode()


def test_only_those_who_may_are_led_there(hip: Hip) -> None:
    for role, may in ((Role.SURGEON, True), (Role.NURSE, False), (Role.DESK, False)):
        desk = Desk(hip, hip.house.scope(role))
        assert (desk.address("close") in desk.open("case").content.decode()) is may
        assert desk.open("close").status_code == (200 if may else 403)
    assert Desk(hip, a_house("south").surgeon).open("close").status_code == 404


def test_who_was_slower_is_told(hip: Hip) -> None:
    desk = Desk(hip)
    form = {"reason": "Moved away.", "version": str(hip.read), "submit_key": "1"}
    hip.to(Stage.EXAMINED)

    assert desk.screen.post(desk.address("close"), form).status_code == 409
