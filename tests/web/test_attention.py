"""The list of answers that need a person: what was said is shown as it was said, and closed there."""

import pytest
from django.http import HttpResponse
from django.urls import reverse

from enthesis.actions.attention import tell_team
from enthesis.domain.outcomes.attention.item import Attention, Outcome
from enthesis.store.attention import list_attention, load_attention
from enthesis.store.cases import load_case
from tests.support.cases import Hip, a_hip, a_house
from tests.support.screen import Screen, text_of

pytestmark = pytest.mark.django_db
LIST = reverse("practice:attention")


@pytest.fixture
def hip() -> Hip:
    hip = a_hip(a_house())
    patient = load_case(hip.house.desk, hip.case).patient
    tell_team(
        hip.house.patient(patient), hip.case, "baseline", "<i>It</i> clicks & hurts.", False, at=hip.tick()
    )
    return hip


def item(hip: Hip) -> Attention:
    (found,) = list_attention(hip.house.desk)
    return found


def close(screen: Screen, hip: Hip, outcome: str, reason: str = "") -> HttpResponse:
    found = item(hip)
    sent = {"act": "close", "attention": str(found.id), "version": str(found.version), "submit_key": "one"}
    return screen.post(LIST, {**sent, "outcome": outcome, "reason": reason})


def test_what_was_said_is_shown_as_text_and_nobody_has_it(hip: Hip) -> None:
    page = Screen(hip.house.nurse, hip).get(LIST)
    assert "Wrote: “<i>It</i> clicks & hurts.”" in text_of(page)
    assert "<i>" not in page.content.decode()
    assert "Ida Ferro , Left" in text_of(page)
    assert "nobody has it yet" in text_of(page)


def test_a_nurse_takes_it_on_and_closes_it_with_what_was_done(hip: Hip) -> None:
    nurse, found = Screen(hip.house.nurse, hip), item(hip)
    taken = {"act": "claim", "attention": str(found.id), "version": "1", "submit_key": "two"}
    assert nurse.post(LIST, taken).status_code == 303
    assert f"{hip.house.nurse.actor.name} has it" in text_of(nurse.get(LIST))
    assert close(nurse, hip, "called", "She walks again").status_code == 303

    assert load_attention(hip.house.nurse, found.id).outcome is Outcome.CALLED
    assert "Nothing waits for a person." in text_of(nurse.get(LIST))
    assert "Called the patient" in text_of(nurse.get(f"{LIST}?show=closed"))
    assert "She walks again" in text_of(nurse.get(f"{LIST}?show=closed"))


def test_no_need_without_a_reason_is_told_at_the_field(hip: Hip) -> None:
    refused = close(Screen(hip.house.nurse, hip), hip, "no_need")
    assert refused.status_code == 422
    assert "It is not said why nothing more is needed." in text_of(refused)
    assert item(hip).is_open


def test_the_desk_is_not_offered_to_say_that_nothing_is_needed(hip: Hip) -> None:
    desk = Screen(hip.house.desk, hip)
    assert "Nothing more is needed" not in text_of(desk.get(LIST))
    assert close(desk, hip, "no_need", "Fine").status_code == 422
    assert item(hip).is_open


def test_the_page_of_the_hip_and_today_lead_to_it(hip: Hip) -> None:
    nurse, found = Screen(hip.house.nurse, hip), item(hip)
    for page in (reverse("practice:case", kwargs={"case_id": hip.case}), reverse("practice:today")):
        assert f'href="{LIST}#a-{found.id}"' in nurse.get(page).content.decode()
