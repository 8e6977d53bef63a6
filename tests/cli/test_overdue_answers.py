"""When nobody looks at answers that need a person, the practice is told, without a word of them."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core import mail

from enthesis.actions.attention import close_attention, tell_team
from enthesis.cli.checks import look_at_answers
from enthesis.cli.outbox.send import send_due_messages
from enthesis.cli.overdue_answers import tell_practices_of_overdue
from enthesis.domain.candidacy.policy import SHIPPED
from enthesis.domain.outcomes.attention.item import Outcome
from enthesis.domain.practice.follow_up_settings import FollowUpSettings
from enthesis.store.attention import list_attention
from enthesis.store.practice import load_practice, save_practice
from tests.support.cases import AT, Hip, a_hip, a_house

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=5)


@pytest.fixture
def hip() -> Hip:
    hip = a_hip(a_house())
    tell_team(hip.house.patient(hip.patient), hip.case, "", "It clicks.", None, at=hip.tick())
    mail.outbox.clear()
    return hip


def name_address(hip: Hip) -> None:
    site = load_practice(hip.house.desk)
    told = FollowUpSettings(overdue_to="team@practice.example")
    save_practice(replace(site, follow_up=told), SHIPPED, at=AT)


def sent() -> list[str]:
    send_due_messages(at=LATER)
    return [f"{one.to} {one.subject} {one.body}" for one in mail.outbox if "team@" in one.to[0]]


def test_it_is_told_once_a_day_and_only_once_it_is_late(hip: Hip) -> None:
    name_address(hip)
    assert tell_practices_of_overdue(at=hip.now) == 0
    assert tell_practices_of_overdue(at=LATER) == 1
    tell_practices_of_overdue(at=LATER + timedelta(minutes=1))

    (told,) = sent()
    for word in ("Ferro", "Ida", "hip", "clicks", "pain", "answers"):
        assert word not in told.replace("/practice/", "")


def test_nobody_is_told_once_somebody_has_looked(hip: Hip) -> None:
    name_address(hip)
    tell_practices_of_overdue(at=LATER)
    (item,) = list_attention(hip.house.desk)
    close_attention(hip.house.nurse, item.id, outcome=Outcome.CALLED, reason="", read=1, at=hip.tick())
    assert sent() == []


def test_without_an_address_the_doctor_says_that_nobody_is_told(hip: Hip) -> None:
    assert tell_practices_of_overdue(at=LATER) == 0
    (line,) = look_at_answers()
    assert line.warns
    assert "Nobody is told when one is: name an address as overdue_to" in line.said
    name_address(hip)
    assert "Nobody is told" not in look_at_answers()[0].said
