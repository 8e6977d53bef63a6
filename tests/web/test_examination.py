"""What is entered is recorded as entered; what was not done is not recorded as normal."""

from datetime import date
from decimal import Decimal

import pytest

from enthesis.domain.examination.history import History
from enthesis.domain.examination.tests import Examination, Gait, Mrc
from enthesis.domain.pathway.stages import Stage
from tests.support.cases import Hip, a_hip, a_house
from tests.support.desk import Desk
from tests.support.screen import form_in, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def hip() -> Hip:
    return a_hip(a_house())


def test_the_examination_is_on_the_record(hip: Hip) -> None:
    answer = Desk(hip).send(
        "examination",
        symptom_months="14",
        height_cm="165",
        weight_kg="76.5",
        stance_seconds="12",
        stance_pain="6",
        stance_familiar="yes",
        derotation="no",
        gait="trendelenburg",
        abduction="4-",
        abduction_newton_metre="61.5",
    )

    assert (answer.status_code, answer.headers["Location"]) == (303, f"/practice/cases/{hip.case}/")
    found, told = hip.file.value(Examination), hip.file.value(History)
    assert found and found.single_leg_stance and found.derotation and told
    assert found.single_leg_stance.seconds == Decimal(12)
    assert found.single_leg_stance.is_positive is True
    assert found.derotation.positive is False
    assert (found.gait, found.abduction) == (Gait.TRENDELENBURG, Mrc.FOUR_MINUS)
    assert (found.abduction_newton, found.abduction_newton_metre) == (None, Decimal("61.5"))
    assert told.symptom_months == Decimal(14)
    assert (found.height_cm, found.weight_kg) == (Decimal(165), Decimal("76.5"))
    assert "Body mass index, kg/m² 28.1" in text_of(Desk(hip).open("case"))
    assert hip.stage is Stage.EXAMINED


def test_what_is_published_on_a_test_stands_beside_it(hip: Hip) -> None:
    told = text_of(Desk(hip).open("examination"))

    assert "Lequesne 2008 (17 hips), sensitivity 100 %, specificity 97.3 % (S44); Grimaldi 2017" in told
    assert "sensitivity 88 %, specificity 97.3 % (S44)" in told
    assert "Grimaldi 2017 (hips not stated in the source read), sensitivity 38 %" in told
    assert "Where it is absent, pain from the trochanter is unlikely (S45)." in told
    assert told.count("Published accuracy: no figures in the sources read.") == 4


def test_what_was_tried_before_is_recorded_with_its_days(hip: Hip) -> None:
    desk = Desk(hip)
    desk.send(
        "examination",
        nonoperative_months="5",
        physiotherapy_weeks="12",
        physiotherapy_began_on="2026-10-05",
        shock_wave="no",
        steroid_injections="2",
        steroid_injected_on="02/01/2027\n2026-11-20",
        steroid_drug="triamcinolone 40 mg",
    )

    told = hip.file.value(History)
    assert told and told.steroid_injected_on == (date(2026, 11, 20), date(2027, 2, 1))
    assert (told.physiotherapy_weeks, told.shock_wave, told.education) == (Decimal(12), False, None)
    assert (told.steroid_drug, told.prp_injections) == ("triamcinolone 40 mg", None)
    page = text_of(desk.open("case"))
    assert "Physiotherapy, weeks 12" in page and "triamcinolone 40 mg" in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (
            {"steroid_injections": "1", "steroid_injected_on": "2026-11-20 2027-02-01"},
            "2 days are told of 1 steroid injection.",
        ),
        ({"steroid_injections": "0", "steroid_drug": "triamcinolone"}, "No steroid was injected"),
        ({"steroid_injected_on": "in autumn"}, "in is not a day"),
        ({"steroid_injected_on": "2099-01-01"}, "cannot be the day"),
        ({"physiotherapy_weeks": "4", "physiotherapy_began_on": "2099-01-01"}, "cannot be the day"),
    ],
)
def test_days_and_numbers_of_what_was_tried_agree(hip: Hip, typed: dict[str, str], sentence: str) -> None:
    answer = Desk(hip).send("examination", **typed)

    assert answer.status_code == 422
    assert sentence in text_of(answer)


def test_what_is_left_open_is_not_known(hip: Hip) -> None:
    Desk(hip).send("examination", flexion="90")

    found = hip.file.value(Examination)
    assert found and found.trochanteric_tenderness is None
    assert found.gait is None and found.single_leg_stance is None and found.derotation is None


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"stance_seconds": "31"}, "30"),
        ({"examined_on": ""}, "Enter the date."),
        ({}, "Nothing was told or examined"),
        ({"flexion": "90", "examined_on": "2099-01-01"}, "cannot be the day"),
        ({"flexion": "90", "examined_on": "1890-01-01"}, "cannot be the day"),
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


def correcting(hip: Hip, kind: type[object]) -> str:
    entry = hip.file.latest(kind)
    assert entry
    return f"{Desk(hip).address('examination')}?corrects={entry.id}"


def test_a_correction_stands_in_the_place_of_the_entry(hip: Hip) -> None:
    hip.examine()
    desk, url = Desk(hip), correcting(hip, History)
    assert url in desk.open("case").content.decode().replace("&amp;", "&")
    hip.tick()
    form = form_in(desk.screen.get(url), None, version=str(hip.read))  # type: ignore[arg-type]
    assert form["symptom_months"] == "14" and "examined_on" not in form
    answer = desk.screen.post(url, {**form, "steroid_injections": "3", "why_wrong": "Miscounted."})

    assert answer.status_code == 303
    told, found = hip.file.every(History), hip.file.value(Examination)
    assert [history.steroid_injections for history in told] == [3]
    assert found and found.trochanteric_tenderness is True
    page = text_of(desk.open("case"))
    assert "Corrected by Surgeon" in page and "Miscounted." in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"why_wrong": ""}, "Enter what was wrong."),
        ({"why_wrong": "Typed twice."}, "Nothing is different from what was recorded."),
    ],
)
def test_a_correction_says_what_was_wrong(hip: Hip, typed: dict[str, str], sentence: str) -> None:
    hip.examine()
    desk, url = Desk(hip), correcting(hip, Examination)
    hip.tick()
    form = form_in(desk.screen.get(url), None, version=str(hip.read))  # type: ignore[arg-type]
    answer = desk.screen.post(url, {**form, **typed})

    assert answer.status_code == 422
    assert sentence in text_of(answer)


@pytest.mark.parametrize("named", ["nonsense", "00000000-0000-0000-0000-000000000000"])
def test_an_entry_that_is_not_there_is_not_corrected(hip: Hip, named: str) -> None:
    hip.examine()
    desk = Desk(hip)

    assert desk.screen.get(f"{desk.address('examination')}?corrects={named}").status_code == 404
