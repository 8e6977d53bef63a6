"""The reporting checklist as a product lives: met, still open, lost; and nothing of an official number."""

from dataclasses import replace
from decimal import Decimal as D

import pytest

from enthesis.domain.biologics import examples as ex
from enthesis.domain.biologics import handling
from enthesis.domain.biologics.catalogue import KINDS
from enthesis.domain.biologics.checklist import CASE_ITEMS, Standing, checklist
from enthesis.domain.biologics.measurement import measured, pending
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.products import bmac, prp_lr
from enthesis.domain.biologics.quantities import QUANTITIES
from enthesis.domain.biologics.reporting import ITEMS, Section
from enthesis.domain.terms import Tag

PRP, FULL, SPARSE = prp_lr.PRODUCT, prp_lr.EXAMPLES[0], prp_lr.EXAMPLES[2]
MARROW = bmac.PRODUCT
EVERY = {item.id: True for item in CASE_ITEMS}
CFU = QUANTITIES["cfu_f"]


def titles(product: Product, standing: Standing) -> set[str]:
    return {item.title for item in checklist(product, PRP, EVERY).those(standing)}


def test_every_section_of_the_list_has_items_and_each_is_to_be_checked() -> None:
    items = (*ITEMS, *CASE_ITEMS)
    assert {item.section for item in items} == set(Section)
    assert len({item.id for item in items}) == len(items)
    assert {item.tag for item in items} == {Tag.RECALLED}
    assert all(item.note.startswith("Is it an item of the official list") for item in items)


@pytest.mark.parametrize(
    ("section", "words"),
    [
        (Section.DESIGN, ("guideline", "Ethics")),
        (Section.RECIPIENT, ("Age and sex", "Diabetes", "smoking", "anti-platelet")),
        (Section.INJURY, ("Diagnosis, grade", "Earlier treatment")),
        (Section.INTERVENTION, ("another could repeat", "found at the operation")),
        (Section.DONOR, ("or a donor's", "sex of the donor")),
        (Section.HARVEST, ("Anticoagulant", "Volume", "temperature, light, time", "Site", "technique")),
        (Section.STARTING_MATERIAL, ("Platelets", "Leukocytes", "Neutrophils", "Red cells", "Nucleated")),
        (
            Section.PROCESSING,
            ("Kit", "number, force, minutes", "recovery", "isolation", "Enzymes", "passages"),
        ),
        (Section.PRODUCT, ("Platelets", "Leukocytes", "Red", "gel or membrane", "Viability", "CFU-F")),
        (Section.PRODUCT, ("Immunophenotype", "Differentiation", "Nucleated cells")),
        (Section.ACTIVATION, ("agent", "Concentration and time")),
        (Section.DELIVERY, ("Volume", "Site", "scaffold", "Number", "Guidance", "Time", "Dose of cells")),
        (Section.AFTERCARE, ("immobilisation", "NSAID")),
        (Section.OUTCOME, ("Function", "Imaging", "further surgery", "Return to activity, satisfaction")),
    ],
)
def test_what_the_table_of_the_statement_names_is_there(section: Section, words: tuple[str, ...]) -> None:
    said = " · ".join(i.title for i in (*ITEMS, *CASE_ITEMS) if i.section is section)
    assert [word for word in words if word not in said] == []


def test_a_product_just_collected_can_still_have_nearly_everything() -> None:
    product = ex.collected(PRP, FULL)
    assert titles(product, Standing.LOST) == set()
    assert {"Kit or device", "Platelets in the product", "Route"} <= titles(product, Standing.OPEN)


def test_what_was_not_counted_is_lost_once_the_product_is_given() -> None:
    assert "Platelets in whole blood" in titles(ex.prepared(PRP, SPARSE), Standing.OPEN)
    for product in (ex.released(PRP, SPARSE), ex.given(PRP, SPARSE)):
        assert {"Platelets in whole blood", "Platelet recovery"} <= titles(product, Standing.LOST)
    assert titles(ex.given(PRP, FULL), Standing.LOST) == set()


def test_nothing_is_open_of_what_is_kept_apart() -> None:
    apart = handling.quarantine(ex.prepared(PRP, FULL), reason="cap open", by=ex.PREPARER, at=ex.after(40))
    assert "Route" in titles(apart, Standing.LOST)


def awaited() -> Product:
    values = tuple(
        pending(CFU, "culture runs") if v.field == CFU.id else v
        for v in ex.measurements(MARROW, bmac.EXAMPLES[0])
    )
    example = ex.given(MARROW, bmac.EXAMPLES[0])
    counted = replace(example.done(handling.Characterised), values=values)
    events = tuple(counted if isinstance(e, handling.Characterised) else e for e in example.events)
    return replace(example, events=events)


def test_a_late_colony_count_meets_its_item_and_changes_nothing_that_was_signed() -> None:
    given = awaited()
    before = checklist(given, MARROW, EVERY)
    assert {i.title for i in before.those(Standing.OPEN)} == {"CFU-F"}
    late = handling.add_result(
        given,
        MARROW,
        measured(CFU, D(1500), "{CFU}/mL", at=ex.after(8 * 24 * 60)),
        reason="read on the eighth day",
        by=ex.CHECKER,
        at=ex.after(8 * 24 * 60 + 5),
    )
    after = checklist(late, MARROW, EVERY)
    assert after.those(Standing.OPEN) == ()
    assert after.percent is not None
    assert before.percent is not None
    assert after.percent > before.percent
    assert late.events[:-1] == given.events
    assert late.state is given.state


def test_what_the_case_does_not_tell_is_open_and_what_only_the_bench_saw_is_lost() -> None:
    told = checklist(ex.given(PRP, FULL), PRP, {})
    assert {i.id for i in told.those(Standing.LOST)} == {"storage", "format", "carrier", "number"}
    assert {"ethics", "operation", "complications"} <= {i.id for i in told.those(Standing.OPEN)}


def test_cells_are_asked_for_cells_only() -> None:
    asked = {line.item.id for line in checklist(ex.given(PRP, FULL), PRP, {}).lines}
    assert not {"enzymes", "culture", "donor_age_and_sex", "technique"} & asked
    assert KINDS["bmac"] is MARROW
    assert {"enzymes", "technique"} <= {line.item.id for line in checklist(awaited(), MARROW, {}).lines}


def test_it_is_said_in_numbers_of_this_house() -> None:
    told = checklist(ex.given(PRP, FULL), PRP, EVERY)
    assert told.sentence == (
        f"{len(told.lines)} of the {len(told.lines)} items listed here are reported (100.0 %), "
        "0 still can be, 0 cannot any more."
    )
    order = [list(Section).index(line.item.section) for line in told.lines]
    assert order == sorted(order)
