"""What is in a product as its page tells it: how each value is known, every class, the dose to expect."""

from dataclasses import replace
from decimal import Decimal as D
from uuid import uuid4

import pytest
from django.urls import reverse

from enthesis.domain.biologics.examples import PREPARER, after, given, prepared
from enthesis.domain.biologics.handling import add_result, characterise
from enthesis.domain.biologics.measurement import claimed, measured, not_measured
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.products import prp_lr
from enthesis.domain.biologics.quantities import QUANTITIES
from enthesis.domain.biologics.record import record_of
from enthesis.domain.biologics.states import State
from enthesis.domain.biologics.steps import Activator
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.terms import CaseId, ProductId
from enthesis.store.yields import OwnYield
from enthesis.web.pages.practice.product.expected import expectation
from enthesis.web.pages.practice.product.inside import amounts, classes, values
from enthesis.web.pages.practice.product.reported import reporting
from tests.support.cases import PIN, ZONE
from tests.support.screen import Screen, text_of
from tests.support.stages import a_hip_at

KIND, FULL = prp_lr.PRODUCT, prp_lr.EXAMPLES[0]


def characterised(*, platelets: str = "1000") -> Product:
    """Platelets of the product measured with a counter, its leukocytes stated, its red cells not measured."""
    counted = [
        measured(QUANTITIES[name], D(value), QUANTITIES[name].unit, at=after(40), by="Counter 3")
        for name, value in {
            "whole_blood_platelets": "200",
            "whole_blood_wbc": "6",
            "whole_blood_neutrophils": "4",
            "product_platelets": platelets,
            "product_neutrophils": "5",
        }.items()
    ]
    stated = claimed(QUANTITIES["product_wbc"], D(10), "10*3/uL")
    unknown = not_measured(QUANTITIES["product_rbc"], "The counter gave no number.")
    return characterise(
        prepared(KIND, FULL),
        KIND,
        (*counted, stated, unknown),
        activator=Activator.NONE,
        activation_detail="",
        deviation_reason="",
        doubt_reasons={"fold_increase": "Counted twice."},
        by=PREPARER,
        at=after(45),
    )


def test_what_a_manufacturer_claims_stands_beside_what_was_measured() -> None:
    platelets = QUANTITIES["product_platelets"]
    told = claimed(platelets, D(750), platelets.unit)
    product = add_result(characterised(), KIND, told, reason="The brochure.", by=PREPARER, at=after(46))
    value = next(v for v in values(product, KIND, ZONE) if v.id == "product_platelets")
    assert (value.words, value.how) == ("1000 ×10³/µL", "measured")
    assert value.earlier == (
        "beside: 750 ×10³/µL, stated by the manufacturer, recorded 12 March 2027, 08:46",
    )
    assert product.values["product_platelets"].value == 1000


def test_a_value_is_measured_with_something_at_some_time_or_stated_or_not_measured() -> None:
    told = {v.id: v for v in values(characterised(), KIND, ZONE)}

    counted = told["product_platelets"]
    assert (counted.words, counted.how, counted.look) == ("1000 ×10³/µL", "measured", "measured")
    assert counted.notes == ("12 March 2027, 08:40", "Counter 3")
    stated = told["product_wbc"]
    assert (stated.how, stated.look) == ("stated by the manufacturer", "stated")
    assert stated.notes == ("of Example kit; not measured here",)
    unknown = told["product_rbc"]
    assert (unknown.words, unknown.how, unknown.notes) == (
        "",
        "not measured",
        ("The counter gave no number.",),
    )


def test_a_number_shows_its_formula_and_what_it_was_made_of() -> None:
    told = {a.id: a for a in amounts(characterised(), KIND)}

    dose = told["platelet_dose"]
    assert dose.words == "5.0 ×10⁹"
    assert dose.formula == "product (×10³/µL) × volume (mL) / 1000"
    assert dose.made_of == ("platelets in the product 1000 ×10³/µL", "volume of the product 5 mL")
    purity = told["platelet_purity"]
    assert not purity.known
    assert purity.words == "Cannot be computed: red cells in the product is missing."


def test_a_class_shows_its_inputs_its_boundaries_and_their_tags() -> None:
    told = {c.id: c for c in classes(characterised(), KIND)}

    paw = told["paw"]
    assert paw.words == "P3-Aα"
    assert "From what a manufacturer states, not from a measurement." in paw.said
    assert "Leukocytes in the product: 10 ×10³/µL, stated by the manufacturer" in paw.made_of
    assert [(b.words, b.trust) for b in paw.bounds] == [
        ("P2 up to 750 ×10³/µL", "S57, verified"),
        ("P3 up to 1250 ×10³/µL", "S57, verified"),
    ]
    depa = told["depa"]
    assert depa.words == "Cannot be computed: red cells in the product is missing."
    assert "Red cells in the product: not known" in depa.made_of
    assert {b.trust for b in depa.bounds} == {"recalled"}


def own(platelets: str) -> OwnYield:
    record = record_of(characterised(platelets=platelets))
    made = given(KIND, FULL)
    return OwnYield(
        product=ProductId(uuid4()),
        case=CaseId(uuid4()),
        code=made.chain.product,
        state=State.ADMINISTERED,
        preparer="Nora",
        record=record,
    )


