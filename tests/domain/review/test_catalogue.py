"""Every value to review is found once, at the file that declares it, without that file doing anything."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Protocol

import pytest

from enthesis.domain.errors import NotFound
from enthesis.domain.review.catalogue import load_place, load_room, places, rooms, values, values_of
from enthesis.domain.review.value import ValueToReview

HEAD = "from enthesis.domain.terms import Sourced, Tag, Wording\nfrom types import MappingProxyType\n"


class Files(Protocol):
    def __call__(self, name: str, text: str, **imported: object) -> ModuleType: ...


@pytest.fixture
def file(tmp_path: Path) -> Files:
    """A file of the domain as it is after it ran; what it imports of others is there and not in its text."""

    def written(name: str, text: str, **imported: object) -> ModuleType:
        source = tmp_path / f"{name}.py"
        source.write_text(f'"""A file."""\n\n{HEAD}{text}\n', encoding="utf-8")
        spec = spec_from_file_location(f"enthesis.domain.{name}", source)
        assert spec and spec.loader
        module = module_from_spec(spec)
        vars(module).update(imported)
        spec.loader.exec_module(module)
        return module

    return written


def keys(*files: ModuleType) -> list[str]:
    return [f"{value.place}:{value.path}" for value in values_of(files)]


def only(*files: ModuleType) -> ValueToReview:
    (value,) = values_of(files)
    return value


def test_what_is_recalled_or_proposed_is_found_and_the_rest_is_not(file: Files) -> None:
    told = file(
        "limits",
        "LOW = Sourced(1, 'mL', tag='R', note='Is it?')\n"
        "HIGH = Sourced(2, 'mL', tag='V', source='S1')\n"
        "HALF = Sourced(1, 'mL', tag='D', note='half of it')\n"
        "WORDS = Wording(text='soft', tag=Tag.PROPOSED, note='Is it soft?')\n",
    )
    assert keys(told) == ["limits:LOW", "limits:WORDS"]


def test_a_value_knows_its_place_its_words_and_its_question(file: Files) -> None:
    value = only(file("room.part", "LOW_GRADE = Sourced('25.0', '%', tag='R', source='S9', note='Is it?')"))
    assert (value.place, value.room, value.path) == ("room/part", "room", "LOW_GRADE")
    assert (value.title, value.ships, value.question) == ("Low grade", "25 %", "Is it?")
    assert (value.tag, value.source) == ("R", "S9")


def test_parts_are_named_by_what_leads_to_them(file: Files) -> None:
    told = file("grades", "WORDS = {'a_b': (Wording(text='x', tag=Tag.RECALLED),)}")
    value = only(told)
    assert (value.path, value.title) == ("WORDS.a_b.0", "Words · a b · 1")


def test_what_is_imported_stands_once_at_the_file_that_declares_it(file: Files) -> None:
    origin = file("b_origin", "LIMIT = Sourced(1, 'mL', tag='R')\nALL = {'x': LIMIT}")
    importer = file("a_importer", "USED = (LIMIT,)", LIMIT=vars(origin)["LIMIT"])
    assert keys(importer, origin) == ["b_origin:LIMIT"]


def test_a_whole_table_that_another_file_imports_stands_at_its_own(file: Files) -> None:
    origin = file("b_origin", "TABLE = {'x': Sourced(1, 'mL', tag='P')}")
    importer = file("a_importer", "", TABLE=vars(origin)["TABLE"])
    assert keys(importer, origin) == ["b_origin:TABLE.x"]


def test_what_a_folder_collects_stands_at_its_files(file: Files) -> None:
    part = file("parts.one", "PRODUCT = (Sourced(1, 'mL', tag='R'),)")
    collected = file("catalogue", "KINDS = {'one': PRODUCT}", PRODUCT=vars(part)["PRODUCT"])
    assert keys(collected, part) == ["parts/one:PRODUCT.0"]


def test_several_names_may_be_assigned_at_once(file: Files) -> None:
    told = file("a", "LOW, HIGH = (Sourced(n, 'mL', tag='R') for n in (1, 2))\nMOST: Sourced = HIGH")
    assert keys(told) == ["a:LOW", "a:HIGH"]


def test_a_file_without_its_source_is_a_mistake_and_not_left_out(file: Files, tmp_path: Path) -> None:
    bare = file("bare", "LOW = Sourced(1, 'mL', tag='R')")
    (tmp_path / "bare.py").unlink()
    with pytest.raises(OSError, match="source"):
        values_of((bare,))


def test_one_value_under_two_names_is_asked_once(file: Files) -> None:
    assert keys(file("a", "ONE = Sourced(1, 'mL', tag='R')\nTWO = (ONE, ONE)\nTHREE = ONE")) == ["a:ONE"]


def test_examples_and_small_letters_declare_nothing(file: Files) -> None:
    told = file("a", "EXAMPLES = (Sourced(1, 'mL', tag='R'),)\nlow = Sourced(1, 'mL', tag='R')\nKIND = Tag")
    assert keys(told) == []


def test_the_house_is_read_once() -> None:
    assert values() is values()
    assert [value for place in places() for value in place.values] == list(values())


def test_places_and_rooms_are_called_by_their_names() -> None:
    place, room = load_place("outcomes/schedule"), load_room("outcomes")
    assert place.room == "outcomes" and place.title.endswith(".")
    assert place in room.places and room.label == "Outcomes"
    assert [value for room in rooms() for value in room.values] == list(values())


def test_what_has_nothing_to_review_is_not_found() -> None:
    with pytest.raises(NotFound, match=r"nothing to review at “outcomes/nowhere”. See: enthesis review"):
        load_place("outcomes/nowhere")
    with pytest.raises(NotFound, match="nothing to review in “nowhere”"):
        load_room("nowhere")
