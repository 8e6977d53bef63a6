"""Booked while somebody is on the telephone: looked up, chosen, pressed."""

import re

import pytest
from django.http import HttpResponse

from enthesis.domain.practice.referral import RequestStatus
from enthesis.domain.terms import Role
from enthesis.store import bookings, cases, patients
from tests.support.at_the_desk import Desk, a_desk, slots
from tests.support.screen import text_of

pytestmark = pytest.mark.django_db
NAME = "practice:telephone"
NEW = {
    "caller": "new",
    "given": "Nora",
    "family": "Nuovo",
    "birth_date": "3/12/1970",
    "phone": "201 555 0177",
    "email": "",
    "side": "right",
    "language": "en",
    "reason": "",
}
NINE = "town.doctor.20270310T1400"


def look_up(desk: Desk, words: str, more: str = "") -> HttpResponse:
    page = desk.get(NAME, query=f"?q={words.replace(' ', '+')}{more}")
    assert page.status_code == 200
    return page


def callers(page: HttpResponse) -> list[str]:
    return re.findall(r'name="caller" id="\w+" value="([^"]+)"', page.content.decode())


def test_the_only_one_who_fits_is_chosen_with_the_hip_that_is_open() -> None:
    desk = a_desk()
    page = look_up(desk, "ferr")
    assert callers(page) == [f"{desk.hip.patient}:left", f"{desk.hip.patient}:right"]
    body = page.content.decode()
    assert re.search(rf'value="{desk.hip.patient}:left" checked autofocus', body)
    assert "Ida Ferro, left born 4 May 1961 · (201) 555-0123 · Booked" in text_of(page)
    assert "None of these: somebody new" in text_of(page)


def test_of_several_nobody_is_chosen() -> None:
    desk = a_desk()
    desk.also("Ferrero", 12)
    page = look_up(desk, "ferr")
    assert len(callers(page)) == 4
    assert " checked" not in page.content.decode()


def test_a_known_hip_is_booked_with_one_press() -> None:
    desk = a_desk()
    page = look_up(desk, "5/4/1961")
    slot = slots(page)[0]
    sent = {"caller": callers(page)[0], "slot": slot}
    asked = desk.post(NAME, sent, query="?q=5/4/1961")
    assert asked.status_code == 422
    assert "This hip has a visit on Tuesday 09 March 2027, 10:00 already." in text_of(asked)
    assert slots(asked)[0] == slot

    answer = desk.post(NAME, {**sent, "one_more": "on"}, query="?q=5/4/1961")
    assert answer.status_code == 303
    assert len(bookings.bookings_of(desk.house.desk, desk.hip.case)) == 2
    told = text_of(desk.screen.get(answer["Location"]))
    assert "Booked: Ida Ferro, left hip, Monday, 8 March 2027 at" in told
    assert "Say it back to the caller. Open the visit" in told


def test_the_visits_to_come_of_whoever_it_may_be_are_shown_before_anything_is_pressed() -> None:
    desk = a_desk()
    page = look_up(desk, "ferr")
    assert "Ida Ferro, left: has a visit on Tuesday, 9 March 2027, 10:00, Town" in text_of(page)
    assert f'href="/practice/visits/{desk.booking.id}/move/"' in page.content.decode()
    assert "Book one more visit all the same." in text_of(page)
    assert "has a visit on" not in text_of(look_up(desk, "nobody", "&new=1"))


def test_the_same_form_twice_books_once() -> None:
    desk = a_desk()
    sent = {"caller": f"{desk.hip.patient}:left", "slot": NINE, "one_more": "on"}
    assert [desk.post(NAME, sent, query="?q=ferro").status_code for _ in range(2)] == [303, 303]
    assert len(bookings.bookings_of(desk.house.desk, desk.hip.case)) == 2


def test_the_search_has_the_focus_and_nothing_else_is_asked() -> None:
    body = a_desk().get(NAME).content.decode()
    assert re.search(r'name="q" value="" [^>]*autofocus', body)
    assert 'name="given"' not in body


def test_somebody_new_is_asked_for_with_what_was_typed() -> None:
    page = look_up(a_desk(), "nora nuovo 3/12/1970").content.decode()
    for value in ("nora", "nuovo", "3/12/1970"):
        assert f'value="{value}"' in page
    assert 'type="hidden" name="caller" value="new"' in page
    assert re.search(r'name="phone"[^>]*autofocus', page)  # the first that is not said yet


def test_somebody_new_has_a_case_and_a_visit_from_one_form() -> None:
    desk = a_desk()
    assert desk.post(NAME, {**NEW, "slot": NINE}, query="?q=nora").status_code == 303
    found = [case for case in cases.list_cases(desk.house.desk) if case.id != desk.hip.case]
    assert [patients.load_contact(desk.house.desk, case.patient).name for case in found] == ["Nora Nuovo"]
    assert len(bookings.list_requests(desk.house.desk, status=RequestStatus.BOOKED)) == 2


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"phone": ""}, "Enter a telephone number or a mail address."),
        ({"phone": "12"}, "Enter a telephone number with its area code."),
        ({"birth_date": "13/13/1970"}, "This is no date. Write it as 3/12/1961, the month first."),
        ({"birth_date": "3/12/2170"}, "cannot be a date of birth"),
        ({"family": ""}, "Family name"),
        ({"side": ""}, "Which hip?"),
        ({"slot": ""}, "Choose a free time."),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(told: dict[str, str], sentence: str) -> None:
    desk = a_desk()
    answer = desk.post(NAME, {**NEW, "slot": NINE, **told}, query="?q=nora")
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert 'value="Nora"' in answer.content.decode()
    assert len(cases.list_cases(desk.house.desk)) == 1


