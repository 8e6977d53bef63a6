"""When a clinician is there: sessions without what is closed, on a clock that may leap."""

from dataclasses import replace
from datetime import date, datetime, time

from enthesis.domain.practice.clock import wall_to_utc
from enthesis.domain.practice.hours import hours_on, is_open, lies_in
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.session import Closure, Holiday, Session
from enthesis.domain.practice.ticks import tick_of
from tests.support.cases import ZONE, a_visit, practice_of

TUESDAY = date(2027, 3, 9)
SITE = practice_of("north")


def walls(site: Practice, day: date, clinician: str = "doctor") -> list[tuple[str, str]]:
    spans = hours_on(site, day, clinician=clinician, office="town")
    midnight = tick_of(wall_to_utc(datetime.combine(day, time(0)), ZONE))
    return [
        tuple(f"{(t - midnight) // 12:02}:{(t - midnight) % 12 * 5:02}" for t in (s.start, s.stop))
        for s in spans
    ]


def closing_at(begins: time | None = None, ends: time | None = None, **told: str) -> Closure:
    return Closure(first=TUESDAY, last=TUESDAY, begins=begins, ends=ends, **told)


def test_a_day_has_its_session_and_another_has_none() -> None:
    assert walls(SITE, TUESDAY) == [("09:00", "17:00")]
    assert walls(SITE, date(2027, 3, 13)) == []
    assert walls(SITE, TUESDAY, "other") == []


def test_a_closure_of_hours_leaves_the_rest() -> None:
    shut = replace(SITE, closures=(closing_at(time(12), time(13)),))
    assert walls(shut, TUESDAY) == [("09:00", "12:00"), ("13:00", "17:00")]


def test_closures_of_others_take_nothing() -> None:
    shut = replace(SITE, closures=(closing_at(clinician="other"),))
    assert walls(shut, TUESDAY) == [("09:00", "17:00")]


def test_a_holiday_leaves_nothing_and_its_session_is_not_open() -> None:
    shut = replace(SITE, holidays=(Holiday(on=TUESDAY, name="A day off"),))
    session = next(SITE.sessions_on(TUESDAY, clinician="doctor", office="town"))
    assert walls(shut, TUESDAY) == []
    assert is_open(SITE, session, TUESDAY) and not is_open(shut, session, TUESDAY)


def test_a_night_in_which_the_clocks_go_back_has_an_hour_more() -> None:
    night = Session(clinician="doctor", office="town", weekday="sunday", opens=time(0), closes=time(4))
    spans = hours_on(replace(SITE, sessions=(night,)), date(2027, 11, 7), clinician="doctor", office="town")
    assert [len(span) * 5 for span in spans] == [5 * 60]


def test_a_visit_lies_in_a_closure_it_only_touches_with_its_minutes() -> None:
    visit = a_visit(datetime(2027, 3, 9, 11, 45))  # noqa: DTZ001  a wall time
    assert lies_in(SITE, closing_at(time(12), time(13)), visit)
    assert not lies_in(SITE, closing_at(time(12, 15), time(13)), visit)
    assert not lies_in(SITE, closing_at(clinician="other"), visit)
    assert not lies_in(SITE, Closure(first=date(2027, 3, 10), last=date(2027, 3, 12)), visit)


def test_the_time_after_a_visit_counts_while_its_kind_is_there() -> None:
    visit = a_visit(datetime(2027, 3, 9, 11, 30))  # noqa: DTZ001  a wall time
    noon = closing_at(time(12), time(13))
    longer = replace(SITE, visit_types=(replace(SITE.visit_types[0], after=10), SITE.visit_types[1]))
    assert not lies_in(SITE, noon, visit)
    assert lies_in(longer, noon, visit)
    assert not lies_in(longer, noon, replace(visit, visit_type="gone"))
