"""Whatever a stranger sends to any door: a sentence, at once, and nothing answered."""

import json
import time
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enthesis.interop.asking import ask
from enthesis.interop.door import Chapter, load_doors
from enthesis.interop.json_text import DEEPEST, MOST_BYTES
from enthesis.interop.refusal import Refusal

DOORS = [chapter for chapter in load_doors() if chapter.door.takes is not None]
each_door = pytest.mark.parametrize("chapter", DOORS, ids=lambda c: c.door.name)

BAD: tuple[tuple[str, bytes, str | tuple[str, ...]], ...] = (
    ("empty", b"", "There is no input. Send JSON."),
    ("blank", b" \r\n\t", "There is no input. Send JSON."),
    ("only a mark", b"\xef\xbb\xbf", "There is no input. Send JSON."),
    ("not JSON", b"answers: 3", "The input is not JSON at line 1, column 1."),
    ("cut off", b'{"answers"', "The input is not JSON at line 1, column 11."),
    ("two values", b"{} {}", "The input is not JSON at line 1, column 4."),
    ("a comment", b"{} // none", "The input is not JSON at line 1, column 4."),
    ("a line break in a text", b'{"a\nb": 1}', "The input is not JSON at line 1, column 4."),
    ("a number", b"3", "An object is needed, not 3."),
    ("a text", b'"x"', "An object is needed, not “x”."),
    ("null", b"null", "An object is needed, not null."),
    ("a truth", b"true", "An object is needed, not true."),
    ("a list of numbers", b"[3]", "element 1: an object is needed, not 3."),
    ("a list in a list", b"[[]]", "element 1: an object is needed, not a list."),
    ("an unknown field", b'{"nobody_knows": 1}', "There is no “nobody_knows” here. "),
    ("a text that a terminal would obey", b'{"\\u001b[2J": 1}', "There is no “\\x1b[2J” here. "),
    ("not a number", b'{"x": NaN}', "x: NaN is not a number."),
    ("infinity", b'{"x": [1, -Infinity]}', "element 2 of x: -Infinity is not a number."),
    ("too large a number", b'{"x": 1e999}', "x: 1e999 is too large or too small."),
    ("too large an exponent", b'{"x": 1e99999999999999999999}', "x: 1e99999999999999999999 is too large"),
    ("too small a number", b'{"x": 1e-999}', "x: 1e-999 is too large or too small."),
    ("10**5000", b'{"x": 1%s}' % (b"0" * 5000), "x: A number of 5001 digits is too long."),
    ("a million digits", b'{"x": 0.%s}' % (b"1" * 1_000_000), "x: A number of 1000002 digits is too long."),
    ("10 MB of spaces", b" " * 10_000_000, "The input is larger than 1 MiB (1048576 bytes)."),
    ("a list of 10 MB", b"[" + b"1," * 5_000_000 + b"1]", "The input is larger than 1 MiB"),
    ("a text of 10 MB", b'"%s"' % (b"a" * 10_000_000), "The input is larger than 1 MiB"),
    (
        "a list of almost 1 MiB",
        b"[" + b"1," * 520_000 + b"1]",
        ("element 1: an object is needed, not 1.", "A list of 520001 is too long. Send at most"),
    ),
    ("an open list in open lists", b"[" * 100_000, f"The input is nested more than {DEEPEST} levels deep."),
    ("a list in lists", b"[" * 500_000 + b"]" * 500_000, f"The input is nested more than {DEEPEST} levels"),
    ("an object in objects", b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "The input is nested more than"),
    ("a level too deep", b"[" * (DEEPEST + 1) + b"]" * (DEEPEST + 1), "The input is nested more than"),
    ("UTF-16", '{"answers": {}}'.encode("utf-16"), "The input is in UTF-16 or UTF-32. Send it in UTF-8."),
    ("UTF-16 without a mark", '{"answers": {}}'.encode("utf-16-le"), "The input holds a zero byte: "),
    ("UTF-32", '{"answers": {}}'.encode("utf-32"), "The input is in UTF-16 or UTF-32. Send it in UTF-8."),
    ("Latin-1", '{"é": 1}'.encode("latin-1"), "The input is not in UTF-8 from byte 3 on."),
    ("a surrogate as bytes", b'{"\xed\xa0\x80": 1}', "The input is not in UTF-8 from byte 3 on."),
    ("half a character", b'{"x": "\\ud800"}', "x: “\\ud800” holds half a character. Send whole ones."),
    ("a key of half a character", b'{"\\udfff": 1}', "“\\udfff” holds half a character. Send whole ones."),
    ("a zero byte", b'{"x": "\0"}', "The input holds a zero byte: it is no text, or not in UTF-8."),
    ("a zero character", b'{"x": "\\u0000"}', "x: “\\x00” holds a zero character. Remove it."),
    ("a key twice", b'{"x": 1, "x": 1}', "“x” is given more than once. Keep one."),
    ("a key twice further in", b'[{"x": {"y": 1, "y": 2}}]', "x of element 1: “y” is given more than once."),
    ("a program", b"#!/bin/sh\necho", "The input is not JSON at line 1, column 1."),
    ("an archive", b"PK\x03\x04\x00\x00", "The input holds a zero byte"),
)


