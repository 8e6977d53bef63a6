"""An analyser's file fills in the form of a product: by the codes of its tubes, never saved unseen."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from enthesis.domain.biologics.measurement import Basis
from enthesis.domain.biologics.states import State
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.terms import Role
from tests.support.cases import PIN, Hip
from tests.support.screen import Screen, form_in, text_of
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db

HEAD = "Sample ID;Date/Time;WBC (10^3/uL);NEU%;RBC (10^6/uL);HCT (%);PLT (10^3/uL);Flags"


@pytest.fixture
def hip() -> Hip:
    hip = a_hip_at(Stage.CONSENTED).collect().prepare()
    hip.tick()
    return hip


def place(hip: Hip) -> str:
    return reverse("practice:analyser", kwargs={"product_id": hip.made.id})


def product_page(hip: Hip) -> str:
    return reverse("practice:product", kwargs={"product_id": hip.made.id})


def export(hip: Hip, *, blood: str = "", product: str = "", platelets: str = "1010") -> str:
    blood, product = blood or hip.event_code, product or hip.made.chain.product.shown
    return (
        f"{HEAD}\n{blood};;6,1;60;4,52;41,2;212;\nsomebody else;;5,0;50;4,0;40;180;\n"
        f"{product};;12,4;50;0,9;8,1;{platelets};\n"
    )


def upload(hip: Hip, text: str | bytes) -> Any:
    screen = Screen(hip.house.nurse, hip)
    content = text if isinstance(text, bytes) else text.encode()
    file = SimpleUploadedFile("export.csv", content, content_type="text/csv")
    return screen.post(place(hip), {"submit_key": "k", "file": file})


def test_the_counts_of_both_tubes_are_shown_and_fill_in_the_form(hip: Hip) -> None:
    answer = upload(hip, export(hip))
    assert answer.status_code == 200
    shown = text_of(answer)
    assert "Platelets in whole blood 212 ×10³/µL" in shown
    assert "Platelets in the product 1010 ×10³/µL" in shown
    assert "50 % of the leukocytes" in shown
    assert hip.made.state is State.PREPARED

    screen = Screen(hip.house.nurse, hip)
    begun = screen.post(product_page(hip), form_in(answer, "characterise"))
    assert begun.status_code == 200
    assert hip.made.state is State.PREPARED  # nothing is saved by filling it in
    form = form_in(begun, "characterise")
    assert (form["product_platelets"], form["whole_blood_rbc"], form["pin"]) == ("1010", "4.52", "")

    assert screen.post(product_page(hip), {**form, "activator": "none", "pin": PIN}).status_code == 303
    values = hip.made.values
    assert values["product_neutrophils"].value == values["product_wbc"].value / 2  # type: ignore[operator]
    assert values["product_platelets"].by == f"Analyser, {hip.made.chain.product.shown}"


def test_what_the_analyser_gave_no_number_for_is_not_measured_with_its_reason(hip: Hip) -> None:
    answer = upload(hip, export(hip, platelets="----"))
    assert "Platelets in the product The analyser gave “----”." in text_of(answer)
    screen = Screen(hip.house.nurse, hip)
    form = form_in(screen.post(product_page(hip), form_in(answer, "characterise")), "characterise")
    assert screen.post(product_page(hip), {**form, "activator": "none", "pin": PIN}).status_code == 303
    platelets = hip.made.values["product_platelets"]
    assert (platelets.basis, platelets.reason) == (Basis.NOT_MEASURED, "The analyser gave “----”.")


def test_samples_without_the_codes_are_chosen_by_hand(hip: Hip) -> None:
    answer = upload(hip, export(hip, blood="tube 1", product="tube 2"))
    assert "What the file says of this product" not in text_of(answer)
    assert "Line 4: tube 2" in text_of(answer)

    screen = Screen(hip.house.nurse, hip)
    form = {"submit_key": "k", "text": export(hip, blood="tube 1", product="tube 2")}
    chosen = screen.post(place(hip), {**form, "blood": "2", "product": "4"})
    assert "Platelets in the product 1010 ×10³/µL" in text_of(chosen)
    same = screen.post(place(hip), {**form, "blood": "4", "product": "4"})
    assert same.status_code == 422
    assert "Blood and product are two samples" in text_of(same)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Sample;PLT\nA;1\n", "Line 1: the column “PLT” is in no unit."),
        ("Sample;PLT (10^3/uL)\nA;12x\n", "Line 2: “12x” is not a number."),
        (b"\xff\xfeS\x00", "The file is in UTF-16."),
        ("x" * 300_000, "The file is too large for an analyser's export."),
    ],
)
def test_a_bad_file_is_refused_in_a_sentence_and_changes_nothing(
    hip: Hip, text: str | bytes, sentence: str
) -> None:
    answer = upload(hip, text)
    assert answer.status_code == 422
    assert sentence in text_of(answer).replace("’", "'")
    assert hip.made.state is State.PREPARED


def test_no_file_is_asked_for(hip: Hip) -> None:
    answer = Screen(hip.house.nurse, hip).post(place(hip), {"submit_key": "k"})
    assert answer.status_code == 422
    assert "Choose a file." in text_of(answer)


def test_the_form_of_the_product_leads_there(hip: Hip) -> None:
    screen = Screen(hip.house.nurse, hip)
    assert 'href="analyser/"' in screen.get(product_page(hip)).content.decode()
    assert screen.get(place(hip)).status_code == 200
    assert Screen(hip.house.scope(Role.RESEARCHER), hip).get(place(hip)).status_code in (403, 404)


def test_a_file_for_a_product_that_has_moved_on_is_not_read(hip: Hip) -> None:
    hip.characterise()
    assert "not yet characterised. Add a late result" in text_of(upload(hip, export(hip)))


def test_what_the_analyser_says_of_a_sample_is_shown(hip: Hip) -> None:
    flagged = export(hip).replace("41,2;212;", "41,2;212;PLT Abn Distribution")
    assert "the analyser says “PLT Abn Distribution”" in text_of(upload(hip, flagged))
