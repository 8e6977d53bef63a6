"""A time-out is held by two people or more, and anything but a yes stops the operation."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from enthesis.cli.demo import aloud
from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.pathway.time_out import (
    Aloud,
    Item,
    Said,
    TimeOut,
    check_held_before,
    check_time_out,
)

AT = datetime(2027, 3, 8, 14, 2, 30, tzinfo=UTC)
HELD = aloud.time_out(surgeon="Ann Able", nurse="Ben Best", at=AT)


def answered(item: Item, said: Said, *, by: str = "Ben Best") -> TimeOut:
    told = tuple(Aloud(item=a.item, said=said, by=by) if a.item is item else a for a in HELD.confirmed)
    return replace(HELD, confirmed=told)


def test_everything_said_by_two_people_lets_it_go_on() -> None:
    check_time_out(HELD)
    assert set(HELD.people) == {"Ann Able", "Ben Best"}


@pytest.mark.parametrize("item", Item)
def test_a_no_stops_it_with_what_to_do(item: Item) -> None:
    with pytest.raises(NotAllowed) as refused:
        check_time_out(answered(item, Said.NO))
    assert refused.value.sentence == f"Stop. {item.label}: Ben Best said no. {item.remedy}"


@pytest.mark.parametrize("item", Item)
def test_not_known_is_not_fine(item: Item) -> None:
    with pytest.raises(NotAllowed, match=f"{item.label}: it is not known"):
        check_time_out(answered(item, Said.NOT_KNOWN))


def test_everything_that_stops_it_is_told_at_once() -> None:
    both = answered(Item.SIDE, Said.NO)
    both = replace(
        both,
        confirmed=tuple(
            replace(a, said=Said.NOT_KNOWN) if a.item is Item.ALLERGIES else a for a in both.confirmed
        ),
    )
    with pytest.raises(NotAllowed, match=r"Side: .* Allergies: "):
        check_time_out(both)


@pytest.mark.parametrize("other", ["Ann Able", " ann  able ", "ANN ABLE"])
def test_one_person_written_twice_is_one_person(other: str) -> None:
    with pytest.raises(NotAllowed, match="One person alone confirmed everything"):
        check_time_out(aloud.time_out(surgeon="Ann Able", nurse=other, at=AT))


@pytest.mark.parametrize("item", Item)
def test_a_point_that_is_missing_or_told_twice_is_no_time_out(item: Item) -> None:
    rest = tuple(a for a in HELD.confirmed if a.item is not item)
    twice = next(a for a in HELD.confirmed if a.item is item)
    for told in (rest, (*HELD.confirmed, twice)):
        with pytest.raises(Invalid, match=f"“{item.label}” is not answered once"):
            replace(HELD, confirmed=told)


def test_who_said_it_is_named() -> None:
    with pytest.raises(Invalid, match="does not say who confirmed it"):
        Aloud(item=Item.SIDE, said=Said.YES, by=" ")


def test_a_time_has_its_zone() -> None:
    with pytest.raises(Invalid, match="no time zone"):
        replace(HELD, held_at=AT.replace(tzinfo=None))


def test_nothing_is_done_before_it_and_the_same_minute_is_not_before() -> None:
    with pytest.raises(NotAllowed, match="No step is recorded before the time-out"):
        check_held_before((), AT)
    check_held_before((HELD,), AT.replace(second=0))
    with pytest.raises(NotAllowed, match="before the time-out"):
        check_held_before((HELD,), AT - timedelta(minutes=1))


def test_after_a_second_time_out_the_first_still_counts() -> None:
    later = replace(HELD, held_at=AT + timedelta(minutes=30))
    check_held_before((HELD, later), AT + timedelta(minutes=5))
