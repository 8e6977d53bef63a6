"""A radiograph says what was read on it; an angle or grade that cannot be is refused."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from enthesis.domain.errors import Invalid
from enthesis.domain.examination.radiograph import (
    RadiographFindings,
    RadiographReadTwice,
    SecondRadiographReading,
    tonnis_pairs,
)
from enthesis.domain.terms import EntryId, PersonId

ON = date(2027, 3, 8)


def seen(**told: Any) -> RadiographFindings:
    return RadiographFindings(read_on=ON, **{"reader_name": "Dr Outside", **told})


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"reader_name": " "}, "The reading names no reader."),
        ({"taken_on": date(2027, 3, 9)}, "The radiograph was read before it was taken."),
        ({"tonnis": 4}, "There is no Tönnis grade 4."),
        ({"tonnis": -1}, "There is no Tönnis grade -1."),
        ({"alpha": Decimal(181)}, "An alpha angle of 181° cannot be."),
        ({"alpha": Decimal(-1)}, "An alpha angle of -1° cannot be."),
        ({"centre_edge": Decimal(181)}, "A lateral centre-edge angle of 181° cannot be."),
        ({"centre_edge": Decimal("NaN")}, "A lateral centre-edge angle of NaN° cannot be."),
    ],
)
def test_what_cannot_be_is_refused(told: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Invalid) as refusal:
        seen(**told)
    assert refusal.value.sentence == sentence


def test_a_socket_that_ends_before_the_centre_has_an_angle_below_zero() -> None:
    assert seen(centre_edge=Decimal(-4)).centre_edge == -4


def test_grade_0_and_an_even_trochanter_say_something() -> None:
    assert seen().says_nothing
    assert not seen(tonnis=0).says_nothing
    assert not seen(trochanter_irregular=False).says_nothing


def test_only_grades_both_gave_blinded_make_pairs_whoever_read_first() -> None:
    mine = RadiographFindings(read_on=ON, reader=PersonId(UUID(int=2)), tonnis=1)

    def twice(
        a: int | None, b: int | None, *, blinded: bool = True, swap: bool = False
    ) -> RadiographReadTwice:
        names = ("Ito", "Abel") if swap else ("Abel", "Ito")
        second = SecondRadiographReading(
            of=EntryId(UUID(int=1)), blinded=blinded, seen=replace(mine, tonnis=b)
        )
        return RadiographReadTwice(first=seen(tonnis=a), first_by=names[0], second=second, second_by=names[1])

    read = (twice(1, 2), twice(3, 0, swap=True), twice(1, None), twice(2, 2, blinded=False))
    assert tonnis_pairs(read) == {("Abel", "Ito"): [(1, 2), (0, 3)]}


def test_a_second_reading_names_an_account() -> None:
    with pytest.raises(Invalid, match="made by an account"):
        SecondRadiographReading(of=EntryId(UUID(int=1)), blinded=True, seen=seen(tonnis=1))
