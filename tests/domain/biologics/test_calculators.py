"""Every calculator against the facts it is made of, value by value, and on both sides of each boundary.

Each row names the fact it proves. What is expected is written out, never computed: a boundary that moves, or
that changes its side, makes a row fail, and the last tests move each one to see that it does.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal as D
from importlib import import_module
from typing import Any

import pytest

from enthesis.domain.biologics.catalogue import load_kind
from enthesis.domain.biologics.classification import Classed
from enthesis.domain.biologics.classifications.mishra import parse_mishra
from enthesis.domain.biologics.classifications.paw import parse_paw
from enthesis.domain.biologics.composition import COMPUTATIONS, FOLDER
from enthesis.domain.biologics.examples import START, recorded
from enthesis.domain.biologics.measurement import Amount, Basis, beside_reference, measured
from enthesis.domain.biologics.quantities import QUANTITIES
from enthesis.domain.biologics.reference_values import KITS, REFERENCES
from enthesis.domain.biologics.result import CannotCompute, Computed
from enthesis.domain.biologics.shown import BOUNDARIES
from enthesis.domain.biologics.spin_protocols import SPIN_PROTOCOLS
from enthesis.domain.biologics.steps import Activator, Anticoagulant, Method, Spin, relative_force
from enthesis.domain.errors import Invalid
from enthesis.domain.terms import Tag

BLOOD = {
    "whole_blood_platelets": "200",
    "whole_blood_wbc": "6",
    "whole_blood_neutrophils": "4",
    "whole_blood_rbc": "4.5",
}
FIXTURE = {"product_platelets": "1000", "product_wbc": "10", "product_neutrophils": "5", "product_rbc": "1.0"}
CLEAN = {**BLOOD, **FIXTURE, "product_wbc": "0", "product_neutrophils": "0", "product_rbc": "0"}
ONCE = (Spin(minutes=D(15), force_g=D(900)),)
MACHINE: dict[str, Any] = {"method": Method.DEVICE_PROGRAM, "spins": ONCE, "image_guided": True}
CELLS: dict[str, Any] = {
    "kind": "bmac",
    "site": "posterior_iliac_crest",
    "method": Method.CENTRIFUGE,
    "delivery_site": "footprint",
}


@dataclass(frozen=True, kw_only=True)
class Row:
    """`fact` is the sentence proved; `values` over a usual blood and product, `told` beside them."""

    fact: str
    of: str
    expected: str
    values: dict[str, str] = field(default_factory=dict)
    told: dict[str, Any] = field(default_factory=dict)
    over: dict[str, str] = field(default_factory=lambda: {**BLOOD, **FIXTURE})


def ml(volume: str) -> Amount:
    return Amount(value=D(volume), unit="mL")


def answer(row: Row) -> str:
    """As it is read: a class, a number to four decimals with its unit, or why there is none."""
    record = recorded({k: v for k, v in {**row.over, **row.values}.items() if v}, **row.told)
    match COMPUTATIONS[row.of].of(record, load_kind(record.kind)):
        case Computed() as found:
            return f"{found.rounded(4).normalize():f} {found.unit}"
        case Classed() as found:
            return found.code
        case CannotCompute() as found:
            return found.sentence


def lacking(*names: str) -> str:
    return f"Cannot be computed: {', '.join(names)} {'is' if len(names) == 1 else 'are'} missing."


def platelets(of: str, fact: str, told: dict[str, Any], *rows: tuple[str, str]) -> Iterator[Row]:
    """A row for each number of platelets in a product that has no other cell."""
    for count, expected in rows:
        yield Row(
            fact=f"{fact}: {count}",
            of=of,
            expected=expected,
            values={"product_platelets": count},
            told=told,
            over=CLEAN,
        )


def paw() -> Iterator[Row]:
    yield from platelets(
        "paw",
        "P1 to the own blood, P2 to 750, P3 to 1250, P4 above; lower exclusive, upper inclusive",
        {},
        ("199.9", "P1-Bβ"),
        ("200", "P1-Bβ"),
        ("200.1", "P2-Bβ"),
        ("749.9", "P2-Bβ"),
        ("750", "P2-Bβ"),
        ("750.1", "P3-Bβ"),
        ("1250", "P3-Bβ"),
        ("1250.1", "P4-Bβ"),
    )
    for activator in (a for a in Activator if a is not Activator.NONE):
        told = {"activator": activator}
        yield Row(fact="an added agent is x", of="paw", expected="P3-x-Aα", told=told)
    yield Row(fact="nothing added has no letter", of="paw", expected="P3-Aα")
    for wbc, neutrophils, expected in (
        ("6", "4", "P3-Bβ"),
        ("6.1", "4", "P3-Aβ"),
        ("6.1", "4.1", "P3-Aα"),
        ("5.9", "3.9", "P3-Bβ"),
        ("6", "4.1", "P3-Bα"),
    ):
        yield Row(
            fact="A and α above the own blood, B and β at or below it",
            of="paw",
            expected=expected,
            values={"product_wbc": wbc, "product_neutrophils": neutrophils},
        )
    for name, title in (
        ("whole_blood_platelets", "platelets in whole blood"),
        ("product_platelets", "platelets in the product"),
        ("whole_blood_wbc", "leukocytes in whole blood"),
        ("product_wbc", "leukocytes in the product"),
        ("whole_blood_neutrophils", "neutrophils in whole blood"),
        ("product_neutrophils", "neutrophils in the product"),
    ):
        yield Row(fact="nothing is guessed", of="paw", expected=lacking(title), values={name: ""})


def mishra() -> Iterator[Row]:
    for wbc, activator, count, expected in (
        ("6.1", Activator.NONE, "999.9", "1B"),
        ("6.1", Activator.NONE, "1000", "1A"),
        ("6.1", Activator.THROMBIN, "999.9", "2B"),
        ("6.1", Activator.THROMBIN, "1000", "2A"),
        ("6", Activator.NONE, "999.9", "3B"),
        ("6", Activator.NONE, "1000", "3A"),
        ("6", Activator.OTHER, "999.9", "4B"),
        ("6", Activator.OTHER, "1000", "4A"),
        ("5.9", Activator.NONE, "1000.1", "3A"),
    ):
        yield Row(
            fact="1 to 4 by leukocytes and activation; A from five times upward, B below",
            of="mishra",
            expected=expected,
            values={"product_wbc": wbc, "product_platelets": count},
            told={"activator": activator},
        )
    yield Row(
        fact="nothing is guessed",
        of="mishra",
        expected=lacking("the answer on activation", "leukocytes in the product"),
        values={"product_wbc": ""},
        told={"activator": None},
    )


def plra() -> Iterator[Row]:
    for values, expected in (
        ({"product_wbc": "10", "product_neutrophils": "0.1"}, "P1000000 L− R+ A−, 5 mL"),
        ({"product_wbc": "10", "product_neutrophils": "0.101"}, "P1000000 L+ R+ A−, 5 mL"),
        ({"product_wbc": "10", "product_neutrophils": "0.099"}, "P1000000 L− R+ A−, 5 mL"),
        ({"product_platelets": "980", "product_rbc": "0.01"}, "P980000 L+ R− A−, 5 mL"),
        ({"product_platelets": "980", "product_rbc": "0.0101"}, "P980000 L+ R+ A−, 5 mL"),
        ({"product_platelets": "980", "product_rbc": "0.0099"}, "P980000 L+ R− A−, 5 mL"),
    ):
        yield Row(fact="+ above 1 %, exactly 1 % is −", of="plra", expected=expected, values=values)
    told = {"activator": Activator.THROMBIN, "output_volume": ml("4.5")}
    yield Row(fact="A+, and the volume", of="plra", expected="P1000000 L+ R+ A+, 4.5 mL", told=told)
    yield Row(
        fact="nothing is guessed",
        of="plra",
        expected=lacking("neutrophils in the product", "red cells in the product"),
        values={"product_neutrophils": "", "product_rbc": ""},
    )


def dohan_ehrenfest() -> Iterator[Row]:
    for kind, wbc, expected in (
        ("prp-lr", "6", "P-PRP"),
        ("prp-lr", "6.1", "L-PRP"),
        ("i-prf", "6", "P-PRF"),
        ("i-prf", "6.1", "L-PRF"),
    ):
        yield Row(
            fact="four families",
            of="dohan_ehrenfest",
            expected=expected,
            values={"product_wbc": wbc},
            told={"kind": kind},
        )


def depa() -> Iterator[Row]:
    yield from platelets(
        "depa",
        "dose A > 5, B 3 to 5, C 1 to 3, D below; recovery A > 90, B 70 to 90, C 30 to 70, D below",
        {},
        ("199.8", "DDA, not activated"),
        ("200", "CDA, not activated"),
        ("599.8", "CDA, not activated"),
        ("600", "BCA, not activated"),
        ("1000", "BCA, not activated"),
        ("1000.2", "ACA, not activated"),
        ("1399.8", "ACA, not activated"),
        ("1400", "ABA, not activated"),
        ("1800", "ABA, not activated"),
        ("1800.2", "AAA, not activated"),
    )
    for wbc, count, expected in (
        ("100", "900.1", "BCA, not activated"),
        ("100", "900", "BCB, not activated"),
        ("300", "700", "BCB, not activated"),
        ("300", "699.9", "BCC, not activated"),
        ("467", "200.15", "CDC, not activated"),
        ("467", "200.1", "CDD, not activated"),
    ):
        yield Row(
            fact=f"purity A > 90, B 70 to 90, C 30 to 70, D below: {count} of {wbc} more",
            of="depa",
            expected=expected,
            values={"product_platelets": count, "product_wbc": wbc},
            over=CLEAN,
        )
    told = {"activator": Activator.CALCIUM_CHLORIDE}
    yield Row(fact="activated", of="depa", expected="BCC, activated", told=told)
    yield Row(
        fact="nothing is guessed",
        of="depa",
        expected=lacking("blood volume", "red cells in the product"),
        values={"product_rbc": ""},
        told={"collected_volume": None},
    )


def marspill() -> Iterator[Row]:
    below, above = "is below 4, outside the bands.", "is above 10, outside the bands."
    for count, times in (
        ("800", "4–6"),
        ("1199.9", "4–6"),
        ("1200", "6–8"),
        ("1599.9", "6–8"),
        ("1600", "8–10"),
        ("2000", "8–10"),
    ):
        yield Row(
            fact="platelets 4 to 6, 6 to 8, 8 to 10 times",
            of="marspill",
            expected=f"M:M A:A− R:poor S:1 P:{times} I:G+ L:Lc-R L:A−",
            values={"product_platelets": count},
            told=MACHINE,
        )
    for count, said in (
        ("799.9", f"It cannot be classed: 3.99 times the platelets {below}"),
        ("2000.1", f"It cannot be classed: 10.01 times the platelets {above}"),
    ):
        yield Row(
            fact="no band, no class",
            of="marspill",
            expected=said,
            values={"product_platelets": count},
            told=MACHINE,
        )
    for told, values, expected in (
        ({"method": Method.CENTRIFUGE}, {}, "M:H A:A− R:poor S:1 P:4–6 I:G+ L:Lc-R L:A−"),
        ({"spins": ONCE * 2}, {}, "M:M A:A− R:poor S:2 P:4–6 I:G+ L:Lc-R L:A−"),
        ({"spins": ONCE * 3}, {}, lacking("a number of spins of one or two")),
        ({"spins": ()}, {}, lacking("a number of spins of one or two")),
        ({"image_guided": False}, {}, "M:M A:A− R:poor S:1 P:4–6 I:G− L:Lc-R L:A−"),
        ({"image_guided": None}, {}, lacking("whether imaging guided it")),
        ({"method": None}, {}, lacking("whether it was made by hand or by a machine")),
        ({}, {"product_rbc": "4.5"}, "M:M A:A− R:poor S:1 P:4–6 I:G+ L:Lc-R L:A−"),
        ({}, {"product_rbc": "4.6"}, "M:M A:A− R:rich S:1 P:4–6 I:G+ L:Lc-R L:A−"),
        ({}, {"product_wbc": "6"}, "M:M A:A− R:poor S:1 P:4–6 I:G+ L:Lc-P L:A−"),
        (
            {"activator": Activator.THROMBIN, "light_activated": False},
            {},
            "M:M A:A+ R:poor S:1 P:4–6 I:G+ L:Lc-R L:A−",
        ),
        ({"light_activated": True}, {}, "M:M A:A− R:poor S:1 P:4–6 I:G+ L:Lc-R L:A+"),
        ({"activator": Activator.THROMBIN}, {}, lacking("whether light activated it")),
    ):
        yield Row(
            fact="method, activation, red cells, spins, image, leukocytes, light",
            of="marspill",
            expected=expected,
            values=values,
            told={**MACHINE, **told},
        )


def doses() -> Iterator[Row]:
    whole = (
        "Donor: autologous; Origin: bone marrow, posterior iliac crest; Separation: centrifuge; "
        "Exhibited: Viable cells 95 %; Site: footprint"
    )
    for told, viability, expected in (
        ({}, "95", whole),
        ({"site": ""}, "95", lacking("the site of harvest")),
        ({"method": None}, "95", lacking("the separation method")),
        ({}, "", lacking("an exhibited characteristic")),
        ({"delivery_site": ""}, "95", lacking("the site of delivery")),
    ):
        yield Row(
            fact="donor, origin, separation, exhibited characteristics, site: each is mandatory",
            of="doses",
            expected=expected,
            values={"viability": viability},
            told={**CELLS, **told},
            over={},
        )


def amounts() -> Iterator[Row]:
    citrate = {
        "collected_volume": None,
        "volume_with_anticoagulant": ml("58"),
        "anticoagulant": Anticoagulant.CITRATE,
    }
    marrow = {"kind": "bmac", "output_volume": ml("8")}
    yield Row(fact="fold: product / baseline", of="fold_increase", expected="5 1")
    yield Row(fact="1000 × 5 mL are 5.0 ×10⁹", of="platelet_dose", expected="5 10*9")
    yield Row(fact="dose / (baseline × blood volume)", of="platelet_recovery", expected="50 %")
    yield Row(
        fact="blood volume excludes the anticoagulant: 58 − 8",
        of="platelet_recovery",
        expected="50 %",
        told={**citrate, "anticoagulant_volume": ml("8")},
    )
    yield Row(
        fact="an unknown anticoagulant leaves no blood volume",
        of="platelet_recovery",
        expected=lacking("blood volume"),
        told=citrate,
    )
    yield Row(fact="1000, 10 and 1.0 ×10⁶ are 49.75 %", of="platelet_purity", expected="49.7512 %")
    yield Row(
        fact="TNC total",
        of="total_nucleated_cells",
        expected="720 10*6",
        values={"product_nucleated_cells": "90"},
        told=marrow,
    )
    yield Row(
        fact="CFU-F total",
        of="total_cfu_f",
        expected="12000 {CFU}",
        values={"cfu_f": "1500"},
        told=marrow,
    )
    for of, title in (
        ("fold_increase", "platelets in whole blood"),
        ("platelet_recovery", "platelets in whole blood"),
    ):
        yield Row(
            fact="nothing is guessed", of=of, expected=lacking(title), values={"whole_blood_platelets": ""}
        )
    told = {"output_volume": None}
    yield Row(
        fact="nothing is guessed", of="platelet_dose", expected=lacking("volume of the product"), told=told
    )


ROWS = tuple(
    row for table in (amounts, paw, mishra, plra, dohan_ehrenfest, depa, marspill, doses) for row in table()
)


@pytest.mark.parametrize("row", ROWS, ids=lambda r: f"{r.of}-{r.expected}")
def test_a_calculator_says_what_the_fact_says(row: Row) -> None:
    assert answer(row) == row.expected, row.fact


LIMITS = (
    ("paw", "P2_UP_TO", None, "0.1"),
    ("paw", "P3_UP_TO", None, "0.1"),
    ("mishra", "A_FROM", None, "0.0005"),
    ("plra", "PLUS_ABOVE", None, "0.01"),
    *(("depa", "_DOSE", n, "0.001") for n in range(3)),
    *(("depa", "_SHARE", n, "0.01") for n in range(3)),
    *(("marspill", "BAND_EDGES", n, "0.0005") for n in range(4)),
    ("marspill", "MOST_SPINS", None, "1"),
)


@pytest.mark.parametrize("up", [True, False], ids=["up", "down"])
@pytest.mark.parametrize(("module", "name", "place", "step"), LIMITS)
def test_a_boundary_that_moves_is_noticed(
    module: str, name: str, place: int | None, step: str, up: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    of = import_module(f"{FOLDER}.{module}")
    limits = getattr(of, name)
    old = limits if place is None else limits[place]
    new = replaced(old, D(step) if up else -D(step))
    changed = new if place is None else (*limits[:place], new, *limits[place + 1 :])
    monkeypatch.setattr(of, name, changed)
    if (module, name) == ("depa", "_SHARE"):
        both_axes_notice()
    assert [row.fact for row in ROWS if row.of == module and answer(row) != row.expected]


def both_axes_notice() -> None:
    """Recovery and purity share their limits: rows of each of them must fail."""
    wrong = [row.fact for row in ROWS if row.of == "depa" and answer(row) != row.expected]
    assert any(fact.startswith("purity") for fact in wrong)
    assert any(fact.startswith("dose") for fact in wrong)


def replaced(limit: Any, by: D) -> Any:
    return type(limit)(limit.value + by, limit.unit, tag=limit.tag.value, source=limit.source or "a test")


def test_every_limit_of_every_class_is_moved_above() -> None:
    moved = {
        limit
        for module, name, place, _step in LIMITS
        for found in [getattr(import_module(f"{FOLDER}.{module}"), name)]
        for limit in ([found] if place is None else [found[place]])
    }
    assert {boundary.limit for limits in BOUNDARIES.values() for boundary in limits} == moved


@pytest.mark.parametrize(
    ("kit", "printed", "kind"),
    [
        ("ACP", "P2-Bβ", "3B"),
        ("Magellan", "P4-Aα", "1B"),
        ("GPS III", "P3-Aα", "1B"),
        ("SmartPReP2", "P3-Aα", "1B"),
    ],
)
def test_the_printed_classes_of_each_kit(kit: str, printed: str, kind: str) -> None:
    (found,) = (k for k in KITS if k.kit == kit)
    assert (found.paw, found.mishra, found.tag, found.source) == (printed, kind, Tag.VERIFIED, "S58")
    assert (str(parse_paw(printed)), str(parse_mishra(kind))) == (printed, kind)
    assert len(KITS) == 4


@pytest.mark.parametrize(
    ("rpm", "radius", "force"),
    [("3000", "10", "1006.2"), ("1000", "10", "111.8"), ("2700", "8", "652.0"), ("1300", "11", "207.8")],
)
def test_force_from_speed_and_radius(rpm: str, radius: str, force: str) -> None:
    """1.118e-5 × r × rpm²: 111.8 = 1.118e-5 × 10 × 10⁶, 652.0 = 1.118e-5 × 8 × 7.29 × 10⁶."""
    found = relative_force(rpm=D(rpm), radius_cm=D(radius))
    assert isinstance(found, Computed)
    assert (str(found.rounded(1)), found.unit) == (force, "[g]")


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("whole_blood_platelets", "10*3/uL"),
        ("product_platelets", "10*3/uL"),
        ("whole_blood_wbc", "10*3/uL"),
        ("product_wbc", "10*3/uL"),
        ("product_neutrophils", "10*3/uL"),
        ("whole_blood_rbc", "10*6/uL"),
        ("product_rbc", "10*6/uL"),
        ("product_nucleated_cells", "10*6/mL"),
        ("cfu_f", "{CFU}/mL"),
        ("viability", "%"),
        ("product_haematocrit", "%"),
    ],
)
def test_each_field_is_kept_in_its_unit(name: str, unit: str) -> None:
    assert QUANTITIES[name].unit == unit


def test_red_cells_are_brought_from_thousands_to_millions() -> None:
    """1000 ×10³/µL are 1.0 ×10⁶/µL, and so are 1.0 ×10¹²/L; without a known unit nothing is kept."""
    for value, unit in (("1000", "10*3/uL"), ("1.0", "10*6/uL"), ("1.0", "10*12/L")):
        assert measured(QUANTITIES["product_rbc"], D(value), unit, at=START).value == 1
    with pytest.raises(Invalid, match="Red cells in the product cannot be in 10\\*9/L"):
        measured(QUANTITIES["product_rbc"], D("1.0"), "10*9/L", at=START)


@pytest.mark.parametrize(
    ("name", "quiet", "said", "tag"),
    [
        ("viability", "70", "69.9", Tag.RECALLED),
        ("cd73", "95", "94.9", Tag.VERIFIED),
        ("cd90", "95", "94.9", Tag.VERIFIED),
        ("cd105", "95", "94.9", Tag.VERIFIED),
        ("haematopoietic", "2", "2.1", Tag.VERIFIED),
    ],
)
def test_what_lies_beside_a_norm_is_said(name: str, quiet: str, said: str, tag: Tag) -> None:
    quantity = QUANTITIES[name]
    assert beside_reference(quantity, D(quiet)) == ""
    assert "the reference of" in beside_reference(quantity, D(said))
    limit = quantity.at_least or quantity.at_most
    assert limit is not None and limit.tag is tag


@pytest.mark.parametrize(
    ("name", "numbers", "source"),
    [
        ("devices", ("0.21", "5.43"), "S59"),
        ("marrow_cells", ("2048", "2004", "5619", "7569", "4.35", "2.09"), "S70"),
        ("stromal_share", ("0.001", "0.01"), "S72"),
        ("aspiration", ("10",), "S71"),
        ("cuff_dose", ("51000", "12"), "S51"),
        ("knee_dose", ("10",), "S67"),
        ("trials", ("33", "17", "10"), "S60b"),
    ],
)
def test_each_reference_value_is_the_published_one(name: str, numbers: tuple[str, ...], source: str) -> None:
    (found,) = (r for r in REFERENCES if r.id == name)
    told = [n for y in found.values for n in (y.range.low, y.range.high, y.spread) if n is not None]
    assert list(dict.fromkeys(n.value for n in told)) == [D(n) for n in numbers]
    assert source in {n.source for n in told}
    assert {n.tag for n in told} == {Tag.VERIFIED}


def test_the_published_spins_are_those_of_the_table() -> None:
    spun = {
        p.id: [
            f"{s.force.low.value}–{s.force.high.value} × {s.time.low.value}–{s.time.high.value}"
            for s in p.spins
        ]
        for p in SPIN_PROTOCOLS
    }
    assert spun == {
        "muthu": ["100–100 × 15–15", "1600–1600 × 20–20"],
        "perez": ["100–100 × 10–10", "400–400 × 10–10"],
        "yin": ["900–900 × 5–5", "1500–1500 × 15–15"],
        "iadvl": ["100–300 × 5–10", "400–700 × 10–17"],
    }


def test_a_class_of_a_claim_is_a_claim() -> None:
    for of in ("paw", "mishra", "plra", "depa", "dohan_ehrenfest", "marspill"):
        record = recorded({**BLOOD, **FIXTURE}, claimed=frozenset({"product_wbc"}), **MACHINE)
        found = COMPUTATIONS[of].of(record, load_kind("prp-lr"))
        assert isinstance(found, Classed) and found.basis is Basis.CLAIMED, of
