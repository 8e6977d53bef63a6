"""A reading is recorded as read; a sign that is neither present nor absent was not read."""

from decimal import Decimal

import pytest

from enthesis.domain.examination.imaging import MriFindings, Sign
from enthesis.domain.examination.muscle import Grade
from enthesis.domain.examination.tear import Tendon, Thickness
from tests.support.cases import Hip, a_hip, a_house
from tests.support.desk import Desk
from tests.support.screen import form_in, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def hip() -> Hip:
    return a_hip(a_house())


def test_the_reading_is_on_the_record(hip: Hip) -> None:
    answer = Desk(hip).send(
        "imaging",
        tendons=["gluteus_medius_anterior", "gluteus_minimus"],
        thickness="partial",
        partial_percent_thickness="60",
        gluteus_medius_anterior="2",
        sign_bursal_fluid="yes",
        sign_atrophy="no",
    )

    assert answer.status_code == 303
    seen = hip.file.value(MriFindings)
    assert seen and seen.tear.tendons == (Tendon.GLUTEUS_MEDIUS_ANTERIOR, Tendon.GLUTEUS_MINIMUS)
    assert seen.tear.thickness is Thickness.PARTIAL
    assert seen.tear.partial_percent_thickness == Decimal(60)
    assert seen.muscle.gluteus_medius_anterior is Grade.LESS_THAN_MUSCLE
    assert seen.muscle.gluteus_minimus is None
    assert (seen.sign(Sign.BURSAL_FLUID), seen.sign(Sign.ATROPHY)) == (True, False)
    assert seen.sign(Sign.T2_SIGNAL) is None
    assert seen.reader == hip.house.surgeon.actor.person


def test_a_reader_outside_is_named_instead(hip: Hip) -> None:
    Desk(hip).send("imaging", reader_name="Dr Outside", thickness="partial")

    seen = hip.file.value(MriFindings)
    assert seen and (seen.reader, seen.reader_name) == (None, "Dr Outside")
    assert seen.tear.tendons is None


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"thickness": "full", "partial_percent_thickness": "40"}, "has no share of the thickness torn"),
        ({"studied_on": "2027-03-09", "read_on": "2027-03-08"}, "read before they were made"),
        ({"retraction": "none", "retraction_mm": "5"}, "does not agree"),
        ({}, "The reading says nothing"),
        ({"thickness": "full", "read_on": "2099-01-01"}, "cannot be the day"),
        ({"thickness": "full", "studied_on": "1901-01-01"}, "1901-01-01 cannot be the day"),
        ({"thickness": "none", "tendons": "gluteus_minimus"}, "the thickness says that none is"),
        ({"partial_percent_thickness": "140"}, "100"),
    ],
)
def test_what_cannot_be_is_told(hip: Hip, typed: dict[str, str], sentence: str) -> None:
    answer = Desk(hip).send("imaging", **typed)

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert hip.file.value(MriFindings) is None


def test_a_corrected_reading_keeps_its_reader_and_what_was_right(hip: Hip) -> None:
    desk = Desk(hip)
    desk.send(
        "imaging", tendons=["gluteus_minimus"], thickness="partial", sign_atrophy="no", retraction_mm="4"
    )
    entry = hip.file.latest(MriFindings)
    assert entry
    hip.tick()
    url = f"{desk.address('imaging')}?corrects={entry.id}"
    form = form_in(desk.screen.get(url), None, version=str(hip.read))  # type: ignore[arg-type]
    answer = desk.screen.post(url, {**form, "thickness": "full", "why_wrong": "Seen again."})

    assert answer.status_code == 303
    (seen,) = hip.file.every(MriFindings)
    assert seen.tear.thickness is Thickness.FULL
    assert (seen.tear.tendons, seen.tear.retraction_mm) == ((Tendon.GLUTEUS_MINIMUS,), Decimal(4))
    assert seen.sign(Sign.ATROPHY) is False
    assert seen.reader == entry.value.reader


def test_a_grade_is_offered_in_the_words_of_either_scale(hip: Hip) -> None:
    told = text_of(Desk(hip).open("imaging"))

    assert "2: less fat than muscle (Goutallier); 26 to 50 % fat (Quartile)" in told
