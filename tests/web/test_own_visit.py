"""One visit by its private link: it tells nothing before the date of birth, and looking changes nothing."""

import re
from datetime import timedelta

import icalendar
import pytest
from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse
from django.urls import reverse

from enthesis.actions.bookings import move_booking
from enthesis.domain.practice.booking import Booking, BookingStatus, Why
from enthesis.domain.practice.referral import RequestStatus
from enthesis.store import bookings
from enthesis.store.models import AuditRow, LinkRow, OutboxRow
from tests.support.cases import AT, House, a_house, a_visit
from tests.support.screen import text_of
from tests.support.visitor import WHO, Visitor

pytestmark = pytest.mark.django_db
TEN, ELEVEN = "town@doctor@20270309T1500", "town@doctor@20270309T1600"
NOBODYS = "/v/" + "x" * 43 + "/"
BORN = {name: WHO[name] for name in ("day", "month", "year")}
WRONG = {**BORN, "year": "1950"}
INSIDE = ("visit", "visit_move", "visit_cancel", "visit_calendar")


@pytest.fixture
def house() -> House:
    cache.clear()
    return a_house()


@pytest.fixture
def link(house: House) -> str:
    return Visitor().books(TEN)


@pytest.fixture
def holder(link: str) -> Visitor:
    """Another browser, with the link and the date of birth."""
    visitor = Visitor()
    assert visitor.send(link, BORN)["Location"] == reverse("public:visit")
    return visitor


def the_visit(house: House) -> Booking:
    (request,) = bookings.list_requests(house.desk)
    held = bookings.find_held(house.desk, request.id)
    assert held is not None
    return held


def as_shown(response: HttpResponse) -> str:
    """A page without what differs each time it is shown."""
    text = re.sub(r'value="[^"]*"', "", response.content.decode())
    return re.sub(r"/v/[^/]+/", "", text)


def version(page: HttpResponse) -> str:
    found = re.search(r'name="version" value="(\d+)"', page.content.decode())
    assert found
    return found[1]


def test_a_right_link_and_a_wrong_one_look_the_same(link: str) -> None:
    visitor = Visitor()
    assert as_shown(visitor.open(link)) == as_shown(visitor.open(NOBODYS))


def test_a_scanner_that_follows_every_link_changes_nothing(house: House, link: str) -> None:
    before = (AuditRow.objects.count(), list(LinkRow.objects.values()), the_visit(house))
    scanner = Visitor()
    for address in (link, f"{link}booked/", *(reverse(f"public:{page}") for page in INSIDE)):
        told = scanner.open(address).content.decode()
        assert "10:00" not in told and "Ferro" not in told
    assert (AuditRow.objects.count(), list(LinkRow.objects.values()), the_visit(house)) == before


def test_looking_inside_changes_nothing_either(house: House, holder: Visitor) -> None:
    before = (AuditRow.objects.count(), the_visit(house))
    for page in INSIDE:
        assert holder.get(f"public:{page}").status_code == 200
    assert (AuditRow.objects.count(), the_visit(house)) == before


def test_no_page_learns_the_address_and_none_is_kept(link: str) -> None:
    page = Visitor().open(link)
    assert page["Referrer-Policy"] == "strict-origin"
    assert (page["X-Robots-Tag"], page["Cache-Control"]) == ("noindex", "no-store")


@pytest.mark.parametrize("page", INSIDE)
def test_nobody_comes_in_without_the_link(house: House, page: str) -> None:
    assert Visitor().get(f"public:{page}")["Location"] == reverse("public:visit_ended")


def test_five_wrong_dates_lock_it(link: str) -> None:
    visitor = Visitor()
    for left in ("4 tries are left", "3 tries", "2 tries", "1 try is left", "call the practice"):
        assert left in text_of(visitor.send(link, WRONG))
    assert "locked" in text_of(visitor.send(link, BORN))


def test_a_link_nobody_has_leads_to_the_explanation(house: House) -> None:
    answer = Visitor().send(NOBODYS, BORN)
    assert answer["Location"] == reverse("public:visit_ended")
    assert "This link does not work any more" in text_of(Visitor().open(answer["Location"]))


