"""A time for a request: who it is, is decided by the desk and by nobody else."""

import re
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.urls import reverse

from enthesis.actions.requests import request_consultation
from enthesis.domain.practice.session import Closure
from enthesis.domain.terms import Role
from enthesis.store import bookings, cases, closures, patients
from tests.support.cases import AT, Hip, a_contact, a_hip, a_hold, a_house, a_request, asked
from tests.support.screen import Screen, text_of

pytestmark = pytest.mark.django_db
CONFIRM = "I have checked the new address by a call to the number we had."
STRANGE = {"email": "eve@example.net", "phone": "+12015550666"}


@pytest.fixture
def hip() -> Hip:
    return a_hip(a_house())


@pytest.fixture
def desk(hip: Hip) -> Screen:
    return Screen(hip.house.desk, hip)


def url(request: UUID) -> str:
    return reverse("practice:book", kwargs={"request_id": request})


def ask(hip: Hip, *, flags: tuple[str, ...] = (), **contact: str) -> UUID:
    told = replace(asked(), contact=replace(a_contact(), **contact))
    return request_consultation(hip.house.visitor, told, red_flags=frozenset(flags), at=AT).subject


def slots(page: HttpResponse) -> list[str]:
    return re.findall(r'name="slot" value="([^"]+)"', page.content.decode())


def radios(page: HttpResponse) -> list[str]:
    return re.findall(r'name="who" id="\w+" value="([^"]+)"', page.content.decode())


def book(desk: Screen, request: UUID, **typed: str) -> HttpResponse:
    key = slots(desk.get(url(request)))[0]
    return desk.post(url(request), {"submit_key": "a key", "slot": key, **typed})


def case_of(answer: HttpResponse) -> UUID:
    assert answer.status_code == 303
    return UUID(answer["Location"].rstrip("/").rsplit("/", 1)[-1])


def test_nobody_of_that_name_is_asked_about(hip: Hip, desk: Screen) -> None:
    request = a_request(hip.house, "Bruno")
    assert radios(desk.get(url(request))) == []
    assert cases.load_case(hip.house.desk, case_of(book(desk, request))).patient != hip.patient


def test_who_it_may_be_is_shown_and_none_is_chosen(hip: Hip, desk: Screen) -> None:
    page = desk.get(url(ask(hip, email="eve@example.net")))

    told = text_of(page)
    assert "Ida Ferro, born 4 May 1961" in told
    assert "Same telephone: (201) 555-0123" in told
    assert "Another mail address: eve@example.net; on the record: ida@example.org" in told
    assert "To check it, call (201) 555-0123." in told
    assert "Left hip, since 8 March 2027: Booked" in told
    assert CONFIRM in told
    assert radios(page) == [str(hip.patient), "new-1"]
    assert "checked" not in re.sub(r"checked the new", "", page.content.decode())


def test_no_decision_is_a_sentence(hip: Hip, desk: Screen) -> None:
    answer = book(desk, ask(hip))

    assert answer.status_code == 422
    assert "Choose whether this is a patient you know or a new one." in text_of(answer)
    assert b'href="#id_who_0"' in answer.content
    assert len(cases.list_cases(hip.house.desk)) == 1


def test_a_known_patient_keeps_the_contact_until_it_is_confirmed(hip: Hip, desk: Screen) -> None:
    assert case_of(book(desk, ask(hip, **STRANGE), who=str(hip.patient))) == hip.case
    assert patients.load_contact(hip.house.desk, hip.patient) == a_contact()

    confirmed = book(desk, ask(hip, **STRANGE), who=str(hip.patient), contact_confirmed="on", submit_key="b")
    assert case_of(confirmed) == hip.case
    assert patients.load_contact(hip.house.desk, hip.patient) == replace(a_contact(), **STRANGE)


def test_where_no_number_is_known_nothing_can_be_confirmed(hip: Hip, desk: Screen) -> None:
    patients.ContactRow.objects.update(phone="")
    request = ask(hip, **STRANGE)
    told = text_of(desk.get(url(request)))
    assert CONFIRM not in told
    assert "No telephone on the record to check this with" in told
    book(desk, request, who=str(hip.patient), contact_confirmed="on")
    assert patients.load_contact(hip.house.desk, hip.patient).email == a_contact().email


