"""The synthetic patients asked of `enthesis assess`: the same verdicts as on the page, cell by cell."""

import json
from pathlib import Path
from typing import Any

import pytest

from enthesis.cli.ask import run_door
from enthesis.domain.candidacy.assess import assess
from enthesis.domain.candidacy.rulebook import rules
from tests.support.synthetic_patients import NOON, Patient, patients

Answers = dict[str, dict[str, Any]]


def answered(told: Any, folder: Path, capfd: pytest.CaptureFixture[str]) -> Any:
    """What the command prints; it says nothing else and ends well."""
    file = folder / "patients.json"
    file.write_text(json.dumps(told), encoding="utf-8")
    assert run_door(["assess", "--file", str(file)]) == 0
    printed = capfd.readouterr()
    assert printed.err == ""
    return json.loads(printed.out)


@pytest.fixture
def answers(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Answers:
    """By name; overrides are given in the words that the first answer has for the finding."""
    asking = [patient for patient in patients() if not softens(patient)]
    first = answered([patient.asked for patient in asking], tmp_path, capfd)
    pairs = zip(asking, first, strict=True)
    second = answered([asked_with_overrides(p, answer) for p, answer in pairs], tmp_path, capfd)
    return {patient.name: answer for patient, answer in zip(asking, second, strict=True)}


def softens(patient: Patient) -> bool:
    """Whether the site decided on a rule that nobody may override: such a policy is not taken."""
    never = {rule.code for rule in rules() if not rule.overridable}
    return any(key.partition(".")[0] in never for key in patient.decided)


def asked_with_overrides(patient: Patient, answer: dict[str, Any]) -> dict[str, Any]:
    return {**patient.asked, "overrides": [_override(given, answer) for given in patient.given]}


def _override(given: Any, answer: dict[str, Any]) -> dict[str, Any]:
    findings = answer["options"][given.option]["findings"]
    (sentence,) = (found["sentence"] for found in findings if found["code"] == given.rule)
    return {
        "rule": given.rule,
        "option": given.option,
        "sentence": sentence,
        "reason": "It was discussed.",
        "name": "Sam Surgeon",
        "at": NOON.replace(hour=11).isoformat(),
        "until": (NOON if given.lapsed else NOON.replace(hour=18)).isoformat(),
    }


def test_each_patient_is_answered_as_the_table_says_and_as_the_page_shows(answers: Answers) -> None:
    assert len(answers) >= 300
    for patient in patients():
        if softens(patient):
            continue
        options = answers[patient.name]["options"]
        cells = {
            (found["code"], option): found["verdict"]
            for option, judged in options.items()
            for found in judged["findings"]
        }
        here = assess(patient.facts, policy=patient.policy).findings
        assert cells == {(f.rule, f.option.value): f.verdict.name.lower() for f in here}, patient.name
        assert {option: judged["worst"] for option, judged in options.items()} == patient.worst, patient.name
        speaking = {code for (code, _), verdict in cells.items() if verdict != "clear"}
        every = {rule.code for rule in rules()}
        assert speaking == (every if patient.speaking is None else patient.speaking), patient.name
        signable = {option for option, judged in options.items() if judged["signable"]}
        assert signable == patient.signable, patient.name


def test_what_is_asked_is_said_in_the_words_of_the_page(answers: Answers) -> None:
    for patient in patients():
        if softens(patient):
            continue
        here = assess(patient.facts, policy=patient.policy).findings
        told = {
            (found["code"], option): (found["sentence"], found["question"])
            for option, judged in answers[patient.name]["options"].items()
            for found in judged["findings"]
        }
        said = {(f.rule, f.option.value): (f.sentence, f.question) for f in here}
        assert told == said, patient.name


def test_a_policy_that_softens_what_always_blocks_is_refused(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for patient in filter(softens, patients()):
        file = tmp_path / "one.json"
        file.write_text(json.dumps(patient.asked), encoding="utf-8")
        assert run_door(["assess", "--file", str(file)]) == 2
        assert "always blocks. Leave its action as shipped." in capfd.readouterr().err


@pytest.mark.parametrize("typed", ["13,6", "<5", "", "13.6 g/dL"])
def test_a_value_that_is_no_number_is_refused_at_its_place(
    typed: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    told = {**patients()[0].asked}
    told["facts"]["haemoglobin"]["value"] = typed
    file = tmp_path / "one.json"
    file.write_text(json.dumps(told), encoding="utf-8")

    assert run_door(["assess", "--file", str(file)]) == 2
    assert f"facts.haemoglobin.value: a number is needed, not “{typed}”." in capfd.readouterr().err
