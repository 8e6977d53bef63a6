"""Imported words stand on the page as their holder wrote them, whatever language the page is in."""

from dataclasses import replace

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from enthesis.actions import outcomes
from enthesis.actions.instruments import import_weights
from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.schedule import asked_at, milestone_called
from enthesis.domain.outcomes.wording import Wordings
from enthesis.domain.practice.follow_up_settings import FollowUpSettings
from enthesis.domain.terms import Role
from enthesis.store.models import PersonRow
from enthesis.store.practice import load_practice, save_practice
from tests.support.cases import AT, a_hip, a_house
from tests.support.portal import Telephone, words
from tests.support.weights import TABLE
from tests.support.wording import import_words

pytestmark = pytest.mark.django_db


def test_the_holders_words_are_shown_and_not_translated_by_us() -> None:
    hip = a_hip(a_house())
    names = asked_at(milestone_called("baseline"))
    import_words(hip.house.scope(Role.ADMINISTRATOR), names, at=hip.tick())
    outcomes.invite_to_answer(
        hip.house.desk, hip.case, "baseline", wordings=Wordings(labels=False), at=hip.tick()
    )
    telephone = Telephone(hip, language="es").enter()
    text = words(telephone.get(telephone.form("mhhs")))
    for item in load_instrument("mhhs").items:
        assert f"{item.topic} (1.0 en)" in text
        assert all(f"{c.label} (1.0 en)" in text for field in item.fields for c in field.choices)
    assert "Modified Harris Hip Score (1.0 en)" in text
    assert "Please answer every question (1.0 en)." in text


def test_the_holders_words_for_what_does_not_apply_are_shown() -> None:
    hip = a_hip(a_house())
    telephone = Telephone(hip).enter()
    hos = load_instrument("hos-sss")
    import_words(hip.house.scope(Role.ADMINISTRATOR), ["hos-sss"], at=hip.tick())
    telephone.ask(hos, official=True)
    text = words(telephone.get(telephone.form("hos-sss")))
    assert "Not for me (1.0 en)" in text
    assert "Does not apply to me" not in text


def test_what_only_this_site_can_score_is_asked_answered_and_shown_on_the_case() -> None:
    house, name = a_house(), "promis-physical-function"
    import_weights(house.scope(Role.ADMINISTRATOR), TABLE, at=AT)
    site = load_practice(house.desk)
    save_practice(replace(site, follow_up=FollowUpSettings(protocol={"baseline": (name,)})), at=AT)
    hip = a_hip(house).invite()
    telephone = Telephone(hip).enter()
    assert "Physical function 10" in words(telephone.get(telephone.form(name)))
    telephone.send(name, {f"a-function-{n}": "4" for n in range(1, 11)})
    staff = Client()
    with time_machine.travel(hip.now, tick=False):
        staff.force_login(PersonRow.objects.get(id=house.surgeon.actor.person))
        page = staff.get(reverse("practice:case", kwargs={"case_id": hip.case}))
    assert page.status_code == 200
    assert "PROMIS Physical Function" in words(page) and "40.5" in words(page)
