"""When somebody of the practice may write once more to a person who is asked."""

from datetime import date

import pytest

from enthesis.domain.errors import NotAllowed
from enthesis.domain.pathway.contact.asked import Became, Made
from enthesis.domain.pathway.contact.by_hand import check_by_hand
from enthesis.domain.pathway.contact.called import About
from enthesis.domain.pathway.contact.examples import LEFT, RIGHT, ZONE, wrote

ABOUT = About(case=LEFT, milestone="3m")
EVENING = "2027-04-05T23:30"  # the next day already in UTC


def judge(*made: Made, on: date = date(2027, 4, 5), wished: bool = False) -> None:
    check_by_hand(made, ABOUT, opens=date(2027, 3, 1), most=4, on=on, zone=ZONE, wished=wished)


def test_one_a_day_by_the_clock_of_the_office() -> None:
    with pytest.raises(NotAllowed, match="left today at 23:30"):
        judge(wrote(EVENING))
    judge(wrote(EVENING), on=date(2027, 4, 6))


def test_of_the_other_hip_as_well_whose_link_opens_both() -> None:
    with pytest.raises(NotAllowed, match="Its link opens the questions of every hip"):
        judge(wrote("2027-04-05T09:00", case=RIGHT))


def test_who_asks_for_it_gets_it_again_once_the_first_has_left() -> None:
    judge(wrote("2027-04-05T09:00"), wished=True)
    with pytest.raises(NotAllowed, match="is on its way"):
        judge(wrote("2027-04-05T09:00", became=Became.WAITING), wished=True)


def test_no_more_leave_for_a_window_than_by_rule_whoever_asks() -> None:
    made = [wrote(f"2027-04-0{day}T09:00") for day in (1, 2, 3, 4)]
    judge(*made[1:], wished=True)
    with pytest.raises(NotAllowed, match="4 messages about “3 months” have left: no more do"):
        judge(*made, wished=True)


def test_what_never_left_or_came_back_counts_for_nothing() -> None:
    judge(*(wrote("2027-04-05T09:00", became=one) for one in (Became.MOOT, Became.BOUNCED)))
