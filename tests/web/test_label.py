"""Labels for the printer: what must be on them, for whom the name is, and where the site leaves it off."""

from decimal import Decimal
from io import BytesIO

import pypdf
import pypdfium2
import pytest
import zxingcpp
from django.http import HttpResponse
from django.test import override_settings
from django.urls import reverse

from enthesis.actions import parting, products, therapy_events
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.terms import Role
from enthesis.store.audit import list_audit
from enthesis.store.products import list_products
from tests.support.cases import Hip, a_house, a_plan
from tests.support.screen import Screen, text_of, wall
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db

SEE_NO_NAME = (Role.RESEARCHER, Role.AUDITOR)


@pytest.fixture
def hip() -> Hip:
    return a_hip_at(Stage.CONSENTED).collect()


def label(hip: Hip) -> str:
    return reverse("practice:label", kwargs={"product_id": hip.made.id})


def wristband(hip: Hip) -> str:
    return reverse("practice:wristband", kwargs={"case_id": hip.case})


def event_labels(hip: Hip) -> str:
    opened = therapy_events.open_event(hip.house.nurse, hip.case, at=hip.tick()).subject
    return reverse("practice:event_labels", kwargs={"event_id": opened})


def prints(hip: Hip, url: str, *, stock: str = "", copies: int = 1, start: int = 1) -> HttpResponse:
    """What the nurse gets who fills in the form of the page and sends it."""
    chosen = {"stock": stock} if stock else {}
    return Screen(hip.house.nurse, hip).send(url, "print", copies=str(copies), start=str(start), **chosen)


def told(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages)


def split(hip: Hip, *ml: str) -> None:
    at = hip.tick()
    parting.split_product(
        hip.house.nurse,
        hip.made.id,
        tuple(Decimal(each) for each in ml),
        scanned=hip.made.chain.product.text,
        confirmed=hip.pin(hip.house.nurse),
        read=hip.made.version,
        at=at,
    )


def test_a_label_holds_code_statements_name_and_time_with_its_zone(hip: Hip) -> None:
    words = text_of(Screen(hip.house.nurse, hip).get(label(hip)))

    assert hip.made.chain.product.shown in words
    assert "FOR AUTOLOGOUS USE ONLY" in words
    assert "NOT EVALUATED FOR INFECTIOUS SUBSTANCES" in words
    assert "Ida Ferro" in words
    assert "Born 4 May 1961" in words
    assert f"Collected 8 March 2027, {wall(hip.made.collected.harvest.collected_at)[-5:]} EST" in words


def test_once_it_is_ready_the_label_says_until_when(hip: Hip) -> None:
    hip.prepare()

    assert "Use by 8 March 2027, 13:" in text_of(Screen(hip.house.nurse, hip).get(label(hip)))


@pytest.mark.parametrize("role", SEE_NO_NAME)
def test_who_sees_no_names_gets_a_label_without(hip: Hip, role: Role) -> None:
    words = text_of(Screen(hip.house.scope(role), hip).get(label(hip)))

    assert "Ferro" not in words and "1961" not in words
    assert "Your role does not see names" in words
    assert "FOR AUTOLOGOUS USE ONLY" in words


def test_a_site_may_leave_names_off(hip: Hip) -> None:
    with override_settings(ENTHESIS_LABEL_NAMES=False):
        page = Screen(hip.house.nurse, hip).get(label(hip))

    assert "This site prints no names on labels." in text_of(page)
    assert b"Born" not in page.content


def test_a_discarded_product_wants_no_label(hip: Hip) -> None:
    hip.discard()

    assert "The product is discarded: no label is printed for it." in text_of(
        Screen(hip.house.nurse, hip).get(label(hip))
    )


def test_a_wristband_shows_its_code_to_type(hip: Hip) -> None:
    words = text_of(Screen(hip.house.nurse, hip).get(wristband(hip)))

    assert hip.file.case.wristband in words
    assert "LEFT HIP" in words
    assert "Ida Ferro" in words


@pytest.mark.parametrize("role", [*SEE_NO_NAME, Role.ADMINISTRATOR])
def test_a_wristband_is_for_those_who_meet_the_patient(hip: Hip, role: Role) -> None:
    assert Screen(hip.house.scope(role), hip).get(wristband(hip)).status_code == 403


def test_labels_of_another_practice_are_not_there(hip: Hip) -> None:
    stranger = Screen(a_house("south").nurse, hip)

    assert [stranger.get(u).status_code for u in (label(hip), wristband(hip))] == [404, 404]


def test_no_style_or_script_is_written_into_the_page(hip: Hip) -> None:
    body = Screen(hip.house.nurse, hip).get(label(hip)).content

    assert b" style=" not in body and b"<style" not in body and b" onclick" not in body


def test_what_is_printed_is_a_page_of_the_chosen_size_with_the_code_of_this_product(hip: Hip) -> None:
    hip.prepare()
    answer = prints(hip, label(hip), stock="roll-62", copies=2)
    pages = pypdfium2.PdfDocument(answer.content)

    assert (answer.status_code, answer["Content-Type"], len(pages)) == (200, "application/pdf", 2)
    assert "attachment" in answer["Content-Disposition"] and "Ferro" not in answer["Content-Disposition"]
    assert pages[0].get_size() == pytest.approx((62 * 72 / 25.4, 40 * 72 / 25.4), abs=0.02)
    read = zxingcpp.read_barcodes(pages[0].render(scale=203 / 72, grayscale=True).to_numpy())
    assert [found.text for found in read] == [hip.made.chain.product.text]


