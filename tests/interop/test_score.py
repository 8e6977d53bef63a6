"""Scores through the door: each instrument by number and by id, with the published fixtures."""

import json
from collections.abc import Mapping

import pytest

from enthesis.domain.outcomes.catalogue import instruments, load_instrument
from enthesis.interop.asking import ask
from enthesis.interop.door import load_door
from enthesis.interop.refusal import Refusal

DOOR = load_door("score")
Sheet = Mapping[str, object]


def told(instrument: str, answers: Sheet) -> dict[str, object]:
    raw = json.dumps({"answers": answers}).encode()
    answer: dict[str, object] = json.loads(ask(DOOR, instrument, raw))
    return answer


def alike(count: int, value: object, **more: object) -> dict[str, object]:
    """The first items, all answered alike."""
    return {str(n): value for n in range(1, count + 1)} | more


def test_every_instrument_can_be_scored() -> None:
    assert DOOR.door.word is not None
    assert (
        set(DOOR.door.word.choices())
        == set(instruments())
        >= {
            *(
                "mhhs",
                "nahs",
                "hos-adl",
                "hos-sss",
                "ihot-12",
                "vas-pain-10",
                "vas-pain-100",
                "satisfaction-10",
            ),
            *("visa-g", "ucla", "tegner", "promis-global-10", "hoos-jr", "ohs"),
        }
    )


@pytest.mark.parametrize(
    ("instrument", "answers", "score", "answered"),
    [
        ("mhhs", {"1": 44, "2": 11, "3": 11, "4": 11, "5": 4, "6": 4, "7": 5, "8": 1}, 100.1, 8),
        ("mhhs", {"1": 30, "2": 8, "3": 11, "4": 8, "5": 2, "6": 4, "7": 5, "8": 1}, 75.9, 8),
        ("mhhs", alike(8, 0), 0, 8),
        ("nahs", alike(20, 4), 100, 20),
        ("nahs", alike(20, 2), 50, 20),
        ("nahs", alike(19, 4) | {"20": 0}, 95, 20),
        ("hos-adl", alike(17, 3), 75, 17),
        ("hos-adl", alike(17, 3) | {"18": 0, "19": 0}, 75, 17),
        ("hos-adl", alike(10, 3) | {"11": 2} | {str(n): 2 for n in range(12, 16)}, 66.67, 15),
        ("hos-sss", alike(9, 4), 100, 9),
        ("ihot-12", alike(12, 50), 50, 12),
        ("vas-pain-10", {"1": 3}, 3, 1),
        ("vas-pain-100", {"1": 36}, 36, 1),
        ("satisfaction-10", {"1": 9}, 9, 1),
        ("visa-g", alike(7, 10) | {"8c": 30}, 100, 8),
        ("visa-g", alike(7, 10) | {"8a": 10}, 80, 8),
        ("visa-g", alike(7, 0) | {"8b": 5}, 5, 8),
        ("ucla", {"1": 7}, 7, 1),
        ("tegner", {"1": 4}, 4, 1),
        ("hoos-jr", alike(6, 0), 100, 6),
        ("hoos-jr", alike(6, 4), 0, 6),
        ("hoos-jr", alike(6, 1), 70.43, 6),
        ("ohs", alike(12, 4), 48, 12),
    ],
)
def test_published_fixtures(instrument: str, answers: Sheet, score: float, answered: int) -> None:
    assert told(instrument, answers) == {"score": score, "answered": answered, "imputed": [], "reason": None}


def test_several_scales_are_told_by_their_ids() -> None:
    best = alike(10, 5) | {"7": 0}
    assert told("promis-global-10", best)["score"] == {"gph": 67.7, "gmh": 67.6}
    half = told("promis-global-10", {"3": 3, "6": 3, "7": 5, "8": 3})
    assert half["score"] == {"gph": 39.8, "gmh": None}
    assert half["answered"] == {"gph": 4, "gmh": 0}
    assert half["reason"] == {"gph": None, "gmh": "No score: nothing that counts was answered."}


def test_what_was_filled_in_is_named() -> None:
    filled = told("nahs", alike(18, 4))
    assert (filled["score"], filled["answered"]) == (100, 18)
    assert filled["imputed"] == [item.id for item in load_instrument("nahs").items[18:]]


def test_what_does_not_apply_is_not_missing() -> None:
    assert told("hos-sss", alike(9, 4) | {"9": "na"}) == {
        "score": 100,
        "answered": 8,
        "imputed": [],
        "reason": None,
    }


@pytest.mark.parametrize("absent", [{}, {"1": None}])
def test_null_and_absent_are_missing_and_missing_is_never_nothing(absent: Sheet) -> None:
    answers = {**{str(n): 0 for n in range(2, 9)}, **absent}
    scored = told("mhhs", answers)
    assert (scored["score"], scored["answered"]) == (None, 7)
    assert scored["reason"] == "No score: 1 of 8 answers missing (Pain); all are needed."


@pytest.mark.parametrize("name", sorted(instruments()))
def test_numbers_and_ids_give_the_same(name: str) -> None:
    items = load_instrument(name).items
    by_number, by_id = {}, {}
    for number, item in enumerate(items, 1):
        field = item.fields[-1]
        value = int(field.highest)
        if field.choices:
            value = int(field.choices[0].answer)
        branch = "" if len(item.fields) == 1 else "abcdef"[len(item.fields) - 1]
        by_number[f"{number}{branch}"] = by_id[field.id] = value
    assert told(name, by_number) == told(name, by_id)


@pytest.mark.parametrize(
    ("instrument", "answers", "said"),
    [
        (
            "mhhs",
            {"1": 43},
            "answers.1: “Pain” cannot be 43. Give one of 44, 40, 30, 20, 10, 0, or leave it empty.",
        ),
        ("mhhs", {"pain": 43}, "answers.pain: “Pain” cannot be 43."),
        ("mhhs", {"0": 1}, "answers: Modified Harris Hip Score has no item 0."),
        ("mhhs", {"01": 30}, "answers: Modified Harris Hip Score has no item 01."),
        ("mhhs", {"": 30}, "answers.“”: Modified Harris Hip Score has no item “”."),
        ("mhhs", {"²": 30}, "answers.²: Modified Harris Hip Score has no item “²”."),
        ("mhhs", {"8": "na"}, "answers.8: “Public transport” has no “does not apply”."),
        ("mhhs", {"8": "NA"}, "answers.8: a number, “na” or null is needed, not “NA”."),
        ("vas-pain-10", {"1": 70}, "answers.1: “Pain in this hip” cannot be 70. Give 0 to 10 in steps of 1"),
        ("vas-pain-10", {"1": 3.5}, "answers.1: “Pain in this hip” cannot be 3.5."),
        (
            "visa-g",
            {"8": 10},
            "answers: VISA-G, gluteal tendinopathy has no item 8. Use 1, 2, 3, 4, 5, 6, 7, 8a",
        ),
        ("visa-g", {"8a": 10, "8c": 30}, "answers: “Activity on your feet” has 2 branches answered"),
    ],
)
def test_what_cannot_be_is_refused_at_its_key(instrument: str, answers: Sheet, said: str) -> None:
    with pytest.raises(Refusal) as refusal:
        told(instrument, answers)
    assert str(refusal.value).startswith(said)
