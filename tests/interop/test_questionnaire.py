"""Words go out and come back the same; a file that differs is told every difference with its place."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.utils.translation import gettext, override
from hypothesis import given, settings
from hypothesis import strategies as st

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.catalogue import instruments, load_instrument
from enthesis.domain.outcomes.comparing import disagreements, taken
from enthesis.domain.outcomes.instrument import Instrument, Use
from enthesis.domain.outcomes.official import OfficialWording, Provenance, in_language
from enthesis.interop.questionnaire import names
from enthesis.interop.questionnaire.provenance import provenance_in
from enthesis.interop.questionnaire.read import read_questionnaire
from enthesis.interop.questionnaire.sheet import read_sheet, write_sheet
from enthesis.interop.questionnaire.write import NOT_OFFICIAL, questionnaire
from tests.support.wording import official_words

LANGUAGES = ("en", "es")
ALL = pytest.mark.parametrize("instrument", instruments().values(), ids=lambda i: i.id)
PROVENANCE = official_words(load_instrument("mhhs")).provenance


def exported(instrument: Instrument, official: OfficialWording) -> dict[str, Any]:
    form = questionnaire(instrument, language=official.language, official=official)
    found: dict[str, Any] = json.loads(json.dumps(form))
    return found


def back(
    instrument: Instrument, form: dict[str, Any], provenance: Provenance = PROVENANCE
) -> OfficialWording:
    told = read_questionnaire(json.dumps(form).encode(), instrument)
    return taken(instrument, told, provenance, languages=LANGUAGES)


def told_of(form: dict[str, Any], instrument: Instrument) -> list[str]:
    told = read_questionnaire(json.dumps(form).encode(), instrument)
    return [str(one) for one in disagreements(instrument, told, languages=LANGUAGES)]


@ALL
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_questionnaire_that_went_out_comes_back_the_same(instrument: Instrument, language: str) -> None:
    official = official_words(instrument, language)
    told = read_questionnaire(json.dumps(exported(instrument, official)).encode(), instrument)
    assert taken(instrument, told, provenance_in(told), languages=LANGUAGES) == official


@ALL
def test_a_table_that_went_out_comes_back_the_same(instrument: Instrument) -> None:
    official = official_words(instrument, "es")
    (told,) = read_sheet(write_sheet(instrument, language="es", official=official).encode(), instrument)
    assert taken(instrument, told, provenance_in(told), languages=LANGUAGES) == official


WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1, max_size=40)


@settings(max_examples=60)
@given(data=st.data())
def test_whatever_the_words_are_both_files_keep_them(data: st.DataObject) -> None:
    instrument = load_instrument(data.draw(st.sampled_from(("mhhs", "visa-g", "hos-sss", "vas-pain-100"))))
    texts = iter(data.draw(st.lists(WORDS, min_size=120, max_size=120, unique=True)))
    official = official_words(in_language(instrument, lambda _: next(texts)))
    assert back(instrument, exported(instrument, official), official.provenance) == official
    (told,) = read_sheet(write_sheet(instrument, language="en", official=official).encode(), instrument)
    assert taken(instrument, told, official.provenance, languages=LANGUAGES) == official


@ALL
def test_labels_go_out_as_what_they_are(instrument: Instrument) -> None:
    form = questionnaire(instrument, language="en")
    assert (form["experimental"], form["status"], form["description"]) == (True, "draft", NOT_OFFICIAL)
    assert form["copyright"] == instrument.licence
    assert form["version"] == instrument.version
    assert "extension" not in form


def test_a_file_of_others_may_name_items_by_our_number_or_code() -> None:
    mhhs = load_instrument("mhhs")
    form = exported(mhhs, official_words(mhhs))
    questions = [item for item in form["item"] if item["type"] == "choice"]
    for number, item in enumerate(questions[:4], 1):
        item["linkId"] = str(number)
    for item in questions[4:]:
        item["code"] = [{"system": names.ITEMS, "code": item["linkId"]}]
        item["linkId"] = f"/{item['linkId']}/of-theirs"
    assert back(mhhs, form) == official_words(mhhs)


def test_answers_may_stand_the_other_way_round_with_their_own_texts() -> None:
    mhhs = load_instrument("mhhs")
    form = exported(mhhs, official_words(mhhs))
    pain(form)["answerOption"].reverse()
    assert back(mhhs, form).words["pain"].order == ("0", "10", "20", "30", "40", "44")


def pain(form: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = next(item for item in form["item"] if item["linkId"] == "pain")
    return found


def option(form: dict[str, Any], number: int) -> dict[str, Any]:
    found: dict[str, Any] = pain(form)["answerOption"][number]
    return found


def _points(form: dict[str, Any], number: int, points: float | None) -> None:
    told = option(form, number)
    told.pop("extension")
    told["valueCoding"].pop("extension")
    if points is not None:
        told["extension"] = [{"url": names.ITEM_WEIGHT, "valueDecimal": points}]


def _calculated(form: dict[str, Any]) -> Any:
    extensions = form["item"][-1]["item"][0]["extension"]
    return next(e for e in extensions if "calculated" in e["url"])["valueExpression"]


def _swapped(form: dict[str, Any]) -> None:
    first, second = option(form, 0), option(form, 1)
    pain(form)["answerOption"][:2] = [second, first]


def _without(form: dict[str, Any], name: str) -> None:
    form["item"] = [item for item in form["item"] if item["linkId"] != name]


Change = Callable[[dict[str, Any]], object]
CHANGES: dict[str, tuple[Change, str]] = {
    "an item is missing": (lambda f: _without(f, "limp"), "limp: the item “Limp” is missing. Add it."),
    "an item is there twice": (
        lambda f: f["item"].append(pain(f)),
        "linkId pain, linkId pain: the item pain is there 2 times. Keep one of them.",
    ),
    "an item of the full score": (
        lambda f: f["item"].append({**pain(f), "linkId": "deformity"}),
        "linkId deformity: there is no item “deformity” in Modified Harris Hip Score.",
    ),
    "items change places": (
        lambda f: f["item"].insert(1, f["item"].pop(2)),
        "linkId limp: limp stands where pain is asked.",
    ),
    "an answer is missing": (
        lambda f: pain(f)["answerOption"].pop(),
        "linkId pain: it has 5 answers; ours has 6. Give 44, 40, 30, 20, 10, 0.",
    ),
    "an answer nobody has": (
        lambda f: option(f, 1)["valueCoding"].update(code="41"),
        "linkId pain, answer 2: there is no answer “41”. Give one of 44, 40, 30, 20, 10, 0.",
    ),
    "an answer twice": (
        lambda f: option(f, 1)["valueCoding"].update(code="44"),
        "linkId pain, answer 2: its code is that of linkId pain, answer 1.",
    ),
    "two answers of one text": (
        lambda f: option(f, 1)["valueCoding"].update(display=option(f, 0)["valueCoding"]["display"]),
        "linkId pain, answer 2: its text is that of linkId pain, answer 1.",
    ),
    "other points": (
        lambda f: _points(f, 0, 6),
        "linkId pain, answer 1: it is worth 6 points; ours is worth 44.",
    ),
    "no points": (lambda f: _points(f, 0, None), "answer 1: it does not say its points. Give 44."),
    "points told twice": (
        lambda f: option(f, 0)["extension"][0].update(valueDecimal=4),
        "linkId pain, answer 1: it states its points twice, as 44 and 4.",
    ),
    "another order of answers": (
        _swapped,
        "linkId pain: its answers stand as 40, 44, 30, 20, 10, 0.",
    ),
    "a question without text": (lambda f: pain(f).update(text=" "), "the question has no text."),
    "a novel": (lambda f: pain(f).update(text="x" * 2001), "the question is longer than 2000 signs."),
    "an answer without text": (
        lambda f: option(f, 2)["valueCoding"].update(display=""),
        "linkId pain, answer 3: the answer has no text.",
    ),
    "it does not apply": (
        lambda f: pain(f)["answerOption"].append({"valueCoding": {"code": "na", "display": "No"}}),
        "linkId pain: it offers “does not apply”, and always applies.",
    ),
    "a number for a choice": (
        lambda f: pain(f).update(type="integer", answerOption=[]),
        "linkId pain: it asks for a number, and has answers to choose.",
    ),
    "answers elsewhere": (
        lambda f: pain(f).update(answerValueSet="http://example.org/vs"),
        "linkId pain: its answers are in a value set elsewhere.",
    ),
    "several answers": (
        lambda f: pain(f).update(repeats=True),
        "linkId pain: it takes several answers, and ours takes one.",
    ),
    "asked on a condition": (
        lambda f: pain(f).update(enableWhen=[{"question": "limp"}]),
        "linkId pain: it is asked on a condition, and ours is always asked.",
    ),
    "a formula of its own": (
        lambda f: _calculated(f).update(expression="%total * 9"),
        "linkId score.mhhs: it is computed otherwise than ours, which would be used.",
    ),
    "free text": (
        lambda f: f["item"].append({"linkId": "more", "type": "text", "text": "More?"}),
        "linkId more: it is of the type “text”, which is not scored.",
    ),
    "another version": (lambda f: f.update(version="2"), "the file: it is of version 2; ours is 1."),
    "no version": (lambda f: f.pop("version"), "the file: it is of no version; ours is 1."),
    "a language nobody reads": (
        lambda f: f.update(language="tlh"),
        "the file: it names the language “tlh”. Give one of en, es.",
    ),
    "no language": (lambda f: f.pop("language"), "the file: it names no language."),
    "no title": (lambda f: f.update(title=""), "the file: the title has no text."),
    "another instrument": (
        lambda f: f.update(url="urn:enthesis:questionnaire:ohs"),
        "the file: it is “ohs”, and was compared with mhhs.",
    ),
    "a score nobody has": (
        lambda f: f["item"][-1]["item"][0].update(linkId="score.hhs"),
        "linkId score.hhs: there is no score “hhs” of Modified Harris Hip Score.",
    ),
    "a score in another unit": (
        lambda f: f["item"][-1]["item"][0]["extension"][-1].update(valueCoding={"code": "%"}),
        "linkId score.mhhs: it is counted in %; ours in points.",
    ),
    "a code that is none": (
        lambda f: pain(f).update(code=[{"system": names.LOINC, "code": "72514-4"}]),
        "linkId pain: 72514-4 is no LOINC code.",
    ),
}


@pytest.mark.parametrize(("change", "sentence"), CHANGES.values(), ids=list(CHANGES))
def test_a_questionnaire_that_differs_is_told_where(change: Change, sentence: str) -> None:
    mhhs = load_instrument("mhhs")
    form = exported(mhhs, official_words(mhhs))
    assert told_of(form, mhhs) == []
    change(form)
    found = told_of(form, mhhs)
    assert [one for one in found if sentence in one] != [], found
    with pytest.raises(Invalid, match="nothing was taken"):
        back(mhhs, form)


def _line_of(form: dict[str, Any], **changed: object) -> None:
    line = next(item for item in form["item"] if item["type"] == "integer")
    for extension in line["extension"]:
        for name, value in changed.items():
            if extension["url"].endswith(name):
                extension["valueInteger"] = value


LINES: dict[str, tuple[Change, str]] = {
    "ten for a hundred": (
        lambda f: _line_of(f, maxValue=10),
        "it goes from 0 to 10; ours from 0 to 100. Say the ends as numbers, and do not turn or stretch",
    ),
    "turned round": (
        lambda f: _line_of(f, minValue=100, maxValue=0),
        "it goes from 100 to 0; ours from 0 to 100",
    ),
    "other steps": (lambda f: _line_of(f, sliderStepValue=5), "its steps are of 5; ours of 1."),
    "centimetres": (
        lambda f: f["item"][1]["extension"].append({"url": names.UNIT, "valueCoding": {"code": "cm"}}),
        "it is counted in cm; ours is a number from 0 to 100.",
    ),
    "no words at an end": (
        lambda f: f["item"][1]["item"].pop(),
        "the words at its high end are missing.",
    ),
    "one word for both ends": (
        lambda f: f["item"][1]["item"][0].update(text=f["item"][1]["item"][1]["text"]),
        "both ends have the same words.",
    ),
    "choices": (
        lambda f: f["item"][1].update(type="choice"),
        "it has answers to choose, and asks for a number.",
    ),
}


@pytest.mark.parametrize(("change", "sentence"), LINES.values(), ids=list(LINES))
def test_a_line_that_differs_is_told_where(change: Change, sentence: str) -> None:
    vas = load_instrument("vas-pain-100")
    form = exported(vas, official_words(vas))
    assert told_of(form, vas) == []
    change(form)
    found = told_of(form, vas)
    assert [one for one in found if sentence in one] != [], found


def test_another_loinc_code_of_a_score_is_told() -> None:
    hoos = load_instrument("hoos-jr")
    form = exported(hoos, official_words(hoos))
    form["item"][-1]["item"][0]["code"][0]["code"] = "72514-3"
    assert told_of(form, hoos) == [
        "linkId score.hoos-jr: its LOINC code is 72514-3; ours is 82323-7. Find out which is right."
    ]


def test_everything_is_told_at_once() -> None:
    mhhs = load_instrument("mhhs")
    form = exported(mhhs, official_words(mhhs))
    _without(form, "limp")
    _points(form, 0, 6)
    form["version"] = "9"
    with pytest.raises(Invalid, match=r"3 things do not fit, and nothing was taken") as refused:
        back(mhhs, form)
    assert all(
        part in refused.value.sentence for part in ("version 9", "worth 6 points", "“Limp” is missing")
    )


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is no FHIR Questionnaire"),
        (b"[]", "The file is no FHIR Questionnaire"),
        (b"\xff\xfe", "The file is no FHIR Questionnaire"),
        (b'{"resourceType": "Patient"}', "The file is no FHIR Questionnaire, but “Patient”"),
        (b'{"resourceType": "Questionnaire", "item": [{"linkId": 1}]}',
         r"Expected `str`, got `int` - at `\$.item\[0\].linkId`"),
        (b'{"resourceType":"Questionnaire","item":' + b'[{"linkId":"a","type":"group","item":' * 20 + b"[]"
         + b"}]" * 20 + b"}", "deeper than 12"),
    ],
)  # fmt: skip
def test_what_is_no_questionnaire_is_refused(content: bytes, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        _ = read_questionnaire(content, load_instrument("mhhs")).items


def sheet_told(instrument: Instrument, old: str, new: str) -> list[str]:
    text = write_sheet(instrument, language="en", official=official_words(instrument))
    assert old in text
    (told,) = read_sheet(text.replace(old, new).encode(), instrument)
    return [str(one) for one in disagreements(instrument, told, languages=LANGUAGES)]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("en,pain,44,44,", "en,pain,44,45,", "line 12: it is worth 45 points; ours is worth 44."),
        ("en,pain,44,44,", "en,pain,44,many,", "line 12: “many” is no number of points."),
        ("en,pain,44,44,", "en,pains,44,44,", "line 12: there is no item “pains”"),
        ("en,,version,,1", "en,,version,,2", "it is of version 2; ours is 1."),
        ("en,,edition,", "en,,editor,", "“editor” says nothing of a form."),
        ("en,limp,,,Limp (1.0 en)", "en,limp,,,", "the question has no text."),
    ],
)
def test_a_table_that_differs_is_told_by_its_line(old: str, new: str, sentence: str) -> None:
    found = sheet_told(load_instrument("mhhs"), old, new)
    assert [one for one in found if sentence in one] != [], found


def test_a_table_may_hold_several_languages() -> None:
    ucla = load_instrument("ucla")
    tables = [
        write_sheet(ucla, language=language, official=official_words(ucla, language))
        for language in LANGUAGES
    ]
    both = tables[0] + tables[1].split("\r\n", 1)[1]
    found = [taken(ucla, f, provenance_in(f), languages=LANGUAGES) for f in read_sheet(both.encode(), ucla)]
    assert found == [official_words(ucla, language) for language in LANGUAGES]


def test_a_table_without_its_columns_is_refused() -> None:
    with pytest.raises(Invalid, match="The table has no column “points”"):
        read_sheet(b"language,item,answer,text\r\nen,pain,,Pain\r\n", load_instrument("mhhs"))


def test_a_text_that_a_spreadsheet_would_compute_goes_out_and_comes_back_as_text() -> None:
    ucla = load_instrument("ucla")
    official = replace(official_words(ucla), title="=1+1")
    text = write_sheet(ucla, language="en", official=official)
    assert "'=1+1" in text
    assert read_sheet(text.encode(), ucla)[0].title == "=1+1"


@ALL
@pytest.mark.parametrize("language", LANGUAGES)
def test_our_own_labels_do_not_come_back_as_official_words(instrument: Instrument, language: str) -> None:
    with override(language):
        labels = in_language(instrument, gettext)
    told = read_questionnaire(json.dumps(questionnaire(labels, language=language)).encode(), instrument)
    found = disagreements(instrument, told, languages=LANGUAGES, labels=(labels,))
    refused = [one for one in found if "labels of our own, not its holder's words" in one.sentence]
    assert bool(refused) == (instrument.use is not Use.PUBLIC)
