"""Not known is an answer; an answer keeps the time it was told; a changed one was told now."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from enthesis.actions.radiographs import record_radiograph
from enthesis.cli.demo.well import all_clear
from enthesis.domain.candidacy.facts import (
    Anaesthetic,
    Anticoagulation,
    BloodThinner,
    Cancer,
    Expecting,
    Facts,
    Lab,
    LocalAnaesthetic,
)
from enthesis.domain.candidacy.labs import ANALYTES
from enthesis.domain.candidacy.rulebook import rules
from enthesis.domain.examination.radiograph import RadiographFindings
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.people.patient import Sex
from enthesis.store.models.patient import ContactRow, PatientRow
from enthesis.web.pages.practice.facts.fields import fields_of
from enthesis.web.pages.practice.facts.questions import groups, questions
from enthesis.web.shell.fact_words import fact_name
from tests.support.cases import Hip
from tests.support.desk import Desk
from tests.support.screen import form_in, text_of, wall
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db

HARMLESS = {"malignancy": "never", "local_infection": "no", "nsaid": "no"}
ALL = {f.name for f in fields(Facts)} - {"at"}


@pytest.fixture
def hip() -> Hip:
    """Of somebody who may be pregnant."""
    hip = a_hip_at(Stage.CLASSIFIED)
    ContactRow.objects.filter(patient_id=hip.patient).update(birth_date=date(1990, 5, 4))
    return hip


def nurse(hip: Hip) -> Desk:
    return Desk(hip, hip.house.nurse)


def known(hip: Hip) -> Facts:
    found = hip.file.value(Facts)
    assert found
    return found


def body(hip: Hip) -> str:
    return nurse(hip).open("facts").content.decode()


def test_every_fact_is_asked_once_in_its_section() -> None:
    asked = [question.fact for group in groups() for question in group.questions]

    assert sorted(asked) == sorted(ALL)
    assert [group.key for group in groups()] == [
        "cancer", "infection", "blood", "drugs", "allergies", "situation", "planned",
    ]  # fmt: skip


def test_nothing_is_known_until_somebody_says_so(hip: Hip) -> None:
    form = nurse(hip).form("facts")
    assert nurse(hip).send("facts").status_code == 303

    facts = known(hip)
    assert all(getattr(facts, name) is None for name in ALL)
    assert all(form[name] == "" for name in ALL if name in form)
    assert all(form[f"{name}_value"] == "" for name in ANALYTES)


def test_every_answer_is_recorded_with_its_time(hip: Hip) -> None:
    taken = wall(hip.now - timedelta(hours=30))
    answer = nurse(hip).send(
        "facts",
        malignancy="remission",
        malignancy_since="2024-01-31",
        platelets_value="88",
        platelets_unit="10*9/L",
        platelets_at=taken,
        local_infection="no",
        nsaid="yes",
        nsaid_taken=taken,
        aspirin="yes",
        aspirin_on="2027-03-06",
        p2y12="no",
        anticoagulation="doac",
        anticoagulation_taken=taken,
        pregnancy="not_possible",
        tonnis="2",
        anaesthetic="ropivacaine",
        anaesthetic_percent="0.5",
        anaesthetic_at=taken,
    )

    assert answer.status_code == 303
    facts = known(hip)
    assert facts.malignancy and facts.platelets and facts.local_infection and facts.nsaid
    assert facts.malignancy.status is Cancer.REMISSION
    assert (facts.platelets.value, facts.platelets.unit) == (Decimal(88), "10*9/L")
    assert wall(facts.platelets.at) == taken
    assert facts.local_infection.answer is False
    assert facts.local_infection.at == facts.at == hip.now
    assert facts.nsaid.taken and wall(facts.nsaid.taken) == taken
    assert facts.aspirin and facts.p2y12 and facts.pregnancy and facts.tonnis
    assert (facts.aspirin.on, facts.p2y12.on) == (date(2027, 3, 6), None)
    assert facts.anticoagulation == Anticoagulation(
        drug=BloodThinner.DOAC, taken=facts.nsaid.taken, at=hip.now
    )
    assert (facts.pregnancy.status, facts.tonnis.grade) == (Expecting.NOT_POSSIBLE, 2)
    assert facts.anaesthetic == Anaesthetic(
        drug=LocalAnaesthetic.ROPIVACAINE, percent=Decimal("0.5"), at=facts.platelets.at
    )


def test_the_page_shows_what_is_known_and_sends_it_back_unchanged(hip: Hip) -> None:
    hip.tell(all_clear(hip.now))
    read = hip.read

    assert nurse(hip).send("facts").status_code == 303
    assert hip.read == read
    nurse(hip).send("facts", tobacco="yes")
    facts = known(hip)
    assert facts.tobacco and facts.tobacco.answer
    told = {name: getattr(facts, name).at for name in ALL}
    assert {name for name, at in told.items() if at == hip.now} == {"tobacco"}


def test_an_answer_left_as_it_is_keeps_its_time(hip: Hip) -> None:
    nurse(hip).send("facts", **HARMLESS)
    told = hip.now
    hip.now += timedelta(days=2)
    nurse(hip).send("facts", local_infection="yes")

    facts = known(hip)
    assert facts.malignancy and facts.local_infection
    assert facts.malignancy.at == told
    assert (facts.local_infection.answer, facts.local_infection.at) == (True, hip.now)


def test_the_same_answers_sent_again_add_nothing(hip: Hip) -> None:
    nurse(hip).send("facts", **HARMLESS)
    read = hip.read
    answer = nurse(hip).send("facts")

    assert (answer.status_code, hip.read) == (303, read)


def test_asked_again_it_is_told_again(hip: Hip) -> None:
    nurse(hip).send("facts", **HARMLESS)
    hip.now += timedelta(days=40)
    nurse(hip).send("facts", malignancy_at="")

    facts = known(hip)
    assert facts.malignancy and facts.malignancy.at == hip.now


def test_a_section_is_asked_again_as_one_but_no_sample_is_taken_by_asking(hip: Hip) -> None:
    assert "again_" not in body(hip)
    taken = wall(hip.now)
    nurse(hip).send(
        "facts", platelet_dysfunction="no", platelets_value="240", platelets_at=taken, tobacco="no"
    )
    told = hip.now
    hip.now += timedelta(days=40)
    assert "The answer about tobacco is 40 days old; it is current for 30 days." in text_of(
        nurse(hip).open("facts")
    )
    nurse(hip).send("facts", again_blood="on")

    facts = known(hip)
    assert facts.platelet_dysfunction and facts.platelets and facts.tobacco
    assert facts.platelet_dysfunction.at == hip.now
    assert wall(facts.platelets.at) == taken
    assert facts.tobacco.at == told


def test_one_unit_of_those_printed_alike_is_offered_and_the_kept_one_stays(hip: Hip) -> None:
    assert body(hip).count(">INR</option>") == 1
    taken = wall(hip.now)
    hip.tell(replace(all_clear(hip.now), inr=Lab(value=Decimal(1), unit="1", at=hip.now)))

    assert nurse(hip).form("facts")["inr_unit"] == "1"
    assert body(hip).count(">INR</option>") == 1
    nurse(hip).send("facts", inr_value="1.2", inr_at=taken)
    kept = known(hip).inr
    assert kept and (kept.value, kept.unit) == (Decimal("1.2"), "1")


def test_every_sample_without_a_time_is_told_at_once_and_by_name(hip: Hip) -> None:
    answer = nurse(hip).send("facts", platelets_value="240", haemoglobin_value="13.5", inr_value="1")

    told = text_of(answer)
    assert answer.status_code == 422
    for test in ("platelets", "haemoglobin", "inr"):
        title = fact_name(test)
        assert f"{title}: it is not said when the sample was taken. Enter day and time." in told
        assert f"{title}: sample taken" in told
    assert hip.file.value(Facts) is None


def test_what_is_wrong_with_a_value_is_told_by_the_name_of_its_test(hip: Hip) -> None:
    told = text_of(nurse(hip).send("facts", haemoglobin_value="<5", inr_value="1,250", inr_unit=""))

    assert "Haemoglobin, as printed – “<5” says what the value is not." in told
    assert "INR, as printed – “1,250” may be 1250 or 1.250." in told
    assert "INR: unit – Choose one." in told


def test_no_button_answers_what_nobody_may_override() -> None:
    reads = {fact for rule in rules() if not rule.overridable for fact in rule.reads}

    assert {"sepsis", "unwilling", "graft_recalled"} <= reads
    for question in questions():
        if question.fact in reads:
            assert not question.sweeps and question.no == ""


def test_known_becomes_not_known_again(hip: Hip) -> None:
    desk = nurse(hip)
    desk.send(
        "facts", platelets_value="240", platelets_at=wall(hip.now), aspirin="yes", aspirin_on="2027-03-01"
    )
    assert known(hip).platelets and known(hip).aspirin
    desk.send("facts", platelets_value="", aspirin="")

    assert (known(hip).platelets, known(hip).aspirin) == (None, None)


def test_a_changed_answer_drops_what_belonged_to_the_one_before(hip: Hip) -> None:
    desk = nurse(hip)
    desk.send(
        "facts", malignancy="remission", malignancy_since="2020-01-31", aspirin="yes", aspirin_on="2027-03-01"
    )
    desk.send("facts", malignancy="never", aspirin="no")

    facts = known(hip)
    assert facts.malignancy and facts.aspirin
    assert (facts.malignancy.status, facts.malignancy.remission_since) == (Cancer.NEVER, None)
    assert facts.aspirin.on is None


LAST = "2027-03-08T08:00"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"platelets_value": "88"}, "it is not said when the sample was taken."),
        ({"platelets_at": LAST}, "The value is missing."),
        ({"platelets_value": "many", "platelets_at": LAST}, "That is not a number."),
        (
            {"platelets_value": "88", "platelets_at": LAST, "platelets_unit": "mmol"},
            "Choose one of the answers",
        ),
        ({"haemoglobin_value": "<5", "haemoglobin_at": LAST}, "“<5” says what the value is not."),
        ({"haemoglobin_value": "≥ 5", "haemoglobin_at": LAST}, "“≥ 5” says what the value is not."),
        ({"platelets_value": "240,000", "platelets_at": LAST}, "“240,000” may be 240000 or 240.000."),
        ({"platelets_value": "1,200.5", "platelets_at": LAST}, "That is not a number."),
        ({"haemoglobin_value": "13.6 g/dL", "haemoglobin_at": LAST}, "That is not a number."),
        ({"platelets_value": "-88", "platelets_at": LAST}, "Enter 0 or more."),
        ({"platelets_value": "NaN", "platelets_at": LAST}, "That is not a number."),
        ({"platelets_value": "1e400", "platelets_at": LAST}, "digits"),
        ({"platelets_value": "88", "platelets_at": "0026-03-02T08:00"}, "before the patient was born."),
        ({"platelets_value": "88", "platelets_at": "2072-03-02T08:00"}, "That time has not come yet."),
        ({"platelets_value": "88", "platelets_at": "20272-03-02T08:00"}, "Enter a valid date/time."),
        ({"malignancy": "remission", "malignancy_since": "2072-01-31"}, "That day has not come yet."),
        ({"nsaid": "yes"}, "The time of the last dose is missing."),
        ({"nsaid": "yes", "nsaid_taken": "2027-12-24T08:00"}, "later than the answer about it"),
        ({"nsaid_taken": LAST}, "This does not go with the answer"),
        ({"aspirin": "yes"}, "The day is missing."),
        ({"aspirin": "yes", "aspirin_on": "2027-03-09"}, "That day has not come yet."),
        ({"aspirin": "yes", "aspirin_on": "1800-01-01"}, "That day is before the patient was born."),
        ({"nsaid": "yes", "nsaid_taken": "1800-01-01T08:00"}, "That day is before the patient was born."),
        ({"malignancy": "remission", "malignancy_since": "1800-01-01"}, "before the patient was born."),
        ({"tobacco": "yes", "tobacco_at": "1800-01-01T08:00"}, "That day is before the patient was born."),
        ({"platelets_value": "88", "platelets_at": "1800-01-01T08:00"}, "before the patient was born."),
        ({"aspirin": "no", "aspirin_on": "2027-03-01"}, "This does not go with the answer"),
        ({"anticoagulation": "none", "anticoagulation_taken": LAST}, "This does not go with the answer"),
        ({"anaesthetic": "lidocaine", "anaesthetic_percent": "120"}, "A strength of 120 % cannot be."),
        ({"malignancy": "never", "malignancy_since": "2024-01-31"}, "This does not go with the answer"),
        ({"malignancy": "never", "malignancy_at": "2027-12-24T08:00"}, "That time has not come yet."),
        ({"tonnis": "4"}, "Choose one of the answers on the page."),
    ],
)
def test_half_an_answer_is_asked_about(hip: Hip, typed: dict[str, str], sentence: str) -> None:
    answer = nurse(hip).send("facts", **typed)

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert hip.file.value(Facts) is None
    shown = form_in(answer, None, version=str(hip.read))
    again = {name for name in typed if name in shown and not name.endswith("_unit")}  # a choice, not typed
    assert {name: shown[name] for name in again} == {name: typed[name] for name in again}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("13,6", "13.6"),
        ("13.6", "13.6"),
        (" 13.6 ", "13.6"),
        ("0,136", "0.136"),
        ("13.0", "13.0"),
        ("8", "8"),
    ],
)
def test_a_comma_is_read_as_a_point_where_it_can_be_nothing_else(hip: Hip, typed: str, kept: str) -> None:
    assert nurse(hip).send("facts", haemoglobin_value=typed, haemoglobin_at=LAST).status_code == 303

    lab = known(hip).haemoglobin
    assert lab and str(lab.value) == kept


def test_a_misprinted_unit_is_kept_as_typed_and_asked_about(hip: Hip) -> None:
    typed = {"platelets_value": "105", "platelets_unit": "/uL", "platelets_at": LAST}
    told = text_of(nurse(hip).screen.get(nurse(hip).send("facts", go="stay", **typed).headers["Location"]))

    assert "Platelets 105 /µL: this unit is not read here. Is it 105 ×10³/µL?" in told
    lab = known(hip).platelets
    assert lab and (lab.value, lab.unit) == (Decimal(105), "/uL")
    form = nurse(hip).form("facts")
    assert (form["platelets_value"], form["platelets_unit"]) == ("105", "/uL")


def test_units_are_those_of_each_value_and_a_kept_one_stays(hip: Hip) -> None:
    offered: Mapping[str, list[str]] = {
        q.fact: [value for value, _ in fields_of(q, None)[f"{q.fact}_unit"].choices]  # type: ignore[attr-defined]
        for q in questions()
        if q.kind is Lab
    }
    for name, analyte in ANALYTES.items():
        assert offered[name] == [one for one in analyte.offered if one != "1"]

    odd = Lab(value=Decimal(2), unit="10*11/L", at=hip.now)
    hip.tell(Facts(at=hip.now, platelets=odd))
    nurse(hip).send("facts", tobacco="no")
    assert known(hip).platelets == odd


def test_what_the_plan_answers_is_told_and_not_asked(hip: Hip) -> None:
    assert 'name="collagen_planned"' in body(hip)
    nurse(hip).send("facts", collagen_planned="yes")
    told = known(hip).collagen_planned
    hip.draft()

    assert 'name="collagen_planned"' not in body(hip)
    assert "Not asked: the record answers it Bovine collagen implant No" in text_of(nurse(hip).open("facts"))
    nurse(hip).send("facts", tobacco="no")
    assert known(hip).collagen_planned == told
    judged = hip.file.judge(at=hip.now).facts.collagen_planned
    assert judged and judged.answer is False


def test_a_man_is_not_asked_about_pregnancy(hip: Hip) -> None:
    assert 'name="pregnancy"' in body(hip)
    PatientRow.objects.filter(pk=hip.patient).update(sex=Sex.MALE.value)

    assert 'name="pregnancy"' not in body(hip)
    judged = hip.file.judge(at=hip.now).facts.pregnancy
    assert judged and judged.status is Expecting.NOT_POSSIBLE


def test_every_question_can_be_linked_to_and_names_its_rules(hip: Hip) -> None:
    page = body(hip)

    assert all(f'id="{name}"' in page for name in ALL)
    assert "INF-2" in page and "PLT-1, PLT-2, PLT-4" in page


def test_what_rules_say_at_once_stays_on_the_page_without_script_too(hip: Hip) -> None:
    answer = nurse(hip).send("facts", local_infection="yes", go="stay")

    assert answer.status_code == 303
    assert answer.headers["Location"].endswith(f"/{hip.case}/facts/#verdicts")


def test_the_fragment_says_at_once_what_the_rules_say(hip: Hip) -> None:
    desk = nurse(hip)
    hip.tick()
    form = {**desk.form("facts"), "local_infection": "yes"}
    with desk.screen._now():
        answer = desk.screen.client.post(desk.address("facts"), form, headers={"HX-Request": "true"})

    body = answer.content.decode()
    assert answer.status_code == 200
    assert "<html" not in body and "There is an infection at the site." in body
    assert f'name="version" value="{hip.read}"' in body
    assert "HX-Request" in answer.headers["Vary"]
    assert "#verdicts" in answer.headers["HX-Reswap"]


def test_another_grade_than_the_radiographs_is_asked_about_with_its_grade(hip: Hip) -> None:
    film = RadiographFindings(read_on=hip.now.date(), reader_name="R. Reader", tonnis=2)
    record_radiograph(hip.house.surgeon, hip.case, film, read=hip.read, at=hip.tick())
    asked = "says grade 2. Choose it, or have the radiograph read again."
    assert asked in text_of(Desk(hip).open("facts"))

    assert Desk(hip).send("facts", tonnis="1").status_code == 303
    assert asked in text_of(Desk(hip).open("facts"))
    assert Desk(hip).send("facts", tonnis="2").status_code == 303
    assert asked not in text_of(Desk(hip).open("facts"))
