"""How full the offices are, on a page and as a file."""

import csv
import io

import pytest

from enthesis.actions.bookings import record_no_show
from enthesis.domain.terms import Role
from tests.support.at_the_desk import a_desk
from tests.support.screen import text_of

pytestmark = pytest.mark.django_db
NAME = "practice:capacity"
WEEK = "?first=2027-03-08&last=2027-03-08"


def test_a_week_says_what_is_offered_booked_and_who_did_not_come() -> None:
    desk = a_desk().on_the_day()
    told = text_of(desk.get(NAME, query=WEEK))
    assert "Town, week by week" in told
    assert "8 March 2027 40:00 1 % 1 not counted nobody yet" in told
    record_no_show(desk.house.desk, desk.booking.id, read=1, at=desk.hip.now)
    told = text_of(desk.get(NAME, query=WEEK))
    assert "100 % (1 of 1): few" in told
    assert "Consultation 0 1 0 100 % (1 of 1): few" in told


def test_the_file_has_a_line_an_office_and_week_and_what_is_unknown_is_empty() -> None:
    answer = a_desk().get(NAME, query=f"{WEEK}&format=csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="capacity-2027-03-08-2027-03-14.csv"'
    (line,) = csv.DictReader(io.StringIO(answer.content.decode()))
    assert (line["minutes_offered"], line["minutes_booked"]) == ("2400", "30")
    assert (line["booked_share"], line["new_patient_places"], line["not_come_share"]) == ("0.013", "", "")


@pytest.mark.parametrize(
    "query", ["?first=x", "?first=2027-03-08&last=2020-01-01", "?first=0001-01-01", "?last=9999-12-31"]
)
def test_an_odd_period_shows_some_weeks_and_never_more_than_a_year(query: str) -> None:
    page = a_desk().get(NAME, query=query)
    assert page.status_code == 200
    assert 1 <= page.content.decode().count('<th scope="row">') <= 55


def test_every_member_of_staff_may_look() -> None:
    assert a_desk(Role.AUDITOR).get(NAME).status_code == 200
