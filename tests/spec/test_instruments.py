"""Every instrument does what its examples say, and no clinical number in it is bare."""

import ast
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from enthesis.domain.discovery import modules
from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.catalogue import FOLDER, instruments, load_instrument
from enthesis.domain.outcomes.instrument import Instrument
from enthesis.domain.outcomes.scoring import ALGORITHM, score
from enthesis.domain.outcomes.thresholds import THRESHOLDS

FILES = modules(FOLDER, "INSTRUMENT", "EXAMPLES")
EXAMPLES = [
    pytest.param(module.INSTRUMENT, *rest, id=f"{module.INSTRUMENT.id}: {name}")
    for module in FILES
    for name, *rest in module.EXAMPLES
]
# Points stand in Choice and Range under the instrument's own tag; its low and high are checked against them.
CARRIERS = {"Sourced", "Choice", "Range"}
CHECKED = {"low", "high"}


@pytest.mark.parametrize(("instrument", "answers", "expected"), EXAMPLES)
def test_example(instrument: Instrument, answers: dict, expected: Decimal | type[Invalid] | None) -> None:
    if expected is Invalid:
        with pytest.raises(Invalid) as refused:
            score(instrument, answers)
        assert refused.value.sentence.endswith(".")
        assert refused.value.remedy.endswith(".")
        return
    scored = score(instrument, answers)
    assert scored.value == expected
    assert (scored.reason is None) == (expected is not None)
    assert (scored.instrument, scored.instrument_version) == (instrument.id, instrument.version)
    assert (scored.scale_variant, scored.algorithm_version) == (instrument.scale_variant, ALGORITHM)


@pytest.mark.parametrize("module", FILES, ids=lambda m: m.__name__.rpartition(".")[2])
class TestFile:
    def test_file_is_named_like_its_instrument(self, module) -> None:
        assert module.INSTRUMENT.id.replace("-", "_") == module.__name__.rpartition(".")[2]

    def test_examples_show_a_score_a_missing_answer_and_a_refusal(self, module) -> None:
        expected = [e for _, _, e in module.EXAMPLES]
        assert None in expected
        assert Invalid in expected
        assert any(isinstance(e, Decimal) for e in expected)

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


def test_every_threshold_of_a_shipped_instrument_is_on_its_scale() -> None:
    for threshold in THRESHOLDS:
        if threshold.instrument in instruments():
            instrument = load_instrument(threshold.instrument)
            assert threshold.scale_variant == instrument.scale_variant
            assert threshold.direction is instrument.direction
            assert instrument.low < threshold.value.value < instrument.high


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