def word_of(chapter: Chapter) -> str:
    return chapter.examples[0].word


def refused(chapter: Chapter, raw: bytes, word: str | None = None) -> str:
    """The sentence of a refusal; fails when the door answers, or is slow to refuse."""
    began = time.process_time()
    with pytest.raises(Refusal) as refusal:
        ask(chapter, word_of(chapter) if word is None else word, raw)
    assert time.process_time() - began < 1
    return str(refusal.value)


@each_door
@pytest.mark.parametrize(("raw", "said"), [pytest.param(raw, said, id=name) for name, raw, said in BAD])
def test_bad_input_is_refused_in_a_sentence(
    chapter: Chapter, raw: bytes, said: str | tuple[str, ...]
) -> None:
    told = refused(chapter, raw)
    assert told.startswith(said)
    assert told.isprintable() and len(told) < 400


@each_door
def test_a_mark_of_utf_8_is_passed_over(chapter: Chapter) -> None:
    example = chapter.examples[0]
    raw = json.dumps(example.asks).encode()
    assert ask(chapter, example.word, b"\xef\xbb\xbf" + raw) == ask(chapter, example.word, raw)


@each_door
def test_a_list_gives_a_list_in_its_order(chapter: Chapter) -> None:
    example = next(e for e in chapter.examples if not isinstance(e.asks, list))
    one = json.loads(ask(chapter, example.word, json.dumps(example.asks).encode()))
    assert json.loads(ask(chapter, example.word, json.dumps([example.asks] * 3).encode())) == [one] * 3
    assert json.loads(ask(chapter, example.word, b"[]")) == []


@each_door
def test_one_bad_element_names_its_place_and_nothing_is_answered(chapter: Chapter) -> None:
    example = next(e for e in chapter.examples if not isinstance(e.asks, list))
    told = refused(
        chapter, json.dumps([example.asks, example.asks, {**example.asks, "nobody_knows": 1}]).encode()
    )
    assert told.startswith("element 3: there is no “nobody_knows” here.")