def test_a_second_printing_is_known_on_paper_on_the_page_and_in_the_trail(hip: Hip) -> None:
    first, second = (prints(hip, label(hip), copies=copies) for copies in (1, 3))

    assert "Printing" not in told(first.content)
    assert "Printing\xa02" in told(second.content)
    words = text_of(Screen(hip.house.nurse, hip).get(label(hip)))
    assert "Printing 2" in words and "3 labels, Label printer: roll of 62 mm" in words
    entries = [e for e in list_audit(hip.house.nurse) if e.action == "print_product_label"]
    assert [f'"printing":{n}' in e.detail for n, e in zip((2, 1), entries, strict=True)] == [True, True]
    assert "Ferro" not in "".join(e.detail for e in entries)


def test_the_label_of_a_whole_that_was_divided_is_told_to_be_destroyed(hip: Hip) -> None:
    hip.prepare()
    volume = hip.made.volume_ml
    prints(hip, label(hip), copies=2)
    assert "destroy" not in text_of(Screen(hip.house.nurse, hip).get(label(hip)))

    split(hip, "1", "2")

    words = text_of(Screen(hip.house.nurse, hip).get(label(hip)))
    assert "Find and destroy the 2 labels printed 8 March 2027," in words
    assert f"what is said there is no longer so: {volume} mL, Use by" in words
    assert "Part 1 of 3" in words
    parts = {p.id for p in list_products(hip.house.nurse, hip.case)} - {hip.made.id}
    of_parts = (reverse("practice:label", kwargs={"product_id": part}) for part in parts)
    found = {text_of(Screen(hip.house.nurse, hip).get(url)).split("mL · ")[1][:11] for url in of_parts}
    assert found == {"Part 2 of 3", "Part 3 of 3"}


def test_labels_of_what_is_not_given_any_more_are_to_be_destroyed_and_none_is_printed(hip: Hip) -> None:
    form = Screen(hip.house.nurse, hip).form(label(hip), "print")
    prints(hip, label(hip))
    hip.discard()

    page = Screen(hip.house.nurse, hip).post(label(hip), {**form, "stock": "roll-62"})

    assert page.status_code == 422
    assert "The product is discarded: no label is printed for it." in text_of(page)
    assert "Find and destroy the label printed 8 March 2027," in text_of(page)


def test_a_product_kept_apart_prints_a_label_that_says_so(hip: Hip) -> None:
    at = hip.tick()
    products.quarantine_product(
        hip.house.nurse,
        hip.made.id,
        reason="The seal is open.",
        confirmed=hip.pin(hip.house.nurse),
        read=hip.made.version,
        at=at,
    )

    assert "QUARANTINE: DO NOT GIVE" in told(prints(hip, label(hip)).content)


def test_tubes_get_their_labels_before_anything_is_collected() -> None:
    hip = a_hip_at(Stage.CONSENTED)
    url = event_labels(hip)
    words = text_of(Screen(hip.house.nurse, hip).get(url))

    assert "Tube for: Platelet-rich plasma" in words and "Ida Ferro" in words
    answer = prints(hip, url, stock="letter-30", copies=4, start=29)
    assert len(pypdf.PdfReader(BytesIO(answer.content)).pages) == 2
    assert told(answer.content).count("LEFT HIP") == 4
    with override_settings(ENTHESIS_LABEL_NAMES=False):
        assert "Ferro" not in told(prints(hip, url).content)


def test_an_event_that_the_plan_does_not_name_any_more_prints_none() -> None:
    hip = a_hip_at(Stage.CONSENTED)
    url = event_labels(hip)
    hip.draft(a_plan(None)).sign()

    assert "The signed plan holds no biologic product." in text_of(Screen(hip.house.nurse, hip).get(url))


def test_a_wristband_is_printed_on_a_band_or_on_a_strip_to_cut(hip: Hip) -> None:
    band, strip = (prints(hip, wristband(hip), stock=stock) for stock in ("band-279", "strip-letter"))

    assert "Ida Ferro" in told(band.content) and "Born 4" in told(band.content).replace("\xa0", " ")
    assert "Printing\xa02" in told(strip.content)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"start": "2"}, "This paper has one label on a page."),
        ({"copies": "61"}, "Enter 60 or less."),
        ({"copies": "0"}, "Enter 1 or more."),
        ({"stock": "cryo-38"}, "Choose one of the answers on the page."),
    ],
)
def test_what_does_not_fit_the_paper_is_said_at_its_field_and_nothing_is_counted(
    hip: Hip, typed: dict[str, str], sentence: str
) -> None:
    page = Screen(hip.house.nurse, hip).send(label(hip), "print", **typed)

    assert page.status_code == 422
    assert sentence in text_of(page)
    assert "Printed so far" not in text_of(page)


def test_a_browser_proposes_the_paper_it_printed_on_last(hip: Hip) -> None:
    screen = Screen(hip.house.nurse, hip)
    screen.send(label(hip), "print", stock="a4-24")

    assert screen.form(label(hip), "print")["stock"] == "a4-24"


@pytest.mark.parametrize("role", SEE_NO_NAME)
def test_who_may_only_look_is_given_no_form_and_no_file(hip: Hip, role: Role) -> None:
    screen = Screen(hip.house.scope(role), hip)

    assert b'name="stock"' not in screen.get(label(hip)).content
    assert (
        screen.post(label(hip), {"stock": "roll-62", "copies": "1", "start": "1"})["Content-Type"]
        != "application/pdf"
    )