@pytest.mark.django_db
def test_before_the_blood_is_counted_the_laboratory_s_count_lets_one_expect() -> None:
    hip = a_hip_at(Stage.CONSENTED).collect()
    found = expectation(hip.made, hip.file, ())
    assert found is not None
    assert found.since.startswith("By the laboratory’s count of ")
    assert "240 ×10³/µL, 54 mL of blood." in found.since
    assert [line.title for line in found.lines] == [
        "Own products of this kind, whatever the kit",
        "Muthu 2022, 40 people, another device",
        "Perez 2014, pure plasma, another device",
    ]
    assert found.lines[0].words.startswith("No preparation of this kind has measured counts")
    assert found.lines[1].words.startswith("11.15 to 12.83 ×10⁹ are expected")  # 240 × 54 × 86 to 99 %
    assert found.lines[1].note == "S61"


@pytest.mark.django_db
def test_a_dose_unlike_the_own_products_is_said_at_once() -> None:
    """Own recoveries of 50, 51 and 52 %: the next lies within 51 ± 4.303 × 1 × √(4/3) = 46.03 to 55.97."""
    hip = a_hip_at(Stage.CONSENTED)
    before = [own(n) for n in ("1000", "1020", "1040")]

    for platelets, side in (("920", "below"), ("921", ""), ("1119", ""), ("1120", "above")):
        found = expectation(characterised(platelets=platelets), hip.file, before)
        assert found is not None
        assert found.since == "By the count of this blood: 200 ×10³/µL, 50 mL of blood."
        assert bool(found.otherwise) is bool(side), platelets
        assert all(f"is {side} what was to be expected" in said for said in found.otherwise)
        assert all(said.endswith("Check counts, volumes and kit.") for said in found.otherwise)


@pytest.mark.django_db
def test_another_kit_s_products_say_nothing_of_this_one() -> None:
    hip = a_hip_at(Stage.CONSENTED)
    other = [replace(y, record=replace(y.record, device="Another kit")) for y in map(own, ("1000", "1020"))]
    found = expectation(characterised(platelets="1020"), hip.file, other)
    assert found is not None
    assert found.otherwise == ()
    assert [line.title for line in found.lines[:2]] == [
        "Own products of this kit",
        "Own products of this kind, whatever the kit",
    ]
    assert found.lines[0].words == ("No preparation of this kit has measured counts of blood and product.")


@pytest.mark.django_db
def test_a_dose_outside_all_that_is_known_is_said_though_nothing_is_known_of_this_kit() -> None:
    hip = a_hip_at(Stage.CONSENTED)
    found = expectation(characterised(platelets="100"), hip.file, ())
    assert found is not None
    assert found.otherwise and all("is below what was to be expected" in s for s in found.otherwise)


@pytest.mark.django_db
def test_the_page_shows_what_is_in_it() -> None:
    hip = a_hip_at(Stage.CONSENTED).collect().prepare()
    hip.tick()
    screen = Screen(hip.house.nurse, hip)
    url = reverse("practice:product", kwargs={"product_id": hip.made.id})
    typed = {
        "whole_blood_platelets": "200",
        "product_platelets": "1000",
        "whole_blood_wbc": "6",
        "product_wbc": "10",
        "whole_blood_neutrophils": "4",
        "product_neutrophils": "5",
        "product_rbc": "",
        "product_rbc_basis": "claimed",
        "counted_with": "Counter 3",
        "activator": "none",
    }
    assert "Dose to expect" in text_of(screen.get(url))
    assert screen.send(url, "characterise", pin=PIN, **{**typed, "product_rbc": "1.0"}).status_code == 303

    assert hip.made.values["product_wbc"].by == "Counter 3"
    assert hip.made.values["product_rbc"].by == ""
    page = text_of(screen.get(url))
    assert "Counter 3" in page
    assert "stated by the manufacturer" in page
    assert "P2 up to 750 ×10³/µL S57, verified" in page


@pytest.mark.django_db
def test_the_checklist_links_to_where_an_item_is_entered_and_names_what_is_lost() -> None:
    hip = a_hip_at(Stage.CONSENTED).collect().prepare().characterise()
    found = reporting(hip.made, KIND, hip.file)

    here = reverse("practice:product", kwargs={"product_id": hip.made.id})
    places = {item.title: item.href for item in found.open}
    assert places["Platelets in whole blood"] == f"{here}?result=whole_blood_platelets#result"
    assert places["Route"] == f"{here}#next"
    assert places["Complications and further surgery"].endswith("/adverse-event/")
    assert all(places.values())
    assert "Carrier, scaffold or vehicle" in {item.title for item in found.unasked}
    assert not {i.title for i in found.unasked} & set(places)
    hip.discard()
    assert "Platelets in whole blood" in {i.title for i in reporting(hip.made, KIND, hip.file).lost}
    page = text_of(Screen(hip.house.nurse, hip).get(here))
    assert "Nobody can supply it any more" in page
    assert "of 23" not in page