@each_door
def test_a_list_as_long_as_the_limits_is_answered(chapter: Chapter) -> None:
    """Of the smallest questions: as many as the door takes, or fit in 1 MiB."""
    one_by_one = (e.asks for e in chapter.examples if not isinstance(e.asks, list))
    example = min(map(json.dumps, one_by_one), key=len)
    most = min(chapter.door.most, MOST_BYTES // (len(example) + 1))
    raw = f"[{','.join([example] * most)}]".encode()
    assert ask(chapter, word_of(chapter), raw).count(b"\n") >= most


@each_door
def test_a_list_longer_than_the_door_takes_is_refused(chapter: Chapter) -> None:
    asks = json.dumps([{}] * (chapter.door.most + 1)).encode()
    assert refused(chapter, asks).startswith(f"A list of {chapter.door.most + 1} is too long.")


def test_the_last_of_a_long_list_is_refused_within_a_second() -> None:
    """Of scores it is the domain that refuses, after every element before was scored."""
    (score,) = (c for c in DOORS if c.door.name == "score")
    asks = [score.examples[0].asks] * (score.door.most - 1)
    raw = json.dumps([*asks, {"answers": {"1": 43}}], separators=(",", ":")).encode()
    assert refused(score, raw).startswith(f"answers.1 of element {score.door.most}: ")


@pytest.mark.parametrize("chapter", [c for c in load_doors() if c.door.word], ids=lambda c: c.door.name)
class TestWord:
    def test_an_unknown_word_is_refused_with_what_was_meant(self, chapter: Chapter) -> None:
        assert chapter.door.word is not None
        known = word_of(chapter)
        told = refused(chapter, b"{}", word=f"{known}x")
        assert told == f"“{known}x” is not {chapter.door.word.what}. Did you mean {known}?"

    def test_a_missing_word_is_refused_with_the_choices(self, chapter: Chapter) -> None:
        assert chapter.door.word is not None
        told = refused(chapter, b"{}", word="")
        assert told.startswith(f"{chapter.door.word.name} is missing: name {chapter.door.word.what}, one of ")
        assert all(choice in told for choice in chapter.door.word.choices())


def parts(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The path of every part of a JSON value."""
    yield path
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, part in steps:
        yield from parts(part, (*path, step))


def replaced(value: object, path: tuple[str | int, ...], by: object) -> object:
    if not path:
        return by
    step, rest = path[0], path[1:]
    if isinstance(value, dict):
        return {k: replaced(v, rest, by) if k == step else v for k, v in value.items()}
    assert isinstance(value, list)
    return [replaced(v, rest, by) if n == step else v for n, v in enumerate(value)]


ODD = (
    None,
    True,
    False,
    0,
    -1,
    1,
    10**29,
    0.5,
    -1e-30,
    "",
    "na",
    "NaN",
    "1",
    "2026-02-30",
    "0001-01-01",
    "9999-12-31T23:59:59Z",
    "2026-03-02T12:00:00",
    "‮",
    "x" * 500,
    [],
    {},
    [[]],
    {"x": None},
)


@each_door
def test_any_part_may_be_anything_and_the_door_answers_or_refuses(chapter: Chapter) -> None:
    for example in chapter.examples:
        for path in parts(example.asks):
            for odd in ODD:
                raw = json.dumps(replaced(example.asks, path, odd)).encode()
                try:
                    json.loads(ask(chapter, example.word, raw))
                except Refusal as refusal:
                    assert str(refusal).isprintable() and str(refusal).endswith((".", "?", "…")), refusal


NUMBERS = st.integers(-(10**40), 10**40) | st.decimals(allow_nan=False).map(str).map(Decimal).map(float)
ANY = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=12,
)


@given(value=ANY)
def test_any_json_is_answered_or_refused(value: object) -> None:
    for chapter in DOORS:
        try:
            ask(chapter, word_of(chapter), json.dumps(value).encode())
        except Refusal as refusal:
            assert str(refusal).isprintable()


@given(raw=st.binary(max_size=40))
def test_any_bytes_are_answered_or_refused(raw: bytes) -> None:
    for chapter in DOORS:
        try:
            ask(chapter, word_of(chapter), raw)
        except Refusal as refusal:
            assert str(refusal).isprintable()


def test_names_of_bad_inputs_are_told_apart() -> None:
    names = sorted(name for name, *_ in BAD)
    assert not [a for a, b in pairwise(names) if a == b]
