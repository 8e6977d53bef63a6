"""Every product and class says what it is, its examples hold, and no number is without its source."""

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from enthesis.domain import biologics
from enthesis.domain.biologics.catalogue import GRAFTS, KINDS
from enthesis.domain.biologics.composition import COMPUTATIONS, FOLDER, Answer, composition, remarks
from enthesis.domain.biologics.examples import START, Example, collected, example_record
from enthesis.domain.biologics.graft import NO_GRAFT, Detail, GraftKind, Origin, lacking
from enthesis.domain.biologics.identity import RANDOM_BYTES, CodeKind, make_code
from enthesis.domain.biologics.kind import Donor, ProductKind
from enthesis.domain.biologics.label import Wearer, product_label
from enthesis.domain.biologics.measurement import Amount, Basis
from enthesis.domain.biologics.quantities import QUANTITIES
from enthesis.domain.biologics.record import Record
from enthesis.domain.biologics.reporting import ITEMS, completeness
from enthesis.domain.biologics.result import CannotCompute, Computed
from enthesis.domain.discovery import modules
from enthesis.domain.terms import Option, Side, Tag

PRODUCTS = modules(f"{biologics.__name__}.products", "PRODUCT", "EXAMPLES")
CLASSES = modules(FOLDER, "CLASSIFICATION", "classify", "EXAMPLES")
EXAMPLES: dict[str, tuple[Example, ...]] = {m.PRODUCT.id: m.EXAMPLES for m in PRODUCTS}
CASES = [
    pytest.param(KINDS[kind], example, id=f"{kind}: {example.title}")
    for kind, examples in EXAMPLES.items()
    for example in examples
]
CLASSED = [
    pytest.param(m, record, expected, id=f"{m.CLASSIFICATION.id}: {title}")
    for m in CLASSES
    for title, record, expected in m.EXAMPLES
]
EACH_KIND = pytest.mark.parametrize("kind", KINDS.values(), ids=lambda k: k.id)
EACH_CLASS = pytest.mark.parametrize("module", CLASSES, ids=lambda m: m.CLASSIFICATION.id)


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
    record = example_record(kind, example)
    found = {name: shown(a) for name, a in composition(record, kind).items()}

    assert {name: found.get(name) for name in example.computed} == example.computed
    assert str(completeness(record, kind).percent) == example.percent
    assert remarks(record, kind) == example.remarks


@pytest.mark.parametrize(("module", "record", "expected"), CLASSED)
def test_a_class_is_what_its_example_promises(module: object, record: Record, expected: str) -> None:
    answer = module.classify(record, KINDS[record.kind])  # type: ignore[attr-defined]

    assert _told(answer) == expected


@EACH_CLASS
def test_a_class_says_what_is_missing_where_nothing_is_known(module: object) -> None:
    kind = next(k for k in KINDS.values() if module.CLASSIFICATION.id in k.computed)  # type: ignore[attr-defined]
    answer = module.classify(Record(kind=kind.id), kind)  # type: ignore[attr-defined]

    assert isinstance(answer, CannotCompute)
    assert answer.sentence.startswith("Cannot be computed: ")
    assert answer.sentence.endswith((" is missing.", " are missing."))


@EACH_CLASS
def test_a_class_carries_its_tag_and_is_a_claim_where_a_value_behind_it_is(module: object) -> None:
    declared = module.CLASSIFICATION  # type: ignore[attr-defined]
    record = next(r for _, r, _ in module.EXAMPLES if _is_classed(module, r))  # type: ignore[attr-defined]
    claim = replace(record, values={n: _claimed(a) for n, a in record.values.items()})
    for given_record, basis in ((record, Basis.MEASURED), (claim, Basis.CLAIMED)):
        answer = module.classify(given_record, KINDS[record.kind])  # type: ignore[attr-defined]
        assert (answer.basis, answer.tag, answer.source) == (basis, declared.tag, declared.source)
    assert declared.source or declared.tag is not Tag.VERIFIED
    assert declared.note or declared.tag is Tag.VERIFIED


@EACH_KIND
def test_kind_names_only_what_exists(kind: ProductKind) -> None:
    assert set(kind.quantities) <= set(QUANTITIES)
    assert len(set(kind.quantities)) == len(kind.quantities)
    assert kind.late <= set(kind.quantities)
    assert set(kind.computed) <= set(COMPUTATIONS)
    assert kind.option in (Option.PRP, Option.CELLS)
    assert kind.methods
    assert kind.regulation


def test_every_class_and_computation_is_of_some_product() -> None:
    assert {name for kind in KINDS.values() for name in kind.computed} == set(COMPUTATIONS)
    assert {"paw", "mishra", "plra", "dohan_ehrenfest", "depa", "marspill", "doses"} <= set(COMPUTATIONS)


def test_every_published_product_class_is_there_and_has_examples() -> None:
    blood = {"prp-lr", "prp-lp", "l-prf", "a-prf", "a-prf-plus", "i-prf", "prfm", "acs"}
    cells = {"bmac", "bma", "svf", "mfat", "msc-expanded", "amnio"}

    assert blood <= {k.id for k in KINDS.values() if k.option is Option.PRP}
    assert cells <= {k.id for k in KINDS.values() if k.option is Option.CELLS}
    assert all(EXAMPLES.values())


