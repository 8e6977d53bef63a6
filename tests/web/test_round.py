"""Both hips in one visit to the form, each by its name; two devices; a language; coming back later."""

import re

import pytest
from django.urls import reverse

from enthesis.domain.people.consent import Purpose
from enthesis.domain.practice.follow_up_settings import FollowUpSettings
from enthesis.store.models import ResponseRow
from tests.support.cases import Hip, a_hip, a_house
from tests.support.portal import MHHS, RIGHT, Telephone, words
from tests.support.two_hips import two_hips

pytestmark = pytest.mark.django_db
FORMS = reverse("portal:forms")


@pytest.fixture
def hip() -> Hip:
    return a_hip(a_house())


def places(page: str, title: str) -> list[str]:
    """Where the forms of a title are answered one by one, in the order they are asked."""
    cards = page.split('<section class="card"')[1:]
    return [re.findall(r'href="([^"?]*)\?q=', card)[0] for card in cards if title in card]


def test_both_hips_are_asked_by_name_and_the_person_once() -> None:
    left, _right = two_hips()
    telephone = Telephone(left).enter()
    page = telephone.get(FORMS)
    told = words(page)
    assert "Your left hip · Before surgery Your right hip · Before surgery How are your hips?" in told
    assert told.count("About you:") == 1
    assert "Asked once: it counts for both hips." in told
    for name, place in zip(
        ("Your left hip", "Your right hip"), places(page.content.decode(), "Modified Harris"), strict=True
    ):
        question = telephone.get(f"{place}?q=1")
        assert re.search(rf"<title>\s*{name}: Pain", question.content.decode())
        assert f"{name}: Pain" in words(question).split("Question 1 of 8")[-1]
        assert re.search(rf"<title>\s*{name}: All questions", telephone.get(place).content.decode())
        assert re.search(rf"<title>\s*{name}: Overview", telephone.get(f"{place}?q=end").content.decode())


def test_who_refused_to_be_counted_is_asked_nothing_first_and_who_was_not_asked_yet_is() -> None:
    left, _right = two_hips()
    assert "that we need most" in words(Telephone(left).enter().get(FORMS))
    left.decide(purpose=Purpose.REGISTRY, given=False)
    assert "that we need most" not in words(Telephone(left).enter().get(FORMS))


def test_after_what_studies_need_the_patient_may_stop() -> None:
    left, _right = two_hips()
    left.decide(purpose=Purpose.REGISTRY)
    telephone = Telephone(left).enter()
    page = telephone.get(FORMS)
    told = words(page)
    assert "First come 18 questions that we need most. After them you may stop." in told
    assert "The rest is optional: 1 question." in told
    for title, typed in (("Pain from 0 to 10", {"a-pain": "7"}), ("Modified Harris", MHHS)):
        for place in places(page.content.decode(), title):
            telephone.post(place, typed)
            assert telephone.post(f"{place}?q=end", {"go": "send"}).headers["Location"] == FORMS
    told = words(telephone.get(FORMS))
    assert "Thank you: you may stop here" in told
    assert "What is left is optional: 1 question." in told
    assert "We have what we need most." in words(telephone.get(reverse("portal:thanks")))


def test_the_later_answer_of_each_question_wins_and_a_stale_page_takes_none_back(hip: Hip) -> None:
    telephone, tablet = Telephone(hip), Telephone(hip)
    link = telephone.link()
    for device in (telephone, tablet):
        device.post(link, RIGHT)
    place = telephone.form()
    shown = {"w-pain": "", "w-limp": "", "w-support": ""}  # both pages were opened before any answer
    telephone.post(place, {**shown, "a-pain": "44", "go": "keep"})
    tablet.post(place, {**shown, "a-limp": "8", "go": "keep"})
    assert telephone.forms()["mhhs"].answers == {"pain": 44, "limp": 8}
    tablet.post(place, {**shown, "a-limp": "8", "a-pain": "30", "go": "keep"})  # the later one
    telephone.post(place, {**shown, "w-pain": "44", "a-pain": "44", "a-limp": "", "go": "next"})
    assert telephone.forms()["mhhs"].answers == {"pain": 30, "limp": 8}


def test_an_answer_that_went_back_to_what_it_was_before_the_line_broke_is_kept(hip: Hip) -> None:
    telephone = Telephone(hip).enter()
    telephone.post(telephone.form(), {"a-pain": "44", "go": "keep"})
    telephone.post(telephone.form(), {"a-pain": "", "w-pain": "", "changed": "pain", "go": "keep"})
    assert telephone.forms()["mhhs"].answers == {"pain": None}


def test_another_language_keeps_what_was_just_chosen_and_the_place(hip: Hip) -> None:
    telephone = Telephone(hip).enter()
    place = f"{telephone.form()}?q=2"
    answer = telephone.post(place, {"a-limp": "8", "w-limp": "", "go": "in-es"})
    assert answer.headers["Location"] == place
    assert telephone.forms()["mhhs"].answers == {"limp": 8}
    assert "Su cadera izquierda" in words(telephone.get(place))
    telephone.send("mhhs", MHHS)
    assert telephone.forms()["mhhs"].language == "es"


def test_how_to_come_back_later_is_told(hip: Hip) -> None:
    telephone = Telephone(hip).enter()
    answer = telephone.post(f"{telephone.form()}?q=1", {"a-pain": "44", "w-pain": "", "go": "later"})
    assert answer.headers["Location"] == reverse("portal:later")
    told = words(telephone.get(answer.headers["Location"]))
    assert "Open the link in our message again, on this device or another." in told
    assert "The link works until 6 April 2027." in told


def test_what_was_sent_is_shown_and_changes_no_more(hip: Hip) -> None:
    telephone = Telephone(hip).enter()
    telephone.send("mhhs", MHHS)
    place = telephone.form()
    assert "Your left hip: your answers" in words(telephone.get(place))
    assert telephone.post(place, {"a-pain": "0", "go": "keep"}).status_code == 303
    assert telephone.forms()["mhhs"].answers["pain"] == 30
    assert f'href="{place}"' in telephone.get(FORMS).content.decode()


def test_a_form_that_was_left_unsent_shows_nothing(hip: Hip) -> None:
    telephone = Telephone(hip).enter()
    ResponseRow.objects.filter(instrument="mhhs").update(status="retired")
    assert telephone.get(telephone.form()).headers["Location"] == FORMS


def test_how_long_a_tablet_waits_is_the_practices_own() -> None:
    assert FollowUpSettings().tablet_locks_after == 3
