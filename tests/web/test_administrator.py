"""An administrator sees names as others who may: patients and requests are open to read, acts are not."""

import re

import pytest
from django.http import HttpResponse
from django.urls import reverse

from enthesis.domain.terms import SEES_CONTACT, STAFF, Role
from enthesis.store import bookings
from tests.support.at_the_desk import Desk, a_desk
from tests.support.cases import a_hold
from tests.support.screen import text_of

pytestmark = pytest.mark.django_db
FORM_OR_LINK = re.compile(r'(?:href|action)="(/practice/[^"#?]*)')


def opened(desk: Desk) -> dict[str, HttpResponse]:
    request = a_hold(desk.house, "Bruno")
    return {
        "patients": desk.get("practice:patients"),
        "patient": desk.get("practice:patient", patient_id=desk.hip.patient),
        "requests": desk.get("practice:requests"),
        "request": desk.get("practice:request", request_id=request),
    }


@pytest.mark.parametrize("role", sorted(STAFF))
def test_who_sees_names_opens_patients_and_requests(role: Role) -> None:
    expected = 200 if role in SEES_CONTACT else 403
    assert {page: answer.status_code for page, answer in opened(a_desk(role)).items()} == dict.fromkeys(
        ("patients", "patient", "requests", "request"), expected
    )


def test_an_administrator_reads_and_is_led_nowhere_that_is_closed() -> None:
    desk = a_desk(Role.ADMINISTRATOR)
    for page, answer in opened(desk).items():
        told = answer.content.decode()
        main = told[told.index("<main") :]
        assert "Ida" in text_of(answer), page
        assert 'method="post"' not in main, page
        for url in set(FORM_OR_LINK.findall(main)):
            assert desk.screen.get(url).status_code == 200, f"{page} leads to {url}"


def test_an_act_that_is_sent_all_the_same_is_refused() -> None:
    desk = a_desk(Role.ADMINISTRATOR)
    request = a_hold(desk.house, "Bruno")
    for told in ({"act": "note", "kind": "no_answer"}, {"act": "decline", "why": "duplicate"}):
        answer = desk.post("practice:request", {"words": "Nobody there.", **told}, request_id=request)
        assert answer.status_code == 403
        assert "is not open to the role “Administrator”" in text_of(answer)
    assert bookings.load_request(desk.house.desk, request).status.value == "waiting"
    assert desk.screen.get(reverse("practice:book", kwargs={"request_id": request})).status_code == 403
