"""Images are read twice without one reader seeing what the other saw; the hip goes on by the first."""

import pytest
from django.urls import reverse

from enthesis.domain.examination.imaging import MriFindings
from enthesis.domain.examination.second_reading import SecondReading
from enthesis.domain.examination.tear import Thickness
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.terms import Role
from enthesis.store.scope import Scope
from tests.support.cases import Hip, a_hip, a_house
from tests.support.desk import Desk
from tests.support.screen import Screen, text_of
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def hip() -> Hip:
    hip = a_hip(a_house())
    Desk(hip).send("imaging", tendons=["gluteus_minimus"], thickness="full", comment="A gap, I think.")
    hip.tick()
    return hip


def other(hip: Hip) -> Scope:
    return hip.house.scope(Role.SURGEON, "second")


def readers_page(hip: Hip, scope: Scope) -> str:
    return text_of(Screen(scope, hip).get(reverse("practice:agreement")))


def test_the_second_reader_does_not_see_the_first_reading(hip: Hip) -> None:
    desk = Desk(hip, other(hip))
    assert "Ferro" in readers_page(hip, other(hip))
    blind = text_of(desk.open("second_reading"))
    assert "A gap, I think." not in blind and "No tendon is marked as torn." in blind

    answer = desk.send("second_reading", thickness="partial", gluteus_medius_anterior="2")
    assert answer.status_code == 303
    second = hip.file.value(SecondReading)
    assert second and second.blinded and second.seen.tear.thickness is Thickness.PARTIAL
    assert second.seen.reader == other(hip).actor.person
    told = text_of(desk.open("case"))
    assert "MRI read a second time" in told and "A gap, I think." in told


def test_the_hip_goes_on_by_the_first_reading(hip: Hip) -> None:
    Desk(hip, other(hip)).send("second_reading", thickness="partial")

    seen = hip.file.value(MriFindings)
    assert seen and seen.tear.thickness is Thickness.FULL


def test_who_opened_the_record_before_is_not_counted(hip: Hip) -> None:
    desk = Desk(hip, other(hip))
    desk.open("case")
    assert "Ferro" not in readers_page(hip, other(hip))
    desk.send("second_reading", thickness="full")

    second = hip.file.value(SecondReading)
    assert second and not second.blinded
    told = readers_page(hip, other(hip))
    assert "No images were read twice independently yet" in told
    assert "had opened the hip before: 1" in told


def test_images_are_read_again_long_after_the_operation() -> None:
    operated = a_hip_at(Stage.OPERATED)
    answer = Desk(operated, other(operated)).send("second_reading", thickness="full")

    assert answer.status_code == 303
    assert operated.stage is Stage.OPERATED


def test_agreement_is_told_with_its_number(hip: Hip) -> None:
    Desk(hip, other(hip)).send("second_reading", thickness="partial")
    told = readers_page(hip, hip.house.surgeon)

    assert "Thickness 1 0" in told and "too few hips for an interval" in told


def test_nobody_reads_their_own_images_again(hip: Hip) -> None:
    answer = Desk(hip).open("second_reading")

    assert answer.status_code in (403, 409)
    assert "You made the first reading." in text_of(answer)


def test_an_empty_second_reading_is_refused(hip: Hip) -> None:
    answer = Desk(hip, other(hip)).send("second_reading")

    assert answer.status_code == 422
    assert "The reading says nothing" in text_of(answer)
    assert hip.file.value(SecondReading) is None
