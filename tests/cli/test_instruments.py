"""Instruments as files: listed, exported, filled in, imported; what cannot be asked is told."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from enthesis.cli.instrument_checks import look_at_instruments
from enthesis.cli.instruments import exported, words_in
from enthesis.cli.management.commands import instrument
from enthesis.domain.errors import Invalid, NotFound
from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.official import Validation
from enthesis.domain.outcomes.schedule import asked_at, milestone_called
from enthesis.domain.terms import Role
from enthesis.interop.questionnaire.write import questionnaire
from enthesis.store.instruments import list_weights, list_wordings
from tests.cli.conftest import Run
from tests.support.cases import AT, House, a_house
from tests.support.wording import import_words, official_words

WEIGHTS = """
instrument = "promis-physical-function"
version = "1"
licence = "Agreement 9 of 2026"
source = "A made-up table, edition 0"

[scales.promis-physical-function]
first = 10
scores = [{scores}]
"""
MADE_UP = ", ".join(f"{10 + n}.5" for n in range(41))


@pytest.fixture
def house(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    settings.DATA = tmp_path
    settings.ENTHESIS_DEMO = False
    monkeypatch.setattr(instrument, "check_is_there", lambda: None)  # the tests' database is no file
    return a_house()


def a_file(folder: Path, name: str = "mhhs", language: str = "en") -> Path:
    one = load_instrument(name)
    told = questionnaire(one, language=language, official=official_words(one, language))
    file = folder / f"{name}.json"
    file.write_text(json.dumps(told))
    return file


def test_what_ships_is_listed_and_exported_without_a_site(run: Run) -> None:
    listed = run("instrument", "list")
    assert listed.returncode == 0, listed.stderr
    assert "ohs                       1        by licence     labels  shipped" in listed.stdout
    assert "wanted of the site" in listed.stdout
    done = run("instrument", "export", "mhhs", "--language", "es")
    assert json.loads(done.stdout)["item"][0]["text"] == "Dolor"


def test_an_import_needs_a_site(run: Run, tmp_path: Path) -> None:
    done = run("instrument", "import", a_file(tmp_path))
    assert (done.returncode, done.stdout) == (1, "")
    assert "There is no database" in done.stderr


@pytest.mark.django_db
def test_the_words_of_a_file_are_in_force_and_told(
    house: House, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("instrument", "import", str(a_file(tmp_path)), "--dry-run")
    assert list_wordings(house.desk) == ()
    call_command("instrument", "import", str(a_file(tmp_path)), "--until", "2999-12-31")
    (kept,) = list_wordings(house.desk)
    assert (kept.official.language, str(kept.official.provenance.until)) == ("en", "2999-12-31")
    call_command("instrument", "list")
    assert (
        "mhhs                      1        free in care   en, 1.0, original (no. 1)"
        in capsys.readouterr().out
    )
    call_command("instrument", "export", "mhhs")
    assert '"Pain (1.0 en)"' in capsys.readouterr().out


@pytest.mark.django_db
def test_a_table_that_was_exported_and_filled_in_is_taken(house: House, tmp_path: Path) -> None:
    sheet = tmp_path / "ucla.csv"
    call_command("instrument", "export", "ucla", "--output", str(sheet))
    with pytest.raises(Invalid, match="texts are labels of our own, not its holder's words"):
        call_command("instrument", "import", str(sheet), "--validation", "original")
    text = exported("ucla", language="es", official=official_words(load_instrument("ucla"), "es"), table=True)
    sheet.write_text(text, encoding="utf-8")
    call_command("instrument", "import", str(sheet))
    (kept,) = list_wordings(house.desk)
    assert kept.official == official_words(load_instrument("ucla"), "es")


@pytest.mark.django_db
def test_weights_of_a_site_are_taken_from_a_file(house: House, tmp_path: Path) -> None:
    file = tmp_path / "weights.toml"
    file.write_text(WEIGHTS.format(scores=MADE_UP))
    call_command("instrument", "weights", str(file))
    (kept,) = list_weights(house.desk)
    assert kept.weights.licence == "Agreement 9 of 2026"
    file.write_text(WEIGHTS.format(scores="10.5, 11.5"))
    with pytest.raises(Invalid, match="its table goes from 10 to 11, its points from 10 to 50"):
        call_command("instrument", "weights", str(file))


@pytest.mark.django_db
def test_the_doctor_warns_while_patients_cannot_be_asked(house: House) -> None:
    (line,) = look_at_instruments()
    assert line.warns
    assert "Patients are not asked what the follow-up needs. The official wording of “" in line.said
    names = asked_at(milestone_called("baseline"))
    import_words(house.scope(Role.ADMINISTRATOR), names, "en", at=AT)
    assert "not in the language of this patient (es)" in look_at_instruments()[0].said
    import_words(house.scope(Role.ADMINISTRATOR), names, "es", at=AT)
    assert not look_at_instruments()[0].warns


def test_a_file_of_nobody_knows_which_instrument_asks_for_its_name(tmp_path: Path) -> None:
    file = a_file(tmp_path)
    told = json.loads(file.read_text())
    told["url"] = "http://example.org/Questionnaire/hip"
    file.write_text(json.dumps(told))
    with pytest.raises(Invalid, match="does not say which instrument it is") as refused:
        words_in(file, "", {}, languages=("en",), on=AT.date())
    assert refused.value.remedy == "Name it: --instrument mhhs"
    (words,) = words_in(file, "mhhs", {}, languages=("en",), on=AT.date())
    assert words.provenance.validation is Validation.ORIGINAL


def test_two_languages_of_a_table_are_compared_before_either_is_taken(tmp_path: Path) -> None:
    ucla, file = load_instrument("ucla"), tmp_path / "ucla.csv"
    tables = [
        exported("ucla", language=language, official=official_words(ucla, language), table=True)
        for language in ("en", "es")
    ]
    both = tables[0].replace("en,level,3,3,", "en,level,3,4,") + tables[1].split("\r\n", 1)[1].replace(
        "es,level,,,", "es,levels,,,"
    )
    file.write_text(both, encoding="utf-8")
    with pytest.raises(Invalid) as refused:
        words_in(file, "", {}, languages=("en", "es"), on=AT.date())
    assert "en, line" in refused.value.sentence and "it is worth 4 points" in refused.value.sentence
    assert "es, line" in refused.value.sentence and "there is no item “levels”" in refused.value.sentence


@pytest.mark.parametrize(
    ("stated", "sentence"),
    [
        ({"validation": "good"}, "“good” is no validation. Say it as one of original, validated, translated"),
        ({"until": "soon"}, "“soon” is no day. Write it like 2027-12-31"),
        ({"until": "2020-12-31"}, "its agreement ended on 2020-12-31"),
        ({"translator": "A. Person"}, "an original has no translator"),
        ({"validation": "translated"}, "it does not say who translated it"),
    ],
)
def test_what_is_stated_of_the_words_must_be_something(
    tmp_path: Path, stated: dict[str, str], sentence: str
) -> None:
    with pytest.raises(Invalid) as refused:
        words_in(a_file(tmp_path), "", stated, languages=("en",), on=AT.date())
    assert sentence in str(refused.value)


def test_what_is_stated_is_told_with_what_does_not_fit(tmp_path: Path) -> None:
    file = a_file(tmp_path)
    file.write_text(file.read_text().replace('"version": "1"', '"version": "2"', 1))
    stated = {"validation": "good", "until": "soon"}
    with pytest.raises(Invalid, match="3 things do not fit"):
        words_in(file, "", stated, languages=("en",), on=AT.date())


def test_an_export_leaves_a_file_that_is_there(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "mhhs.csv"
    file.write_text("hours of work")
    done = run("instrument", "export", "mhhs", "--output", file)
    assert done.returncode == 1 and "mhhs.csv is there already. Name another file." in done.stderr
    assert file.read_text() == "hours of work"


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="There is no file"):
        words_in(tmp_path / "none.json", "", {}, languages=("en",), on=AT.date())
