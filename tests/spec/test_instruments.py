"""Every instrument does what its examples say, and no clinical number in it is bare."""

import ast
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields
from decimal import Decimal
from pathlib import Path

import pytest

from enthesis.domain.discovery import modules
from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.catalogue import FOLDER, instruments, load_instrument
from enthesis.domain.outcomes.instrument import Instrument, Use, by_number
from enthesis.domain.outcomes.scoring import ALGORITHM, score_each
from enthesis.domain.outcomes.thresholds import THRESHOLDS

FILES = modules(FOLDER, "INSTRUMENT", "EXAMPLES")
EXAMPLES = [
    pytest.param(module.INSTRUMENT, *rest, id=f"{module.INSTRUMENT.id}: {name}")
    for module in FILES
    for name, *rest in module.EXAMPLES
]
# Points stand in Choice and Range under the instrument's own tag, a Lookup carries its own; low and high are
# checked against them.
CARRIERS = {"Sourced", "Choice", "Range", "Lookup"}
CHECKED = {"low", "high"}


def by_scale(instrument: Instrument, expected: object) -> dict[str, Decimal | None]:
    """What an example expects of each scale; of the only one it says so without a name."""
    if isinstance(expected, Mapping):
        return dict(expected)
    assert expected is None or isinstance(expected, Decimal)
    return {instrument.scale.id: expected}


@pytest.mark.parametrize(("instrument", "answers", "expected"), EXAMPLES)
def test_example(instrument: Instrument, answers: dict, expected: object) -> None:
    if expected is Invalid:
        with pytest.raises(Invalid) as refused:
            score_each(instrument, answers)
        assert refused.value.sentence.endswith(".")
        assert refused.value.remedy.endswith(".")
        return
    scores = score_each(instrument, answers)
    assert {s.scale: s.value for s in scores} == by_scale(instrument, expected)
    for scale, scored in zip(instrument.scales, scores, strict=True):
        assert (scored.reason is None) == (scored.value is not None)
        assert (scored.instrument, scored.instrument_version) == (instrument.id, instrument.version)
        assert (scored.scale, scored.scale_variant) == (scale.id, scale.variant)
        assert scored.algorithm_version == ALGORITHM


@pytest.mark.parametrize("module", FILES, ids=lambda m: m.__name__.rpartition(".")[2])
class TestFile:
    def test_file_is_named_like_its_instrument(self, module) -> None:
        assert module.INSTRUMENT.id.replace("-", "_") == module.__name__.rpartition(".")[2]

    def test_examples_show_a_score_a_missing_answer_and_a_refusal(self, module) -> None:
        expected = [e for _, _, e in module.EXAMPLES]
        told = [by_scale(module.INSTRUMENT, e) for e in expected if e is not Invalid]
        assert Invalid in expected
        for scale in module.INSTRUMENT.scales:
            assert None in [e[scale.id] for e in told]
            assert {scale.low, scale.high} <= {e[scale.id] for e in told}

    def test_examples_are_told_apart(self, module) -> None:
        names = [name for name, *_ in module.EXAMPLES]
        assert len(set(names)) == len(names)

    def test_no_number_is_bare(self, module) -> None:
        tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
        (declared,) = [n for n in tree.body if isinstance(n, ast.Assign) and "INSTRUMENT" in _targets(n)]
        assert not [f"line {n.lineno}: {n.value}" for n in bare(declared)]


def test_a_bare_number_would_be_found() -> None:
    source = (
        'Instrument(items=(Choice(4, "a"), Range(0, 10, 1)), low=Decimal(0), formula=SumTimes(1.1), least=8)'
    )
    assert [n.value for n in bare(ast.parse(source))] == [1.1, 8]


def test_catalogue_is_sorted_and_read_only() -> None:
    assert list(instruments()) == sorted(instruments())
    with pytest.raises(TypeError):
        instruments()["x"] = None  # type: ignore[index]


def test_the_instruments_are_these() -> None:
    assert " ".join(instruments()) == (
        "hagos hoos hoos-jr hos-adl hos-sss hsas ihot-12 ihot-33 lefs mhhs nahs nrs-pain-10 ohs "
        "promis-global-10 sane-hip satisfaction-10 satisfaction-100 tegner ucla vas-pain-10 vas-pain-100 "
        "visa-g"
    )


def test_what_a_practice_may_offer_by_default_and_what_its_holder_decides() -> None:
    closed = {name: i.use for name, i in instruments().items() if not i.is_open}
    assert closed == {"lefs": Use.PERMISSION, "promis-global-10": Use.PERMISSION, "ohs": Use.LICENCE}
    public = {name for name, i in instruments().items() if i.use is Use.PUBLIC}
    assert public == {
        "nrs-pain-10", "sane-hip", "satisfaction-10", "satisfaction-100", "vas-pain-10", "vas-pain-100"
    }  # fmt: skip
    assert all(instruments()[name].licence == "Public" for name in public)


