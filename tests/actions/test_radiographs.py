"""A radiograph is read a second time by somebody else, once, and blinded unless they opened the hip."""

from dataclasses import replace
from datetime import date

import pytest

from enthesis.actions import radiographs
from enthesis.actions.reading import open_case_file
from enthesis.domain.errors import Invalid, NotAllowed, NotFound
from enthesis.domain.examination.radiograph import RadiographFindings, SecondRadiographReading
from enthesis.domain.pathway.case import every
from enthesis.domain.terms import Role
from enthesis.store.models import AuditRow
from enthesis.store.scope import Scope
from tests.support.cases import Hip, a_hip, a_house

pytestmark = pytest.mark.django_db


@pytest.fixture
def hip() -> Hip:
    return a_hip(a_house())


@pytest.fixture
def other(hip: Hip) -> Scope:
    return hip.house.scope(Role.SURGEON, "second")


def seen(hip: Hip, reader: Scope, grade: int | None = 2) -> RadiographFindings:
    return RadiographFindings(read_on=hip.now.date(), reader=reader.actor.person, tonnis=grade)


def read(hip: Hip, reader: Scope, grade: int | None = 2) -> None:
    radiographs.record_radiograph(reader, hip.case, seen(hip, reader, grade), read=hip.read, at=hip.tick())


def read_again(hip: Hip, reader: Scope, grade: int = 1) -> SecondRadiographReading:
    radiographs.record_second_radiograph(
        reader, hip.case, seen(hip, reader, grade), read=hip.read, at=hip.tick()
    )
    return every(hip.file.entries, SecondRadiographReading)[-1].value


def test_a_second_reading_stands_beside_the_first_and_is_blinded(hip: Hip, other: Scope) -> None:
    read(hip, hip.house.surgeon)
    radiographs.open_radiograph_blind(other, hip.case, at=hip.tick())
    second = read_again(hip, other)

    first = hip.file.latest(RadiographFindings)
    assert first and first.value.tonnis == 2
    assert (second.of, second.blinded, second.seen.tonnis) == (first.id, True, 1)
    for action in ("record_radiograph", "open_radiograph_to_read_second", "record_second_radiograph"):
        assert AuditRow.objects.filter(action=action, subject=hip.case).count() == 1


def test_who_opened_the_hip_since_is_not_blinded(hip: Hip, other: Scope) -> None:
    read(hip, hip.house.surgeon)
    open_case_file(other, hip.case, at=hip.tick())

    assert not read_again(hip, other).blinded


def test_nobody_is_their_own_second_reader(hip: Hip) -> None:
    read(hip, hip.house.surgeon)
    with pytest.raises(NotAllowed, match="You made the first reading"):
        read_again(hip, hip.house.surgeon)
    with pytest.raises(NotAllowed, match="You made the first reading"):
        radiographs.open_radiograph_to_read_second(hip.house.surgeon, hip.case, at=hip.tick())
    assert hip.file.every(SecondRadiographReading) == ()


def test_nobody_reads_one_radiograph_a_second_time_twice_and_a_newer_one_is_another(
    hip: Hip, other: Scope
) -> None:
    read(hip, hip.house.surgeon)
    read_again(hip, other)
    with pytest.raises(NotAllowed, match="You have read this radiograph already"):
        read_again(hip, other, grade=3)
    assert len(hip.file.every(SecondRadiographReading)) == 1

    read(hip, hip.house.surgeon, 3)
    assert read_again(hip, other, grade=3).seen.tonnis == 3


def test_without_a_first_reading_there_is_no_second(hip: Hip, other: Scope) -> None:
    with pytest.raises(NotFound, match="No radiograph was read yet"):
        read_again(hip, other)


def test_a_reading_says_something_of_a_day_that_has_come(hip: Hip) -> None:
    with pytest.raises(Invalid, match="The reading says nothing"):
        read(hip, hip.house.surgeon, None)
    ahead = RadiographFindings(read_on=date(2099, 1, 1), reader=hip.house.surgeon.actor.person, tonnis=1)
    with pytest.raises(Invalid) as refused:
        radiographs.record_radiograph(hip.house.surgeon, hip.case, ahead, read=hip.read, at=hip.tick())
    assert refused.value.code == "read_on"
    assert hip.file.latest(RadiographFindings) is None


def test_a_nurse_reads_no_radiograph(hip: Hip) -> None:
    with pytest.raises(NotAllowed):
        read(hip, hip.house.nurse)


def test_a_picture_from_before_the_birth_is_none_of_this_hip(hip: Hip) -> None:
    old = replace(seen(hip, hip.house.surgeon), taken_on=date(1900, 1, 1))
    with pytest.raises(Invalid, match="1900-01-01 cannot be the day of it"):
        radiographs.record_radiograph(hip.house.surgeon, hip.case, old, read=hip.read, at=hip.tick())
