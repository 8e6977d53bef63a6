from pathlib import Path
from typing import Any

import pytest

from enthesis.actions.bringing import check_brought, tell_bring
from enthesis.domain.errors import Invalid, NotFound
from enthesis.domain.practice.attachment import AttachmentKind
from enthesis.domain.practice.bring import BringState, Said
from enthesis.store.bringing import bring_lines_of
from enthesis.store.practice import load_practice
from tests.support.attaching import attach
from tests.support.before_visit import asks_for
from tests.support.cases import Hip, a_hip, a_house, a_visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def hip() -> Hip:
    house = a_house()
    asks_for(house)
    return a_hip(house)


def states(hip: Hip) -> list[BringState]:
    booking = hip.file.bookings[0]
    lines = bring_lines_of(hip.house.desk, load_practice(hip.house.desk), [booking])
    return [line.state for line in lines[booking.id]]


def test_the_patient_says_what_comes_along_and_staff_check_it(hip: Hip) -> None:
    me, booking = hip.house.patient(hip.patient), hip.file.bookings[0].id
    tell_bring(me, booking, "mri-report", Said.BRINGS, at=hip.tick())
    tell_bring(me, booking, "medicine-list", Said.HAS_NONE, at=hip.tick())
    assert states(hip) == [BringState.BRINGS, BringState.HAS_NONE]

    check_brought(hip.house.desk, booking, "mri-report", there=True, at=hip.tick())
    assert states(hip)[0] is BringState.CHECKED
    check_brought(hip.house.desk, booking, "mri-report", there=False, at=hip.tick())
    assert states(hip)[0] is BringState.ASKED


def test_a_file_of_the_case_stands_for_what_it_shows(hip: Hip, settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    attach(hip.house.desk, hip.case, kind=AttachmentKind.MEDICINE_LIST, at=hip.tick())
    assert states(hip) == [BringState.ASKED, BringState.UPLOADED]


def test_a_patient_checks_nothing_off(hip: Hip) -> None:
    me, booking = hip.house.patient(hip.patient), hip.file.bookings[0].id
    with pytest.raises(Invalid, match="no such answer"):
        tell_bring(me, booking, "mri-report", Said.CHECKED, at=hip.tick())


def test_what_the_visit_does_not_ask_for_is_not_told(hip: Hip) -> None:
    me, booking = hip.house.patient(hip.patient), hip.file.bookings[0].id
    with pytest.raises(NotFound, match="does not ask for that"):
        tell_bring(me, booking, "radiographs", Said.BRINGS, at=hip.tick())


def test_another_patients_visit_is_not_there(hip: Hip) -> None:
    booking, stranger = (
        hip.file.bookings[0].id,
        a_hip(hip.house, "Bruno", visit=a_visit(clinician="other")).patient,
    )
    with pytest.raises(NotFound, match="no such visit"):
        tell_bring(hip.house.patient(stranger), booking, "mri-report", Said.BRINGS, at=hip.tick())
