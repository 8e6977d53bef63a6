"""Every product file says what it is, its examples hold, and no number is without its source."""

import ast
from datetime import date
from importlib import import_module
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from enthesis.domain import biologics
from enthesis.domain.biologics.catalogue import KINDS
from enthesis.domain.biologics.composition import COMPUTATIONS, Answer, composition
from enthesis.domain.biologics.examples import Example, given
from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.biologics.label import label_lines
from enthesis.domain.biologics.preparation import CannotCompute, Computed
from enthesis.domain.biologics.quantities import QUANTITIES
from enthesis.domain.biologics.reporting import ITEMS, completeness
from enthesis.domain.terms import Option, Tag

FOLDER = Path(biologics.__file__).parent
SCALES = {0, 1, 2, 10, 100, 1000}
LENGTHS = {
    "identity.py": {6, 16, 18, 64},
    "entries.py": {500},
    "paw.py": {20},
    "characterisation.py": {40},
}  # of text
EXAMPLES: dict[str, tuple[Example, ...]] = {
    kind: import_module(f"{biologics.__name__}.products.{kind}").EXAMPLES for kind in KINDS
}
CASES = [
    pytest.param(KINDS[kind], example, id=f"{kind}: {example.title}")
    for kind, examples in EXAMPLES.items()
    for example in examples
]
EACH_KIND = pytest.mark.parametrize("kind", KINDS.values(), ids=lambda k: k.id)


def shown(answer: Answer) -> str:
    match answer:
        case CannotCompute():
            return "cannot be computed"
        case Computed():
            return str(answer.rounded(1))
        case _:
            return str(answer)


@pytest.mark.parametrize(("kind", "example"), CASES)
def test_example_computes_what_it_promises(kind: ProductKind, example: Example) -> None:
    product = given(kind, example)

    assert {name: shown(a) for name, a in composition(product, kind).items()} == example.computed
    assert str(completeness(product, kind).percent) == example.percent


@EACH_KIND
def test_kind_names_only_what_exists(kind: ProductKind) -> None:
    assert set(kind.required) <= set(QUANTITIES)
    assert kind.late <= set(kind.required)
    assert set(kind.computed) <= set(COMPUTATIONS)
    assert kind.option in (Option.PRP, Option.CELLS)
    assert all((kind.sites, kind.limits, kind.regulation))


def test_there_are_two_products_and_every_one_has_examples() -> None:
    assert {"prp", "bmac"} <= set(KINDS)
    assert all(EXAMPLES.values())


@EACH_KIND
def test_verified_statements_name_their_source(kind: ProductKind) -> None:
    for statement in (*kind.regulation, *kind.label_statements):
        assert statement.text
        assert statement.source or statement.tag is not Tag.VERIFIED


@EACH_KIND
def test_label_carries_both_statements_and_a_name_only_when_asked(kind: ProductKind) -> None:
    product, zone = given(kind, EXAMPLES[kind.id][0]), ZoneInfo("America/New_York")

    plain = label_lines(product, kind, patient_name=None, birth_date=None, zone=zone)
    named = label_lines(product, kind, patient_name="Ada Example", birth_date=date(1961, 4, 2), zone=zone)

    for lines in (plain, named):
        assert "FOR AUTOLOGOUS USE ONLY" in lines
        assert "NOT EVALUATED FOR INFECTIOUS SUBSTANCES" in lines
        assert product.chain.product.shown in lines
        assert "Collected 12 March 2027, 08:00 EST" in lines
    assert set(named) - set(plain) == {"Ada Example", "Born 2 April 1961"}


def test_items_listed_once_each_and_never_called_the_official_number() -> None:
    assert len({i.id for i in ITEMS}) == len(ITEMS)
    report = completeness(given(KINDS["prp"], EXAMPLES["prp"][2]), KINDS["prp"])
    assert report.sentence == "14 of the 21 items listed here are reported (66.7 %)."


def bare_numbers(path: Path) -> list[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    sourced = {id(n) for call in ast.walk(tree) if is_sourced(call) for n in ast.walk(call)}
    return [
        f"{path.name}:{node.lineno} {node.value}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, int | float)
        and not isinstance(node.value, bool)
        and id(node) not in sourced
        and node.value not in SCALES | LENGTHS.get(path.name, set())
    ]


def is_sourced(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Sourced"


@pytest.mark.parametrize(
    "path", [p for p in sorted(FOLDER.rglob("*.py")) if p.name != "examples.py"], ids=lambda p: p.name
)
def test_no_clinical_number_stands_bare(path: Path) -> None:
    assert bare_numbers(path) == []


def test_a_bare_number_would_be_found(tmp_path: Path) -> None:
    file = tmp_path / "rule.py"
    file.write_text('LIMIT = 75\nSAFE = Sourced(75, "10*9/L", tag="R")\n', encoding="utf-8")
    assert bare_numbers(file) == ["rule.py:1 75"]