@EACH_KIND
def test_verified_statements_name_their_source(kind: ProductKind) -> None:
    said = (kind.same_procedure, kind.excludes_same_day, kind.determination, kind.not_at_bench)
    for statement in (*kind.regulation, *kind.label_statements, *(s for s in said if s is not None)):
        assert statement.text
        assert statement.source or statement.tag is not Tag.VERIFIED


@pytest.mark.parametrize("kind", [k for k in KINDS.values() if k.not_at_bench is None], ids=lambda k: k.id)
def test_label_carries_both_statements_and_a_name_only_when_asked(kind: ProductKind) -> None:
    product, zone = collected(kind, EXAMPLES[kind.id][0]), ZoneInfo("America/New_York")
    told = {"event": make_code(CodeKind.EVENT, bytes(RANDOM_BYTES)), "among": (product,), "zone": zone}
    ada = Wearer(side=Side.LEFT, name="Ada Example", birth_date=date(1961, 4, 2))

    plain, named = (
        product_label(product, kind, wearer, **told, now=START).lines
        for wearer in (Wearer(side=Side.LEFT), ada)
    )

    for lines in (plain, named):
        assert "FOR AUTOLOGOUS USE ONLY" in lines
        assert "NOT EVALUATED FOR INFECTIOUS SUBSTANCES" in lines
        assert product.chain.product.shown in lines
        assert "Collected 12 March 2027, 08:00 EST" in lines
    assert set(named) - set(plain) == {"Ada Example", "Born 2 April 1961"}


@EACH_KIND
def test_only_the_person_s_own_is_labelled_autologous(kind: ProductKind) -> None:
    texts = {s.text for s in kind.label_statements}

    assert ("FOR AUTOLOGOUS USE ONLY" in texts) is (kind.donor is Donor.AUTOLOGOUS)


def test_items_listed_once_each_and_never_called_the_official_number() -> None:
    assert len({i.id for i in ITEMS}) == len(ITEMS)
    report = completeness(example_record(KINDS["prp-lr"], EXAMPLES["prp-lr"][2]), KINDS["prp-lr"])
    assert report.sentence == "14 of the 22 items listed here are reported (63.6 %)."


@EACH_KIND
def test_no_kind_is_asked_what_it_cannot_have(kind: ProductKind) -> None:
    asked = completeness(Record(kind=kind.id), kind).unmet
    titles = {item.title for item in asked}

    assert ("Anticoagulant" in titles) is (kind.family in ("plasma", "marrow"))
    assert ("Needle" in titles) is kind.needs_needle
    assert ("Activation and its agent" in titles) is kind.asks_activation
    assert ("Immunophenotype" in titles) is ("cd73" in kind.quantities)
    for item in asked:
        where, _, name = item.path.partition(".")
        assert name in kind.quantities or where != "values"
        assert name in kind.computed or where != "computed"


GRAFT_FILES = modules(f"{biologics.__name__}.grafts", "GRAFT", "EXAMPLES")
PLACED = [
    pytest.param(m.GRAFT, told, expected, id=f"{m.GRAFT.id}: {title}")
    for m in GRAFT_FILES
    for title, told, expected in m.EXAMPLES
]


@pytest.mark.parametrize(("graft", "told", "expected"), PLACED)
def test_a_graft_says_what_its_record_lacks(
    graft: GraftKind, told: dict[Detail, str], expected: tuple[str, ...]
) -> None:
    assert lacking(graft, told) == expected


def test_every_graft_a_plan_may_name_is_there_and_has_examples() -> None:
    shipped = {
        "acellular_dermal_allograft",
        "bioinductive_bovine_collagen",
        "synthetic",
        "other_allograft",
        "autograft",
        "synthetic_mesh",
    }

    assert shipped <= set(GRAFTS)
    assert NO_GRAFT not in GRAFTS
    assert all(m.EXAMPLES for m in GRAFT_FILES)


def test_a_reason_has_the_same_words_in_every_graft() -> None:
    said = {(reason.id, reason.title) for graft in GRAFTS.values() for reason in graft.reasons}
    published = {"poor_tissue_quality", "massive", "revision", "retraction", "surgeon_preference"}

    assert len({name for name, _ in said}) == len(said)
    assert published <= {name for name, _ in said}


@pytest.mark.parametrize("graft", GRAFTS.values(), ids=lambda g: g.id)
def test_a_graft_of_a_donor_is_traced_to_the_donor(graft: GraftKind) -> None:
    asked = {need.id for need in graft.needs}

    assert ({Detail.DONOR_ID, Detail.TISSUE_BANK} <= asked) is (graft.origin is Origin.DONOR)
    assert (Detail.UDI_DI in asked) is (graft.origin in (Origin.BOVINE, Origin.SYNTHETIC))
    assert graft.reasons
    for said in (*graft.needs, *graft.reasons):
        assert said.source if said.tag is Tag.VERIFIED else said.note


def _is_classed(module: object, record: Record) -> bool:
    return not isinstance(module.classify(record, KINDS[record.kind]), CannotCompute)  # type: ignore[attr-defined]


def _claimed(amount: Amount) -> Amount:
    return replace(amount, basis=Basis.CLAIMED)


def _told(answer: object) -> str:
    if isinstance(answer, CannotCompute):
        return answer.because or ", ".join(answer.missing)
    return str(answer)