def test_many_tries_from_one_address_are_told_to_call(link: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(settings.ACCOUNT_RATE_LIMITS, "visit_link", "2/10m/ip")
    visitor = Visitor()
    assert [visitor.send(NOBODYS, BORN).status_code for _ in range(3)] == [303, 303, 429]
    refused = visitor.send(link, BORN)
    assert refused.status_code == 429 and "Please call us: (201) 555-0100." in text_of(refused)


def test_the_visit_is_shown_without_a_name(holder: Visitor) -> None:
    told = text_of(holder.get("public:visit"))
    assert "Tuesday, 9 March 2027, 10:00 AM" in told and "New York time" in told and "The Doctor" in told
    assert "Ferro" not in told


def test_it_is_moved_and_the_links_go_on(house: House, link: str, holder: Visitor) -> None:
    page = holder.get("public:visit_move")
    answer = holder.post("public:visit_move", {"slot": ELEVEN, "version": version(page)})
    assert answer["Location"] == reverse("public:visit") + "?moved"
    assert "Your visit has another time." in text_of(holder.open(answer["Location"]))
    assert f"{the_visit(house).visit.wall_start:%H:%M}" == "11:00"
    assert Visitor().send(link, BORN)["Location"] == reverse("public:visit")
    assert list(OutboxRow.objects.filter(kind="visit_moved").values_list("version", flat=True)) == [2]


def test_a_move_sent_twice_is_done_once(house: House, holder: Visitor) -> None:
    told = {"slot": ELEVEN, "version": version(holder.get("public:visit_move")), "submit_key": "once"}
    answers = [holder.post("public:visit_move", told) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert the_visit(house).version == 2


def test_a_taken_time_offers_the_next_and_keeps_the_old(house: House, holder: Visitor) -> None:
    Visitor().books(ELEVEN, given="Bea", email="bea@example.org", day="9")
    page = holder.get("public:visit_move")
    answer = holder.post("public:visit_move", {"slot": ELEVEN, "version": version(page)})
    assert answer.status_code == 409
    assert "Somebody else has just taken that time" in text_of(answer)
    assert holder.slots(answer)[0] == "town@doctor@20270309T1630"
    assert text_of(holder.get("public:visit")).count("10:00") == 1


@pytest.mark.parametrize("slot", ["x", "", "town@doctor@20270309T0300", "moon@doctor@20270309T1500"])
def test_a_time_that_is_not_offered_moves_nothing(house: House, holder: Visitor, slot: str) -> None:
    answer = holder.post("public:visit_move", {"slot": slot, "version": "1"})
    assert answer.status_code in (409, 422)
    assert the_visit(house).version == 1


@pytest.mark.parametrize("page", ["visit_move", "visit_cancel"])
def test_a_visit_that_the_desk_moved_meanwhile_is_looked_at_again(
    house: House, holder: Visitor, page: str
) -> None:
    visit = the_visit(house)
    move_booking(house.desk, visit.id, a_visit(AT.replace(day=9, hour=15, tzinfo=None)), why=Why.PRACTICE,
                 read=visit.version, at=AT)  # fmt: skip
    answer = holder.post(f"public:{page}", {"slot": ELEVEN, "why": "", "version": "1"})
    assert answer.status_code == 422
    assert "The visit has changed since you opened this page." in text_of(answer)
    assert the_visit(house).version == 2


def test_it_is_cancelled_with_a_reason_and_the_desk_sees_it(house: House, link: str, holder: Visitor) -> None:
    visit = the_visit(house)
    page = holder.get("public:visit_cancel")
    assert "I cannot come at that time" in text_of(page)
    answer = holder.post("public:visit_cancel", {"why": "no_time", "version": version(page)})
    assert "Your visit is cancelled" in text_of(holder.open(answer["Location"]))
    assert bookings.load_booking(house.desk, visit.id).status is BookingStatus.CANCELLED
    assert bookings.list_changes(house.desk, visit.id)[-1].why is Why.NO_TIME
    assert [r.id for r in bookings.list_requests(house.desk, status=RequestStatus.WITHDRAWN)] == [
        visit.request
    ]
    assert Visitor().send(link, BORN)["Location"] == reverse("public:visit_ended")
    assert holder.get("public:visit")["Location"] == reverse("public:visit_ended") + "?cancelled"


def test_whoever_did_not_see_that_it_is_cancelled_is_told_again(holder: Visitor) -> None:
    typed = {"why": "", "version": version(holder.get("public:visit_cancel"))}
    answers = [holder.post("public:visit_cancel", typed) for _lost in range(2)]
    for answer in answers:
        assert "Your visit is cancelled" in text_of(holder.open(answer["Location"]))


def test_nobody_else_is_told_that_a_visit_is_cancelled(house: House) -> None:
    told = text_of(Visitor().open(reverse("public:visit_ended") + "?cancelled"))
    assert "This link does not work any more" in told


def test_a_reason_is_not_asked_for_twice(house: House, holder: Visitor) -> None:
    assert holder.post("public:visit_cancel", {"why": "", "version": "1"}).status_code == 303


@pytest.mark.parametrize("why", ["practice", "mistake", "x"])
def test_a_reason_nobody_offered_cancels_nothing(house: House, holder: Visitor, why: str) -> None:
    assert holder.post("public:visit_cancel", {"why": why, "version": "1"}).status_code == 422
    assert the_visit(house).version == 1


def test_after_it_began_nothing_is_moved_or_cancelled(link: str) -> None:
    holder = Visitor(now=AT + timedelta(hours=25))
    holder.send(link, BORN)
    assert "can no longer be moved or cancelled here" in text_of(holder.get("public:visit"))
    for page in ("visit_move", "visit_cancel"):
        assert holder.get(f"public:{page}")["Location"] == reverse("public:visit")


def test_the_calendar_file_is_the_entry_of_the_message(house: House, holder: Visitor) -> None:
    page = holder.get("public:visit_calendar")
    assert page["Content-Type"].startswith("text/calendar")
    calendar = icalendar.Calendar.from_ical(page.content)
    (event,) = calendar.walk("VEVENT")
    visit = the_visit(house)
    assert (event["UID"], event["SEQUENCE"]) == (str(visit.id), 0)
    assert event["DTSTART"].dt == visit.visit.starts_at
    assert calendar["METHOD"] == "PUBLISH" and "ATTENDEE" not in event
    holder.post("public:visit_move", {"slot": ELEVEN, "version": "1"})
    (moved,) = icalendar.Calendar.from_ical(holder.get("public:visit_calendar").content).walk("VEVENT")
    assert (moved["UID"], moved["SEQUENCE"]) == (str(visit.id), 1)


def test_only_the_browser_that_booked_is_shown_the_booked_page(house: House, link: str) -> None:
    assert Visitor().open(f"{link}booked/")["Location"] == link
    assert Visitor().open(f"{NOBODYS}booked/")["Location"] == NOBODYS