def test_what_is_asked_at_every_milestone_may_be_offered_by_any_practice() -> None:
    assert [name for name, i in instruments().items() if i.routine and not i.is_open] == []


def test_an_instrument_that_says_nothing_of_its_use_needs_a_licence() -> None:
    one = load_instrument("mhhs")
    silent = {f.name: getattr(one, f.name) for f in fields(one) if f.name != "use"}
    assert Instrument(**silent).use is Use.LICENCE


def test_only_these_are_asked_once_of_a_person() -> None:
    assert [name for name, i in instruments().items() if i.of_person] == [
        "hsas",
        "promis-global-10",
        "tegner",
        "ucla",
    ]


def test_items_known_by_number_alone_ask_a_clinician_for_the_words() -> None:
    numbered = {
        name
        for name, one in instruments().items()
        if any(field.topic[-1].isdigit() and len(one.items) > 1 for field in one.fields if not field.help)
    }
    numbered -= {"promis-global-10", "hos-adl"}  # "from 0 to 10" and the like
    assert numbered == {"hagos", "hoos", "ihot-33", "lefs"}
    for name in numbered:
        topics = load_instrument(name).topics
        assert topics is not None
        assert topics.needs_review


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("hagos", {"pain": 10, "symptoms": 7, "daily": 5, "sport": 8, "activity": 2, "quality": 5}),
        ("hoos", {"pain": 10, "symptoms": 5, "daily": 17, "sport": 4, "quality": 4}),
        ("ihot-33", {"function": 16, "sport": 6, "job": 4, "life": 7}),
        ("lefs", {"activity": 20}),
    ],
)
def test_subscales_have_their_published_number_of_items(name: str, counts: dict[str, int]) -> None:
    one = load_instrument(name)
    assert Counter(item.id.rpartition("-")[0] for item in one.items) == counts
    if len(one.scales) > 1:
        told = {scale.id.removeprefix(f"{name}-"): len(scale.items) for scale in one.scales}
        assert told == counts


def test_only_these_scales_have_a_code() -> None:
    scales = [s for instrument in instruments().values() for s in instrument.scales]
    assert {s.id: s.loinc for s in scales if s.loinc} == {
        "vas-pain-10": "72514-3",
        "nrs-pain-10": "72514-3",
        "gph": "71971-6",
        "gmh": "71969-0",
        "hoos-jr": "82323-7",
    }


@pytest.mark.parametrize(
    ("name", "key", "item"),
    [
        ("mhhs", "1", "pain"),
        ("mhhs", 8, "transport"),
        ("nahs", "20", "house-light"),
        ("hos-adl", "17", "recreation"),
        ("hos-adl", "18", "sitting"),
        ("hos-adl", "19", "socks"),
        ("hos-sss", "9", "sport"),
        ("ihot-12", "12", "distraction"),
        ("visa-g", "7", "exercise"),
        ("visa-g", "8a", "loading-stops"),
        ("visa-g", "8b", "loading-hurts"),
        ("visa-g", "8c", "loading-free"),
        ("promis-global-10", "7", "pain"),
        ("promis-global-10", "8", "fatigue"),
        ("promis-global-10", "9", "roles"),
        ("promis-global-10", "10", "emotional"),
        ("hoos-jr", "6", "sitting"),
        ("ohs", "1", "pain"),
    ],
)
def test_items_have_their_published_numbers(name: str, key: str | int, item: str) -> None:
    assert by_number(load_instrument(name), key) == item


@pytest.mark.parametrize(
    ("name", "key"),
    [("mhhs", "0"), ("mhhs", "9"), ("mhhs", "١"), ("visa-g", "8"), ("visa-g", "8d"), ("mhhs", "01")],
)
def test_a_number_it_does_not_have_is_a_sentence(name: str, key: str) -> None:
    with pytest.raises(Invalid, match=f"has no item {key}"):
        by_number(load_instrument(name), key)


def test_every_threshold_of_a_shipped_instrument_is_on_its_scale() -> None:
    for threshold in THRESHOLDS:
        if threshold.instrument in instruments():
            scales = {s.variant: s for s in load_instrument(threshold.instrument).scales}
            scale = scales[threshold.scale_variant]
            assert threshold.direction is scale.direction
            if threshold.value.unit == "{score}":
                assert scale.low < threshold.value.value < scale.high


def bare(node: ast.AST) -> Iterator[ast.Constant]:
    """Numbers outside the calls and keywords that carry a source or are checked against one."""
    match node:
        case ast.Call(func=ast.Name(id=name)) if name in CARRIERS:
            return
        case ast.keyword(arg=name) if name in CHECKED:
            return
        case ast.Constant(value=int() | float()) if not isinstance(node.value, bool):
            yield node
    for child in ast.iter_child_nodes(node):
        yield from bare(child)


def _targets(node: ast.Assign) -> set[str]:
    return {t.id for t in node.targets if isinstance(t, ast.Name)}
