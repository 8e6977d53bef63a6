"""Beside the table and at the bench: scans, steps, a product from hand to hand."""

import re

from playwright.sync_api import Locator, expect

from tests.support.journeys.clinic import of
from tests.support.journeys.people import Person, fill

PRODUCT = re.compile(r"/practice/products/([0-9a-f-]{36})/")
COUNTS = {
    "whole_blood_platelets": 170,
    "product_platelets": 1100,
    "whole_blood_wbc": 6,
    "product_wbc": 14,
    "whole_blood_neutrophils": 4,
    "product_neutrophils": 6,
    "product_rbc": 1,
}


def wristband_of(person: Person, case: str) -> str:
    """The code printed on the wristband."""
    person.goes_to(of(case, "wristband"))
    return person.page.locator(".code-copy").inner_text()


def sheet(person: Person, act: str, kind: str = "") -> Locator:
    """The form on the page that does this; opened when it is folded away."""
    form = person.page.locator("form").filter(has=person.page.locator(f'input[name="act"][value="{act}"]'))
    if kind:
        form = form.filter(has=person.page.locator(f'input[name="kind"][value="{kind}"]'))
    folded = form.locator("xpath=ancestor::details[not(@open)]")
    if folded.count():
        folded.first.locator("summary").first.click()
    return form


def fills_in(person: Person, form: Locator, **fields: object) -> None:
    for name, value in fields.items():
        fill(form, name, value)


def scans(form: Locator, field: str, code: str) -> None:
    """A scanner types the code, and Enter after it."""
    box = form.locator(f'[name="{field}"]')
    box.fill(code)
    box.press("Enter")


def sends(form: Locator) -> None:
    form.locator("button.btn-primary").click()


POINTS = ("patient", "side", "site_mark", "procedure", "consent", "product", "allergies", "implants")


def holds_the_time_out(person: Person, *, other: str = "Nora Night") -> None:
    """Everything is confirmed aloud, the patient by a second person."""
    form = sheet(person, "time_out")
    for point in POINTS:
        fill(form, f"said_{point}", "yes")
        fill(form, f"by_{point}", other if point == "patient" else "Sam Surgeon")
    sends(form)
    expect(person.page.get_by_text("The time-out is recorded.").first).to_be_visible()


def sees_the_tear(person: Person, case: str) -> None:
    """It is the tear of the images."""
    person.goes_to(of(case, "theatre"))
    form = sheet(person, "seen")
    fills_in(person, form, agreement="matches")
    sends(form)
    expect(person.page.get_by_text("The tear as it was seen is recorded.").first).to_be_visible()


COUNTED = {"count_instruments": "correct", "count_needles": "correct", "count_swabs": "correct"}


def records(person: Person, case: str, kind: str, **fields: object) -> None:
    """One step of the operation is saved."""
    person.goes_to(of(case, "theatre"))
    form = sheet(person, "step", kind)
    fills_in(person, form, **fields)
    sends(form)
    expect(person.page.locator(f"#step-{kind} .op-state")).to_have_text("done")


def collects(nurse: Person, case: str, wristband: str) -> Locator:
    """Blood is taken into a tube with the label of the therapy event: the form, ready to be sent."""
    label = nurse.goes_to(of(case, "therapy")).page.locator(".code-big").first.inner_text()
    form = sheet_alone(nurse.goes_to(of(case, "collect")))
    scans(form, "wristband", wristband)
    scans(form, "event_scan", label)
    fills_in(nurse, form, collected_volume=60, anticoagulant="acd_a", anticoagulant_volume=8, pin=nurse.pin)
    return form


def sheet_alone(person: Person) -> Locator:
    return person.page.locator("main form.bench-form").first


def product_code(person: Person) -> str:
    """The code of the product on the page, as on its label."""
    return person.page.locator(".code-big").inner_text()


def starts_processing(nurse: Person, code: str) -> None:
    form = sheet(nurse, "start_processing")
    scans(form, "product_scan", code)
    fills_in(nurse, form, pin=nurse.pin)
    sends(form)
    nurse.sees("Next: prepare it")


def prepares(nurse: Person, code: str) -> Locator:
    """It went into the device before; the form of its preparation, ready to be sent."""
    starts_processing(nurse, code)
    form = sheet(nurse, "prepare")
    scans(form, "product_scan", code)
    fills_in(
        nurse,
        form,
        method="centrifuge",
        device="Demo centrifuge",
        lot="DEMO-0042",
        output_volume=6,
        spin_0_minutes=15,
        spin_0_force_g=1000,
        pin=nurse.pin,
    )
    return form


def says_why_the_spins_stand(nurse: Person, code: str) -> Locator:
    """A journey spins longer than it lasts, and is asked about it; the form again, ready to be sent."""
    nurse.sees("Correct what was entered, or say why it stands.")
    form = sheet(nurse, "prepare")
    scans(form, "product_scan", code)
    fills_in(nurse, form, doubt_spin_minutes="Told while it was shown.", pin=nurse.pin)
    return form


def characterises(nurse: Person) -> Locator:
    form = sheet(nurse, "characterise")
    fills_in(nurse, form, **COUNTS, activator="none", pin=nurse.pin)
    return form


def fills_delivery(surgeon: Person, *, wristband: str, code: str) -> Locator:
    form = sheet(surgeon, "administer")
    scans(form, "wristband_scan", wristband)
    scans(form, "product_scan", code)
    fills_in(
        surgeon,
        form,
        route="injected",
        site="Between tendon and footprint",
        guidance="The scope",
        given_volume=5,
        pin=surgeon.pin,
    )
    return form