def test_a_namesake_is_shown_before_anybody_is_registered_twice() -> None:
    desk = a_desk()
    ida = {**NEW, "given": "ida", "family": "FERRO", "birth_date": "5/4/1961", "slot": NINE}
    answer = desk.post(NAME, ida, query="?q=x&new=1")
    assert answer.status_code == 422
    assert callers(answer) == [str(desk.hip.patient), "new"]
    assert "Somebody like this is known already, and was not shown to you." in text_of(answer)
    assert " checked" not in answer.content.decode().split("call-new")[0]

    known = desk.post(NAME, {**ida, "caller": str(desk.hip.patient)}, query="?q=x&new=1")
    assert known.status_code == 303
    assert {case.patient for case in cases.list_cases(desk.house.desk)} == {desk.hip.patient}


def test_a_namesake_may_be_somebody_else() -> None:
    desk = a_desk()
    ida = {**NEW, "given": "Ida", "family": "Ferro", "birth_date": "5/4/1961", "slot": NINE}
    assert desk.post(NAME, ida, query="?q=x&new=1").status_code == 422
    seen = {"seen": str(desk.hip.patient)}
    assert desk.post(NAME, {**ida, **seen}, query="?q=x&new=1").status_code == 303
    assert len({case.patient for case in cases.list_cases(desk.house.desk)}) == 2


def test_a_time_taken_meanwhile_names_the_next_ones() -> None:
    desk = a_desk()
    answer = desk.post(NAME, {**NEW, "slot": "town.doctor.20270309T1500"}, query="?q=nora")
    assert answer.status_code == 422
    assert "10:00 has just been taken. The next free times: Tuesday 09 March 2027, 10:30" in text_of(answer)


def test_a_sign_of_an_emergency_books_nothing_and_says_so() -> None:
    desk = a_desk()
    answer = desk.post(NAME, {**NEW, "slot": NINE, "signs": "clot"}, query="?q=nora")
    assert answer.status_code == 422
    assert "911" in text_of(answer)
    assert len(cases.list_cases(desk.house.desk)) == 1


def test_a_sign_for_today_is_said_to_the_desk() -> None:
    desk = a_desk()
    answer = desk.post(NAME, {**NEW, "slot": NINE, "signs": "weight_loss"}, query="?q=nora")
    told = text_of(desk.screen.get(answer["Location"]))
    assert "A sign was told that must not wait: put the call through today. Record the call" in told
    assert "Call today: Nora Nuovo" in text_of(desk.get("practice:today"))


def test_somebody_alike_is_shown_with_what_speaks_for_it() -> None:
    desk = a_desk()
    slip = {**NEW, "given": "Ira", "family": "Ferro", "birth_date": "5/4/1961", "slot": NINE}
    answer = desk.post(NAME, slip, query="?q=x&new=1")
    assert answer.status_code == 422
    assert "names differ by one letter, same date of birth" in text_of(answer)
    assert len(cases.list_cases(desk.house.desk)) == 1


def test_a_time_outside_every_session_asks_for_a_tick_and_stays_offered() -> None:
    desk = a_desk()
    evening = "town.doctor.20270310T2300"
    answer = desk.post(NAME, {**NEW, "slot": evening}, query="?q=nora")
    assert answer.status_code == 422
    assert "it is closed, or outside every session" in text_of(answer)
    assert slots(answer)[0] == evening
    assert desk.post(NAME, {**NEW, "slot": evening, "outside": "on"}, query="?q=nora").status_code == 303


def test_a_time_outside_every_session_from_the_calendar_asks_at_once() -> None:
    desk = a_desk()
    label = "Book it although it is closed, or outside every session."
    page = look_up(desk, "ferro", "&slot=town.doctor.20270310T2300&office=town&kind=consultation")
    assert label in text_of(page)
    assert label not in text_of(look_up(desk, "ferro", f"&slot={NINE}&office=town&kind=consultation"))


@pytest.mark.parametrize("given", ["=cmd|x <script>", "No\u202era"])
def test_a_name_that_would_not_read_as_typed_is_told_at_its_field(given: str) -> None:
    desk = a_desk()
    answer = desk.post(NAME, {**NEW, "given": given, "slot": NINE}, query="?q=nora")
    assert answer.status_code == 422
    assert 'id="id_given_error"' in answer.content.decode()


def test_a_time_from_the_calendar_comes_first() -> None:
    page = look_up(a_desk(), "ferro", f"&slot={NINE}&office=town&kind=consultation")
    assert slots(page)[0] == NINE


def test_free_times_are_of_several_days_and_of_the_kind_that_is_asked_for() -> None:
    desk = a_desk()
    days = {slot.split(".")[2][:8] for slot in slots(look_up(desk, "ferro", "&kind=follow-up"))}
    assert len(days) >= 3
    assert "15 minutes" in text_of(look_up(desk, "ferro", "&kind=follow-up"))


@pytest.mark.parametrize(
    "query", ["?q=", "?q=%3Cb%3E", "?office=moon&kind=x&slot=y", "?slot=a.b.c", "?new=1"]
)
def test_an_odd_address_shows_the_page(query: str) -> None:
    assert a_desk().get(NAME, query=query).status_code == 200


def test_who_may_not_book_does_not_come_in() -> None:
    assert a_desk(Role.AUDITOR).get(NAME).status_code == 403
