"""Booking without an account: five pages, nothing typed twice, one time for one request."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from enthesis.domain.people.patient import Reach
from enthesis.domain.practice.red_flags import RED_FLAGS, Urgency
from enthesis.domain.practice.referral import Asker, HowLong, PreviousCare, Request
from enthesis.domain.terms import Side
from enthesis.store import bookings
from enthesis.store.models import BookingRow, LinkRow, OutboxRow, RequestRow
from tests.support.cases import AT, House, a_house
from tests.support.screen import text_of
from tests.support.visitor import HIP, WHO, Visitor

pytestmark = pytest.mark.django_db
EMERGENCIES = [flag.id for flag in RED_FLAGS if flag.urgency is Urgency.EMERGENCY]
TODAY = [flag.id for flag in RED_FLAGS if flag.urgency is Urgency.CALL_TODAY]
CALLER = {k: v for k, v in WHO.items() if k in ("given", "family", "day", "month", "year")} | {
    "phone": "201 555 0123",
    "side": "left",
    "office": "town",
}
PAGES = ("request", "request_hip", "request_time", "request_who", "request_check")
TEN = "town@doctor@20270309T1500"
HALF_PAST_TEN = "town@doctor@20270309T1530"


@pytest.fixture
def house() -> House:
    cache.clear()
    return a_house()


@pytest.fixture
def visitor(house: House) -> Visitor:
    return Visitor()


def the_request(house: House) -> Request:
    (one,) = bookings.list_requests(house.desk)
    return one


def test_a_visit_is_booked_from_the_first_page_to_the_last(house: House, visitor: Visitor) -> None:
    link = visitor.books(TEN, agreed=["email"])

    request = the_request(house)
    held = bookings.find_held(house.desk, request.id)
    assert held is not None and f"{held.visit.wall_start:%d %H:%M}" == "09 10:00"
    assert (request.asked.side, request.asked.office) == (Side.LEFT, "town")
    assert (request.asked.how_long, request.asked.care) == (HowLong.LONGER, (PreviousCare.INJECTION,))
    assert request.asked.contact.agreed == (Reach.EMAIL,)
    page = visitor.open(f"{link}booked/")
    told = text_of(page)
    assert "Your visit is booked" in told
    assert "Tuesday, 9 March 2027, 10:00 AM" in told and "New York time" in told
    assert f"http://testserver{link}" in told
    assert "Patient Ida" in told and "Hip Left" in told
    assert "Ferro" not in told


def test_what_another_window_changed_is_looked_at_before_it_is_sent(house: House, visitor: Visitor) -> None:
    shown = visitor.comes_to_check(TEN, given="Ida").get("public:request_check").content.decode()
    visitor.tells_of_the_hip(side="right")
    visitor.tells_who(given="Bea")

    answer = visitor.post("public:request_check", visitor.hidden(shown))

    assert answer.status_code == 409
    told = text_of(answer)
    assert "What you typed has changed since this page was shown" in told
    assert "Bea Ferro" in told and "Hip Right" in told
    assert not RequestRow.objects.exists()
    answer = visitor.post("public:request_check", visitor.hidden(answer.content.decode()))
    assert "Patient Bea" in text_of(visitor.open(answer["Location"]))
    assert the_request(house).asked.side is Side.RIGHT


def test_another_time_chosen_in_another_window_is_looked_at_too(visitor: Visitor) -> None:
    shown = visitor.comes_to_check(TEN).get("public:request_check").content.decode()
    visitor.chooses(HALF_PAST_TEN)
    answer = visitor.post("public:request_check", visitor.hidden(shown))
    assert answer.status_code == 409 and "10:30" in text_of(answer)


def test_the_language_is_shown_before_it_is_sent(visitor: Visitor) -> None:
    visitor.comes_to_check(TEN, language="es")
    assert "Language Español" in text_of(visitor.get("public:request_check"))


@pytest.mark.parametrize("sign", EMERGENCIES)
def test_an_emergency_is_told_whom_to_call_and_nothing_goes_on(visitor: Visitor, sign: str) -> None:
    answer = visitor.post("public:request", {"sign": [sign, TODAY[0]]})
    assert answer["Location"] == reverse("public:request_emergency")
    page = visitor.open(answer["Location"])
    body = page.content.decode()
    assert 0 < body.index('href="tel:911"') < body.index('name="given"')
    for later in PAGES[1:]:
        assert visitor.get(f"public:{later}")["Location"] == reverse("public:request_emergency")
    assert not RequestRow.objects.exists()


def test_whoever_wants_to_tells_the_desk_of_an_emergency(house: House, visitor: Visitor) -> None:
    visitor.post("public:request", {"sign": [EMERGENCIES[0], TODAY[0]]})
    assert "Enter your given name." in text_of(visitor.post("public:request_emergency", {}))
    for _again in range(2):
        answer = visitor.post("public:request_emergency", CALLER)
        assert answer["Location"] == reverse("public:emergency_sent"), text_of(answer)
    assert "Call 911 now" in text_of(visitor.open(answer["Location"]))
    request = the_request(house)
    assert request.is_emergency and request.asked.contact.phone == "+12015550123"
    assert request.red_flags == tuple(sorted((EMERGENCIES[0], TODAY[0])))
    assert not OutboxRow.objects.exists()


def test_who_only_opens_the_emergency_page_is_asked_for_nothing(visitor: Visitor) -> None:
    shown = visitor.get("public:request_emergency")
    assert "Call 911" in text_of(shown) and 'name="given"' not in shown.content.decode()
    assert visitor.post("public:request_emergency", CALLER)["Location"] == reverse("public:request")
    assert not RequestRow.objects.exists()


def test_the_emergency_page_is_spoken_in_spanish(house: House) -> None:
    visitor = Visitor(language="es")
    visitor.post("public:request", {"sign": [EMERGENCIES[0]]})
    told = text_of(visitor.get("public:request_emergency"))
    assert "Avise también al consultorio" in told and "Call" not in told


@pytest.mark.parametrize("sign", TODAY)
def test_a_sign_for_today_shows_the_number_and_the_desk_knows_at_once(
    house: House, visitor: Visitor, sign: str
) -> None:
    answer = visitor.post("public:request", {"sign": [sign]})
    assert answer["Location"] == reverse("public:call_today")
    told = text_of(visitor.open(answer["Location"]))
    assert "Call the practice today" in told and "(201) 555-0100" in told
    answer = visitor.post("public:call_today", CALLER)
    assert answer["Location"] == reverse("public:call_sent"), text_of(answer)
    request = the_request(house)
    assert (request.red_flags, request.asked.contact.phone) == ((sign,), "+12015550123")


def test_who_only_opens_the_call_page_is_asked_first(visitor: Visitor) -> None:
    assert visitor.get("public:call_today")["Location"] == reverse("public:request")


def test_no_answer_about_the_signs_is_no_answer(visitor: Visitor) -> None:
    answer = visitor.post("public:request", {})
    assert answer.status_code == 422
    assert "Tick what applies, or “None of these”." in text_of(answer)


def test_every_page_says_what_to_do_in_an_emergency(visitor: Visitor) -> None:
    visitor.comes_to_check(TEN)
    for page in PAGES:
        told = text_of(visitor.get(f"public:{page}"))
        assert "In an emergency call 911. What you send here is not read at once." in told
        assert "(201) 555-0100" in told


def test_a_page_opened_too_early_leads_to_the_first_that_is_open(visitor: Visitor) -> None:
    assert visitor.get("public:request_check")["Location"] == reverse("public:request")
    visitor.has_no_sign()
    assert visitor.get("public:request_who")["Location"] == reverse("public:request_hip")
    visitor.tells_of_the_hip()
    assert visitor.get("public:request_check")["Location"] == reverse("public:request_time")


def test_going_back_shows_what_was_typed_also_what_was_wrong(visitor: Visitor) -> None:
    visitor.has_no_sign().tells_of_the_hip()
    visitor.chooses(TEN)
    assert visitor.tells_who(email="not a mail address").status_code == 422
    page = visitor.get("public:request_who").content.decode()
    assert 'value="not a mail address"' in page and 'value="Ferro"' in page
    assert visitor.get("public:request_check")["Location"] == reverse("public:request_who")
    assert "It hurts at night." in visitor.get("public:request_hip").content.decode()
    for name in ("side", "how_long", "care"):
        page = visitor.get("public:request_hip").content.decode()
        assert re.search(rf'name="{name}" value="[^"]+"[^>]* checked', page)


def test_a_page_with_errors_that_is_sent_again_loses_nothing_good(visitor: Visitor) -> None:
    """As a browser does that goes back over it."""
    visitor.comes_to_check(TEN)
    assert visitor.post("public:request_who", {}).status_code == 422
    assert visitor.post("public:request_hip", {}).status_code == 422
    assert "Ida Ferro" in text_of(visitor.get("public:request_check"))


def test_nothing_of_it_is_in_an_address_or_in_the_database(visitor: Visitor) -> None:
    from django.contrib.sessions.models import Session

    visitor.comes_to_check(TEN)
    assert not RequestRow.objects.exists() and not Session.objects.exists()
    for cookie in visitor.client.cookies.values():
        if cookie.key.startswith("asking"):
            assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/request/")
            assert len(cookie.value) < 4000


def test_what_a_browser_made_up_is_nothing(visitor: Visitor) -> None:
    visitor.comes_to_check(TEN)
    visitor.client.cookies["asking"] = visitor.client.cookies["asking"].value[:-3] + "xyz"
    assert visitor.get("public:request_check")["Location"] == reverse("public:request")


def test_what_was_typed_is_kept_two_hours(visitor: Visitor) -> None:
    visitor.comes_to_check(TEN)
    visitor.now += timedelta(hours=3)
    assert visitor.get("public:request_check")["Location"] == reverse("public:request")


@pytest.mark.parametrize("long", ["x", "ñ", "試", "𠀀"])
def test_the_longest_texts_still_fit_into_what_a_browser_keeps(visitor: Visitor, long: str) -> None:
    visitor.comes_to_check(
        TEN,
        hip={**HIP, "reason": long * 500},
        whom="other",
        given=long * 100,
        family=long * 100,
        asker=long * 100,
        relation=long * 100,
    )
    assert all(len(cookie.value) < 4000 for cookie in visitor.client.cookies.values())
    answer = visitor.sends()
    assert answer.status_code == 303, text_of(answer)


def test_what_is_too_long_or_not_offered_is_said_in_our_words(house: House) -> None:
    for language, said, wrong in (
        ("en", "At most 500 characters fit here; you typed 501. Shorten it.", "Choose one of the answers"),
        ("es", "Aquí caben como máximo 500 caracteres; usted escribió 501.", "Elija una de las respuestas"),
    ):
        visitor = Visitor(language=language).has_no_sign()
        told = text_of(visitor.tells_of_the_hip(reason="x" * 501, how_long="ages"))
        assert said in told and wrong in told
        assert "500" in text_of(visitor.get("public:request_hip"))


def test_the_earliest_times_say_that_they_are_of_every_office(visitor: Visitor) -> None:
    visitor.has_no_sign().tells_of_the_hip()
    address = reverse("public:request_time")
    assert "At any office" not in text_of(visitor.open(address))
    assert "The earliest times of all At any office" in text_of(visitor.open(f"{address}?half=afternoon"))


def test_a_loved_one_asks(house: House, visitor: Visitor) -> None:
    visitor.has_no_sign().tells_of_the_hip()
    visitor.chooses(TEN)
    assert "Enter your own name, too." in text_of(visitor.tells_who(whom="other"))
    visitor.tells_who(whom="other", asker="Ada Ferro", relation="daughter")
    assert visitor.sends().status_code == 303
    assert the_request(house).asked.asker == Asker(name="Ada Ferro", relation="daughter")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"email": "", "agreed": []}, "Enter a mail address or a telephone number."),
        ({"agreed": ["text"]}, "For reminders by telephone, enter a telephone number."),
        ({"email": "", "phone": "201 555 0123"}, "For reminders by mail, enter a mail address."),
        ({"year": "2060"}, "cannot be a date of birth"),
        ({"month": ""}, "Enter your date of birth: day, month and year"),
        ({"phone": "12"}, "Enter a telephone number with its area code."),
        ({"given": " "}, "Enter the given name."),
        ({"given": "=cmd|x"}, "This does not look like a name."),
        ({"family": "No\u202evo"}, "There is an invisible character in the name."),
        ({"whom": ""}, "Choose who the visit is for."),
    ],
)
def test_what_is_missing_is_said_at_its_field(
    visitor: Visitor, typed: dict[str, object], sentence: str
) -> None:
    visitor.has_no_sign().tells_of_the_hip()
    visitor.chooses(TEN)
    answer = visitor.tells_who(**typed)
    assert answer.status_code == 422
    assert sentence in text_of(answer)


def test_times_are_on_the_offices_clock_the_earliest_first(house: House, visitor: Visitor) -> None:
    visitor.has_no_sign().tells_of_the_hip()
    page = visitor.get("public:request_time")
    told = text_of(page)
    assert "Times are on the clock of the office: New York time." in told
    assert visitor.slots(page)[:3] == [f"town@doctor@20270308T{t}" for t in ("1430", "1500", "1530")]
    assert "8 March 2027 to 14 March 2027" in told
    following = visitor.open(reverse("public:request_time") + "?week=1")
    assert visitor.slots(following)[3].startswith("town@doctor@20270315T1300")  # after the clocks changed
    afternoon = visitor.open(reverse("public:request_time") + "?half=afternoon&week=1")
    assert visitor.slots(afternoon)[3].startswith("town@doctor@20270315T1600")


@pytest.mark.parametrize(
    "query", ["week=x", "week=-1", "week=999", "office=nowhere", "half=%00", "clinician=''"]
)
def test_a_strange_address_is_any(visitor: Visitor, query: str) -> None:
    visitor.has_no_sign().tells_of_the_hip()
    assert visitor.open(reverse("public:request_time") + f"?{query}").status_code in (200, 400)


@pytest.mark.parametrize(
    "slot",
    ["x", "town@doctor@20270309T0300", "town@nobody@20270309T1500", "moon@doctor@20270309T1500",
     "town@doctor@99999999T9999", "town@doctor@00010101T0000", "town@other@20270309T1500"],
)  # fmt: skip
def test_a_time_that_is_not_offered_is_not_taken(visitor: Visitor, slot: str) -> None:
    visitor.has_no_sign().tells_of_the_hip()
    answer = visitor.chooses(slot)
    assert answer.status_code == 422
    assert "it is not offered any more. Choose another one." in text_of(answer)


def test_who_comes_second_gets_the_next_times_with_everything_kept(house: House, visitor: Visitor) -> None:
    second = Visitor().comes_to_check(TEN, given="Bea", email="bea@example.org", day="9")
    visitor.books(TEN)

    answer = second.sends()

    assert answer.status_code == 409
    told = text_of(answer)
    assert "Somebody else has just taken that time" in told
    assert "Bea Ferro" in told and "It hurts at night." in told
    assert second.slots(answer)[0] == HALF_PAST_TEN
    taken = second.sends(slot=HALF_PAST_TEN)
    assert taken["Location"].endswith("/booked/")
    assert BookingRow.objects.filter(status="booked").count() == 2


def test_a_form_sent_twice_books_once_and_both_answers_lead_to_the_visit(
    house: House, visitor: Visitor
) -> None:
    visitor.comes_to_check(TEN)
    lost = Visitor(now=visitor.now)
    for name in ("asking", "asking-who"):
        lost.client.cookies[name] = visitor.client.cookies[name].value
        lost.client.cookies[name]["path"] = "/request/"
    answers = [visitor.sends(), lost.sends()]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert all(answer["Location"].endswith("/booked/") for answer in answers)
    assert (RequestRow.objects.count(), BookingRow.objects.count()) == (1, 1)
    assert LinkRow.objects.filter(revoked_at=None).count() == 2


def test_who_goes_back_after_sending_is_shown_the_visit(visitor: Visitor) -> None:
    visitor.books(TEN)
    for answer in (visitor.get("public:request_check"), visitor.post("public:request_check", {})):
        assert answer["Location"] == reverse("public:visit")


def test_one_hip_holds_one_time(house: House, visitor: Visitor) -> None:
    visitor.books(TEN)
    second = Visitor()
    answer = second.comes_to_check(HALF_PAST_TEN).sends()
    assert answer["Location"] == reverse("public:request_told")
    assert "The time you chose is not booked." in text_of(second.open(answer["Location"]))
    assert BookingRow.objects.count() == 1 and RequestRow.objects.count() == 2


def test_no_time_that_suits_is_a_request_without_one(house: House, visitor: Visitor) -> None:
    visitor.has_no_sign().tells_of_the_hip()
    assert "Choose an office, or a time." in text_of(visitor.post("public:request_time", {}))
    visitor.post("public:request_time", {"office": "town"})
    visitor.tells_who()
    assert "The front desk agrees on one with you" in text_of(visitor.get("public:request_check"))
    assert visitor.sends()["Location"] == reverse("public:request_sent")
    assert bookings.find_held(house.desk, the_request(house).id) is None


def test_what_was_sent_is_told_to_whoever_sent_it_again_and_to_nobody_else(visitor: Visitor) -> None:
    visitor.has_no_sign().tells_of_the_hip()
    visitor.post("public:request_time", {"office": "town"})
    visitor.tells_who()
    hidden = visitor.hidden(visitor.get("public:request_check").content.decode())
    for _again in range(2):
        answer = visitor.post("public:request_check", hidden)
        assert answer["Location"] == reverse("public:request_sent")
    assert "We have your request" in text_of(visitor.open(answer["Location"]))
    assert RequestRow.objects.count() == 1
    for page in ("request_sent", "request_told", "call_sent", "emergency_sent"):
        assert Visitor().get(f"public:{page}")["Location"] == reverse("public:request")


def test_whoever_begins_anew_after_sending_is_asked_anew(visitor: Visitor) -> None:
    visitor.has_no_sign().tells_of_the_hip()
    visitor.post("public:request_time", {"office": "town"})
    visitor.tells_who()
    visitor.sends()
    visitor.has_no_sign()
    assert visitor.get("public:request_check")["Location"] == reverse("public:request_hip")


def test_a_call_that_is_told_twice_is_told_once(house: House, visitor: Visitor) -> None:
    visitor.post("public:request", {"sign": [TODAY[0]]})
    for _again in range(2):
        assert visitor.post("public:call_today", CALLER)["Location"] == reverse("public:call_sent")
    assert the_request(house).red_flags == (TODAY[0],)


def test_what_a_program_fills_in_is_asked_again(visitor: Visitor) -> None:
    visitor.has_no_sign().tells_of_the_hip()
    visitor.chooses(TEN)
    answer = visitor.tells_who(website="https://example.org")
    assert answer.status_code == 422 and "as if a program" in text_of(answer)
    assert visitor.tells_who().status_code == 303


def test_what_is_sent_faster_than_it_is_read_is_asked_again(visitor: Visitor) -> None:
    visitor.tick = lambda seconds=0: visitor.now  # type: ignore[method-assign]
    visitor.comes_to_check(TEN)
    answer = visitor.sends()
    assert answer.status_code == 422 and "That was very quick." in text_of(answer)
    del visitor.tick  # type: ignore[attr-defined]
    assert visitor.sends().status_code == 303


def test_over_the_limit_one_is_told_to_call_and_loses_nothing(
    house: House, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(settings.ACCOUNT_RATE_LIMITS, "request", "1/1h/ip")
    visitor.books(TEN)
    other = Visitor(now=visitor.now).comes_to_check(HALF_PAST_TEN, given="Bea", email="bea@example.org")
    answer = other.sends()
    assert answer.status_code == 429
    told = text_of(answer)
    assert "Please call us: (201) 555-0100." in told and "Bea Ferro" in told
    other.now += timedelta(minutes=70)
    assert other.sends().status_code == 303


def test_one_contact_asks_only_so_often(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(settings.ACCOUNT_RATE_LIMITS, "request_contact", "1/1d/key")
    visitor.books(TEN)
    other = Visitor(now=visitor.now)
    assert other.comes_to_check(HALF_PAST_TEN, email="IDA@example.org", day="9").sends().status_code == 429


def test_a_forged_form_sends_nothing(house: House) -> None:
    assert Client(enforce_csrf_checks=True).post(reverse("public:request_check"), {}).status_code == 403


def test_without_sessions_the_practice_agrees_on_the_time(house: House, visitor: Visitor) -> None:
    from dataclasses import replace

    from enthesis.store.practice import save_practice
    from tests.support.cases import practice_of

    save_practice(replace(practice_of("north"), sessions=()), at=AT)
    visitor.has_no_sign()
    assert visitor.tells_of_the_hip().status_code == 422  # the office is asked here
    assert visitor.tells_of_the_hip(office="town")["Location"] == reverse("public:request_who")
    assert visitor.get("public:request_time")["Location"] == reverse("public:request_who")
    visitor.tells_who()
    assert visitor.sends()["Location"] == reverse("public:request_sent")
    assert the_request(house).asked.office == "town"


def test_it_is_spoken_in_spanish(visitor: Visitor) -> None:
    spanish = Visitor(language="es")
    spanish.has_no_sign().tells_of_the_hip()
    told = text_of(spanish.get("public:request_time"))
    assert "hora de New York" in told
    assert "martes" in told.lower()
    assert "Marque lo que corresponda" in text_of(Visitor(language="es").post("public:request", {}))
    Visitor().books(TEN, given="Bea", email="bea@example.org", day="9")
    assert "ya no se ofrece. Elija otra." in text_of(spanish.chooses(TEN))
