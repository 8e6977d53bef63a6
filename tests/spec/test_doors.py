"""Every door answers its examples, and what it takes and gives fits the schemas it publishes."""

import ast
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from enthesis.domain.discovery import modules
from enthesis.interop.asking import ask
from enthesis.interop.door import FOLDER, Chapter, Example, load_doors
from enthesis.interop.schemas import schemas
from tests.support.doors import holds

DOORS = load_doors()
EXAMPLES = [
    pytest.param(chapter, example, id=f"{chapter.door.name}: {example.name}")
    for chapter in DOORS
    for example in chapter.examples
]
each_door = pytest.mark.parametrize("chapter", DOORS, ids=lambda c: c.door.name)


def answered(chapter: Chapter, example: Example) -> object:
    return json.loads(ask(chapter, example.word, json.dumps(example.asks).encode()))


@pytest.mark.parametrize(("chapter", "example"), EXAMPLES)
def test_example(chapter: Chapter, example: Example) -> None:
    told = answered(chapter, example)
    if example.whole:
        assert told == example.gives
    else:
        assert holds(told, example.gives)


@pytest.mark.parametrize(("chapter", "example"), EXAMPLES)
def test_an_example_fits_the_published_schemas(chapter: Chapter, example: Example) -> None:
    published = schemas(chapter.door)
    if chapter.door.takes is not None:
        Draft202012Validator(published["input"]).validate(example.asks)
    Draft202012Validator(published["output"]).validate(answered(chapter, example))


@each_door
class TestDoor:
    def test_its_schemas_are_schemas(self, chapter: Chapter) -> None:
        for schema in schemas(chapter.door).values():
            if schema is not None:
                Draft202012Validator.check_schema(schema)

    def test_its_schema_takes_no_other_fields(self, chapter: Chapter) -> None:
        if chapter.door.takes is not None:
            assert not Draft202012Validator(schemas(chapter.door)["input"]).is_valid({"nobody_knows": 1})

    def test_it_has_examples_that_are_told_apart(self, chapter: Chapter) -> None:
        names = [example.name for example in chapter.examples]
        assert names and len(set(names)) == len(names)

    def test_its_words_are_there_to_choose_from(self, chapter: Chapter) -> None:
        word = chapter.door.word
        assert word is None or all(example.word in word.choices() for example in chapter.examples)


def test_doors_do_not_know_each_other() -> None:
    for module in modules(FOLDER):
        tree = ast.parse(Path(module.__file__ or "").read_text(encoding="utf-8"))
        assert not [
            n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and FOLDER in str(n.module)
        ]


@pytest.mark.parametrize(
    ("told", "expected", "answer"),
    [
        ({"a": 1, "b": 2}, {"a": 1}, True),
        ({"a": 1}, {"a": 1, "b": 2}, False),
        ([{"a": 1}, {"a": 2}], [{"a": 2}], True),
        ([{"a": 1}, {"a": 2}], [{"a": 2}, {"a": 1}], False),
        (None, {"a": 1}, False),
        (0, None, False),
    ],
)
def test_a_part_of_an_answer_is_found_in_its_order(told: object, expected: object, answer: bool) -> None:
    assert holds(told, expected) is answer