def test_nothing_is_to_be_confirmed_where_nothing_differs(hip: Hip, desk: Screen) -> None:
    assert CONFIRM not in text_of(desk.get(url(ask(hip))))


def test_a_namesake_is_a_new_patient_when_the_desk_says_so(hip: Hip, desk: Screen) -> None:
    case = case_of(book(desk, ask(hip, **STRANGE), who="new-1"))
    theirs = cases.load_case(hip.house.desk, case).patient
    assert theirs != hip.patient
    assert patients.load_contact(hip.house.desk, theirs).email == "eve@example.net"
    # and the next request meets both: what was said beside one of them no longer counts
    again = ask(hip)
    assert len(radios(desk.get(url(again)))) == 3
    assert "have changed" in text_of(book(desk, again, who="new-1", submit_key="another"))


@pytest.mark.parametrize("who", ["new-0", "new", "", "00000000-0000-0000-0000-000000000000", "x" * 5000])
def test_a_choice_that_was_not_offered_is_none(hip: Hip, desk: Screen, who: str) -> None:
    assert book(desk, ask(hip), who=who).status_code == 422


def test_a_form_sent_twice_leads_to_the_one_case(hip: Hip, desk: Screen) -> None:
    request = a_request(hip.house, "Bruno")
    form = {"submit_key": "a key", "slot": slots(desk.get(url(request)))[0]}
    first, second = desk.post(url(request), form), desk.post(url(request), form)
    assert case_of(first) == case_of(second)


def test_a_sign_for_today_stands_above_the_times(hip: Hip, desk: Screen) -> None:
    told = text_of(desk.get(url(ask(hip, flags=("wound",)))))
    assert "Call today. Ticked with the request: After an operation on this hip: a wound that opens" in told
    assert "Call today" not in text_of(desk.get(url(ask(hip))))


def test_a_held_time_stands_first_and_is_booked_in_one_step(hip: Hip, desk: Screen) -> None:
    request = a_hold(hip.house, "Bruno")
    page = desk.get(url(request))
    assert "Tuesday, 9 March 2027, 14:00, Town, The Doctor. It is held for this request" in text_of(page)
    answer = desk.post(url(request), {"submit_key": "a key", "slot": slots(page)[0]})
    (visit,) = bookings.bookings_of(hip.house.desk, case_of(answer))
    assert (f"{visit.visit.wall_start:%d %H:%M}", visit.version) == ("09 14:00", 1)


def test_a_held_time_that_was_closed_meanwhile_is_booked_only_when_that_is_ticked(
    hip: Hip, desk: Screen
) -> None:
    request = a_hold(hip.house, "Bruno")
    closures.save_closure(hip.house.desk, Closure(first=date(2027, 3, 9), last=date(2027, 3, 9)), at=AT)
    key = slots(desk.get(url(request)))[0]
    sent = {"submit_key": "a key", "slot": key}

    answer = desk.post(url(request), sent)
    assert answer.status_code == 422
    assert "The time that was asked for is closed by now." in text_of(answer)

    assert desk.post(url(request), {**sent, "outside": "on"}).status_code == 303


def test_a_held_time_may_be_put_elsewhere(hip: Hip, desk: Screen) -> None:
    request = a_hold(hip.house, "Bruno")
    key = slots(desk.get(url(request)))[1]
    answer = desk.post(url(request), {"submit_key": "a key", "slot": key})
    (visit,) = bookings.bookings_of(hip.house.desk, case_of(answer))
    assert visit.version == 2 and f"{visit.visit.wall_start:%d %H:%M}" != "09 14:00"


def test_only_those_who_may_book_and_only_their_own(hip: Hip) -> None:
    request = ask(hip)
    assert Screen(hip.house.scope(Role.RESEARCHER), hip).get(url(request)).status_code == 403
    assert Screen(a_house("south").desk, hip).get(url(request)).status_code == 404
