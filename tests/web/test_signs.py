"""Before the first question: the signs that must not wait, and what each of them calls for."""

from datetime import timedelta

import pytest
from django.urls import reverse

from enthesis.actions import outcomes
from enthesis.domain.practice.red_flags import RED_FLAGS, SIGNS_HOLD, SignsTold, Urgency
from enthesis.store.follow_ups import ResponseStatus
from enthesis.store.lists import load_waiting
from enthesis.store.models import AuditRow
from enthesis.web.pages.practice.today.waits import Waits, waiting_items
from tests.support.cases import Hip, a_hip, a_house
from tests.support.desk import Desk
from tests.support.portal import MHHS, RIGHT, Telephone, words
from tests.support.screen import text_of

pytestmark = pytest.mark.django_db
SIGNS, CARE, FORMS = (reverse(f"portal:{name}") for name in ("signs", "care", "forms"))


@pytest.fixture
def hip() -> Hip:
    return a_hip(a_house())


@pytest.fixture
def telephone(hip: Hip) -> Telephone:
    """In by the date of birth, and not asked anything yet."""
    telephone = Telephone(hip)
    telephone.post(telephone.link(), RIGHT)
    return telephone


def test_no_question_is_shown_before_the_signs_are_asked(telephone: Telephone) -> None:
    for place in (FORMS, telephone.form(), telephone.form() + "?q=1"):
        assert telephone.get(place).headers["Location"] == SIGNS
    page = words(telephone.get(SIGNS))
    for flag in RED_FLAGS:
        assert flag.asked in page
    assert "None of these" in page
    assert "911" in page


def test_none_of_them_leads_to_the_forms_and_is_on_record(telephone: Telephone, hip: Hip) -> None:
    assert telephone.post(SIGNS, {"sign": "none"}).headers["Location"] == FORMS
    assert "How is your hip?" in words(telephone.get(FORMS))
    assert telephone.get(telephone.form()).status_code == 200
    assert telephone.get(CARE).headers["Location"] == FORMS
    told = hip.file.value(SignsTold)
    assert told and told.ticked == ()


def test_an_emergency_is_told_plainly(telephone: Telephone, hip: Hip) -> None:
    assert telephone.post(SIGNS, {"sign": "hot_joint"}).headers["Location"] == CARE
    page = telephone.get(CARE)
    assert "Get emergency care now" in words(page)
    assert 'href="tel:911"' in page.content.decode()
    assert "Fever or chills" in words(page)
    assert f'href="{FORMS}"' in page.content.decode()
    assert "Get emergency care now" in words(telephone.get(FORMS))
    told = hip.file.value(SignsTold)
    assert told and (told.ticked, told.urgency) == (("hot_joint",), Urgency.EMERGENCY)
    assert AuditRow.objects.filter(action="tell_signs").count() == 1


def test_what_can_wait_until_a_call_names_the_telephone(telephone: Telephone) -> None:
    assert telephone.post(SIGNS, {"sign": "weight_loss"}).headers["Location"] == CARE
    page = telephone.get(CARE)
    assert "Call the practice today" in words(page)
    assert 'href="tel:+12015550100"' in page.content.decode()
    assert 'href="tel:911"' not in page.content.decode()


def test_staff_read_it_as_an_alert(telephone: Telephone, hip: Hip) -> None:
    telephone.post(SIGNS, {"sign": "clot"})
    page = text_of(Desk(hip).open("case"))
    assert "ALERT: the patient told of a sign that needs emergency care" in page
    assert "A swollen or painful calf" in page


def test_today_tells_an_emergency_from_a_call_and_first(telephone: Telephone, hip: Hip) -> None:
    telephone.post(SIGNS, {"sign": "weight_loss"})
    telephone.send("mhhs", MHHS)
    assert "Call today: " in text_of(Desk(hip).screen.get(reverse("practice:today")))
    hip.now += SIGNS_HOLD
    telephone.post(SIGNS, {"sign": "clot"})
    telephone.send("vas-pain-10", {"a-pain": "7"})
    page = text_of(Desk(hip).screen.get(reverse("practice:today")))
    assert "Emergency: Ida Ferro" in page


@pytest.mark.parametrize("sign", ["", "headache", "\x00", "<b>", "none none", "9" * 5000])
def test_no_answer_and_no_such_sign_are_told_in_words(telephone: Telephone, hip: Hip, sign: str) -> None:
    refused = telephone.post(SIGNS, {"sign": sign} if sign else {})
    assert refused.status_code in (400, 422)
    assert "Tick what applies, or “None of these”." in words(refused) or refused.status_code == 400
    assert hip.file.value(SignsTold) is None


def test_a_sign_beside_none_of_these_counts(telephone: Telephone, hip: Hip) -> None:
    telephone.post(SIGNS, {"sign": ["none", "injury"]})  # type: ignore[dict-item]
    told = hip.file.value(SignsTold)
    assert told and told.ticked == ("injury",)


def test_they_are_not_asked_again_for_the_second_form_and_asked_again_hours_later(
    telephone: Telephone, hip: Hip
) -> None:
    telephone.post(SIGNS, {"sign": "none"})
    assert telephone.send("mhhs", MHHS).headers["Location"] == FORMS
    assert telephone.get(telephone.form("vas-pain-10")).status_code == 200
    hip.now += SIGNS_HOLD
    assert telephone.get(telephone.form("vas-pain-10")).headers["Location"] == SIGNS


def test_an_answer_that_arrives_late_is_kept(telephone: Telephone, hip: Hip) -> None:
    telephone.post(SIGNS, {"sign": "none"})
    hip.now += SIGNS_HOLD
    telephone.post(telephone.form(), MHHS)
    assert len(telephone.forms()["mhhs"].answers) == len(MHHS)


def test_after_everything_was_sent_the_link_shows_the_own_answers_until_it_ends(
    telephone: Telephone, hip: Hip
) -> None:
    telephone.post(SIGNS, {"sign": "none"})
    telephone.send("mhhs", MHHS)
    telephone.send("vas-pain-10", {"a-pain": "7"})
    hip.now += SIGNS_HOLD
    assert "Nothing waits for you" in words(telephone.get(FORMS))
    assert "75.9" in words(telephone.get(reverse("portal:thanks")))
    assert {r.status for r in telephone.forms().values()} == {ResponseStatus.SUBMITTED}


def test_nobody_comes_to_them_without_a_link(hip: Hip) -> None:
    for place in (SIGNS, CARE):
        assert Telephone(hip).get(place).headers["Location"] == reverse("portal:ended")


def test_in_spanish_too(hip: Hip) -> None:
    telephone = Telephone(hip, language="es")
    telephone.post(telephone.link(), RIGHT)
    assert "Nada de esto" in words(telephone.get(SIGNS))
    telephone.post(SIGNS, {"sign": "clot"})
    assert "Busque atención de emergencia ahora" in words(telephone.get(CARE))


def test_what_a_patient_told_waits_for_staff_on_today() -> None:
    hip = a_hip(a_house())
    scope, at = hip.house.patient(hip.patient), hip.tick()
    outcomes.tell_signs(scope, hip.case, "baseline", frozenset({"weight_loss"}), at=at)

    waiting = load_waiting(hip.house.desk, at=at)
    items = waiting_items(Waits(waiting=waiting), on=at.date())
    assert [item.title for item in items if item.urgent] == ["Call today: Ida Ferro"]
    later = waiting_items(Waits(waiting=waiting), on=at.date() + timedelta(days=8))
    assert "Overdue since" in next(item.detail for item in later if item.urgent)
