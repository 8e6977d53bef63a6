"""Sessions of one clinician lie apart; what they and closures say of themselves makes sense."""

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enthesis.domain.errors import Invalid, NotFound
from enthesis.domain.practice.bits import comb, ones, runs, stretch
from enthesis.domain.practice.practice import Office, Practice
from enthesis.domain.practice.resource import Room
from enthesis.domain.practice.session import Closure, ExtraDay, Session
from tests.support.cases import practice_of

SITE = practice_of("north")
MONDAY = SITE.sessions[0]  # 9 to 17
WEST = Office(slug="west", name="West", state="CA", zone="America/Los_Angeles")
EAST = Office(slug="east", name="East", state="NY", zone="America/New_York")


def with_sessions(*more: Session, extra: tuple[ExtraDay, ...] = ()) -> Practice:
    offices = (*SITE.offices, WEST, EAST)
    return replace(SITE, offices=offices, sessions=(*SITE.sessions, *more), extra_days=extra)


@pytest.mark.parametrize(
    "other",
    [
        replace(MONDAY, opens=time(16, 55), closes=time(18)),
        replace(MONDAY, office="east", opens=time(8), closes=time(9, 5)),
        replace(MONDAY, office="east", valid_from=date(2030, 1, 1)),
    ],
    ids=["five minutes", "at another office", "later"],
)
def test_one_clinician_is_at_one_place(other: Session) -> None:
    with pytest.raises(Invalid, match="Two sessions of 'doctor' on monday overlap"):
        with_sessions(other)


def test_sessions_that_only_touch_or_differ_in_day_or_zone_are_apart() -> None:
    assert with_sessions(
        replace(MONDAY, opens=time(17), closes=time(18), office="east"),
        replace(MONDAY, weekday="sunday"),
        replace(MONDAY, clinician="other"),
        replace(MONDAY, office="west"),  # its clock is another: the claim of the clinician decides
    )


def test_one_pattern_may_follow_another() -> None:
    until = replace(MONDAY, clinician="other", valid_until=date(2027, 3, 8))
    after = replace(MONDAY, clinician="other", office="east", valid_from=date(2027, 3, 9))

    assert with_sessions(until, after)
    with pytest.raises(Invalid, match="overlap"):
        with_sessions(until, replace(after, valid_from=date(2027, 3, 8)))


def test_an_extra_day_lies_apart_from_the_week_and_from_others() -> None:
    extra = ExtraDay(clinician="doctor", office="east", on=date(2027, 3, 13), opens=time(9), closes=time(12))

    assert with_sessions(extra=(extra,))
    for extras in ((replace(extra, on=date(2027, 3, 15)),), (extra, replace(extra, office="town"))):
        with pytest.raises(Invalid, match=r"Two sessions of 'doctor' on 2027-03-1[35] overlap"):
            with_sessions(extra=extras)


@pytest.mark.parametrize(
    "told",
    [
        {"last": date(2027, 3, 7)},
        {"begins": time(9)},
        {"begins": time(9), "ends": time(9)},
    ],
)
def test_a_closure_ends_after_it_begins(told: dict[str, object]) -> None:
    with pytest.raises(Invalid):
        Closure(**{"first": date(2027, 3, 8), "last": date(2027, 3, 8), **told})  # type: ignore[arg-type]


def test_what_is_closed_and_where_a_room_is_must_be_there() -> None:
    for told in (
        {"closures": (Closure(first=date(2027, 3, 8), last=date(2027, 3, 8), office="nowhere"),)},
        {"closures": (Closure(first=date(2027, 3, 8), last=date(2027, 3, 8), clinician="nobody"),)},
        {"rooms": (Room(slug="r", name="R", office="nowhere", kind="exam"),)},
    ):
        with pytest.raises(NotFound):
            replace(SITE, **told)
    twice = (Room(slug="r", name="R", office="town", kind="exam"),) * 2
    with pytest.raises(Invalid, match="distinct slugs"):
        replace(SITE, rooms=twice)


@pytest.mark.parametrize("slug", ["", "Town", "to wn", "a@b", "-x", "x" * 51, "ü"])
def test_a_short_name_fits_an_address_and_a_resource(slug: str) -> None:
    with pytest.raises(Invalid, match="cannot be a short name"):
        replace(EAST, slug=slug)


bits = st.sets(st.integers(0, 300), max_size=40)


@given(taken=bits, length=st.integers(1, 70))
def test_a_run_begins_where_so_many_in_a_row_are_free(taken: set[int], length: int) -> None:
    line = sum(1 << n for n in taken)

    found = set(ones(runs(~line, length) & stretch(0, 310)))

    assert found == {n for n in range(310) if not taken & set(range(n, n + length))}


@given(first=st.integers(0, 90), step=st.integers(1, 70), count=st.integers(-2, 9))
def test_a_comb_has_so_many_teeth(first: int, step: int, count: int) -> None:
    assert list(ones(comb(first, step, count))) == [first + n * step for n in range(count)]
    assert list(ones(stretch(first, first + step))) == list(range(first, first + step))
