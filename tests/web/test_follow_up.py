"""The worklist: who waits, whose window closes first, and how many answered."""

from datetime import timedelta

import pytest
from django.urls import reverse

from enthesis.domain.pathway.stages import Stage
from enthesis.domain.terms import Role
from tests.support.cases import Hip, a_hip, a_house
from tests.support.portal import MHHS, Telephone
from tests.support.screen import Screen, text_of

pytestmark = pytest.mark.django_db
URL = reverse("practice:follow_up")


@pytest.fixture
def hip() -> Hip:
    return a_hip(a_house())


def operated(hip: Hip, *, days: int) -> Hip:
    hip.to(Stage.OPERATED)
    hip.now += timedelta(days=days)
    return hip


def seen(hip: Hip, role: Role = Role.DESK) -> str:
    return text_of(Screen(hip.house.scope(role), hip).get(URL))


def test_before_surgery_a_hip_waits_until_every_form_is_sent(hip: Hip) -> None:
    assert "Ida Ferro Left Before surgery Booked until surgery 0 of 2 Never Invite" in seen(hip)
    telephone = Telephone(hip).enter()
    telephone.send("mhhs", MHHS)
    assert "1 of 2" in seen(hip)
    telephone.send("vas-pain-10", {"a-pain": "7"})
    assert "Every hip that waits for surgery has answered." in seen(hip)


def test_overdue_and_how_long_the_window_stays_open(hip: Hip) -> None:
    page = seen(operated(hip, days=44))
    assert "2 days past the target, 19 days left" in page
    assert "6 weeks 0 of 1, 0 %" in page


def test_a_window_that_is_open_before_its_first_invitation_says_so(hip: Hip) -> None:
    page = seen(operated(hip, days=650))
    assert "Target in 80 days" in page
    assert "The forms of “2 years” are not sent before" in page


def test_the_published_range_stands_beside_with_its_source(hip: Hip) -> None:
    page = seen(hip)
    assert "Published: 71.3 to 96.6 %" in page
    assert "84/87" in page
    assert "S2, Meghpara 2021" in page
    assert page.count("Published:") == 5


def test_the_last_invitation_is_told(hip: Hip) -> None:
    hip.invite()
    assert "8 March 2027, on its way (1 time) Invite again" in seen(hip)


def test_those_who_may_not_see_names_see_none_and_cannot_invite(hip: Hip) -> None:
    page = seen(hip, Role.RESEARCHER)
    assert "Ferro" not in page
    assert "Hip " in page
    assert "Never Invite" not in page


def test_another_practice_sees_nothing(hip: Hip) -> None:
    other = a_hip(a_house("south"), "Other")
    assert "Ferro" not in seen(other)
    assert "Ferro" in seen(hip)


def test_a_closed_case_is_not_asked(hip: Hip) -> None:
    hip.to(Stage.CLOSED)
    assert "Ferro" not in seen(hip)
