"""What is entered is recorded as entered; what was not done is not recorded as normal."""

from decimal import Decimal

import pytest

from enthesis.domain.examination.history import History
from enthesis.domain.examination.tests import Examination, Gait, Mrc
from enthesis.domain.pathway.stages import Stage
from tests.support.cases import Hip, a_hip, a_house
from tests.web.bench import text_of
from tests.web.desk import Desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def hip() -> Hip:
    return a_hip(a_house())


def test_the_examination_is_on_the_record(hip: Hip) -> None:
    answer = Desk(hip).send(
        "examination",
        symptom_months="14",
        stance_seconds="12",
        stance_pain="6",
        stance_familiar="yes",
        derotation="no",
        gait="trendelenburg",
        abduction="4-",
    )

    assert (answer.status_code, answer.headers["Location"]) == (303, f"/practice/cases/{hip.case}/")
    found, told = hip.file.value(Examination), hip.file.value(History)
    assert found and found.single_leg_stance and found.derotation and told
    assert found.single_leg_stance.seconds == Decimal(12)
    assert found.single_leg_stance.is_positive is True
    assert found.derotation.positive is False
    assert (found.gait, found.abduction) == (Gait.TRENDELENBURG, Mrc.FOUR_MINUS)
    assert told.symptom_months == Decimal(14)
    assert hip.stage is Stage.EXAMINED


def test_what_is_left_open_is_not_known(hip: Hip) -> None:
    Desk(hip).send("examination")

    found = hip.file.value(Examination)
    assert found and found.trochanteric_tenderness is None
    assert found.gait is None and found.single_leg_stance is None and found.derotation is None


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"stance_seconds": "31"}, "30"),
        ({"examined_on": ""}, "Enter the date."),
        ({"stance_pain": "4"}, "Enter how long the stance was held"),
        ({"derotation_pain": "4"}, "Say whether derotation was painful"),
        ({"symptom_months": "3", "nonoperative_months": "9"}, "lasted longer than the symptoms"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(hip: Hip, typed: dict[str, str], sentence: str) -> None:
    answer = Desk(hip).send("examination", **typed)

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert hip.stage is Stage.BOOKED
