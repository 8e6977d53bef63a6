"""One hip, all the way through: from a request to a score on the curve."""

import re
import subprocess

from playwright.sync_api import expect

from tests.support.journeys import outcomes, theatre
from tests.support.journeys.clinic import (
    drafts,
    examines,
    of,
    reads_the_images,
    signs_the_plan,
    tells_the_facts,
)
from tests.support.journeys.front_door import (
    Patient,
    asks_for_a_consultation,
    invent,
    opens_the_request,
    takes_the_first_time,
)
from tests.support.journeys.people import People, Person
from tests.support.site import ENTHESIS, Site, environment

SAVE = "main form .btn-primary"
PACKAGE = {"donor_id": "DEMO-D1", "tissue_bank": "Demo bank", "lot": "DEMO-G1", "expiry": "2099-12-31"}


def test_one_hip_goes_all_the_way_through(people: People, visitor: Person, site: Site) -> None:
    patient = invent("Ruth")
    surgeon, nurse, nurse2 = people("surgeon"), people("nurse"), people("nurse2")

    # Given a visitor who asks for a consultation by phone
    visitor.goes_to("/").takes_a_look("one hip 01 home")
    visitor.presses("Schedule a hip consultation").reads("Schedule a hip consultation")
    visitor.takes_a_look("one hip 02 request")
    other = people.nobody("phone").goes_to("/request/").fills(sign="hot_joint").presses("Go on")
    other.reads("Get emergency care now").takes_a_look("one hip 03 emergency")
    asks_for_a_consultation(visitor, patient)
    visitor.takes_a_look("one hip 04 request sent")

    # When the desk books
    desk = people("desk")
    desk.goes_to("/practice/").takes_a_look("one hip 05 today")
    desk.goes_to("/practice/requests/").sees(patient.name).takes_a_look("one hip 06 requests")
    opens_the_request(desk, patient)
    desk.takes_a_look("one hip 07 book")
    case = takes_the_first_time(desk)
    desk.reads(patient.name).takes_a_look("one hip 08 booked")

    # And the surgeon examines, reads the images and classifies
    examines(surgeon, case)
    surgeon.takes_a_look("one hip 09 examination")
    surgeon.page.locator(SAVE).click()
    surgeon.reads(patient.name)
    reads_the_images(surgeon, case)
    surgeon.takes_a_look("one hip 10 imaging")
    surgeon.page.locator(SAVE).click()
    surgeon.goes_to(of(case, "classification")).sees("Type IIIB").takes_a_look("one hip 11 classification")
    surgeon.presses("Classify").sees("Lall type IIIB")

    # Then a plan without every fact cannot be signed, and it is said why
    tells_the_facts(nurse, case, platelets=None)
    nurse.takes_a_look("one hip 12 facts").presses("Save and go to the hip").reads(patient.name)
    drafts(surgeon, case)
    surgeon.takes_a_look("one hip 13 plan").presses("Save the draft").reads(patient.name)
    surgeon.goes_to(of(case, "plan")).sees("Before it can be signed").takes_a_look("one hip 14 plan drafted")
    surgeon.goes_to(of(case, "plan/sign")).sees("The plan cannot be signed yet:")
    assert "platelet" in surgeon.page.locator("main").inner_text().lower()
    expect(surgeon.page.get_by_role("button", name="Sign the plan")).to_have_count(0)
    surgeon.takes_a_look("one hip 15 not signable")

    # And with every fact it is signed, its warning acknowledged
    tells_the_facts(nurse, case, platelets=88)
    nurse.presses("Save and go to the hip").reads(patient.name)
    surgeon.goes_to(of(case, "plan/sign")).fills(password="not it").presses("Sign the plan")
    surgeon.sees("Something must be corrected").takes_a_look("one hip 16 wrong password")
    surgeon.fills(password=surgeon.password).presses("Sign the plan")
    surgeon.sees("before each warning is acknowledged: PLT-2").takes_a_look("one hip 16 warning")
    signs_the_plan(surgeon, case)
    surgeon.takes_a_look("one hip 17 signed")

    # And the patient agrees
    nurse.goes_to(of(case, "consent")).fills(decision="given", text="Plasma form, version 3").takes_a_look(
        "one hip 18 consent"
    )
    nurse.presses("Record the decision").sees("The patient's decision is on the record.")

    _tells_how_it_is_before_surgery(people, case, patient)
    _is_operated(people, case)

    # Then the case page holds the score, ten years of follow-up and the whole story
    surgeon.goes_to(of(case)).sees("In follow-up", "10 years", "Platelet-rich plasma")
    expect(surgeon.page.get_by_role("row", name="Before surgery answered")).to_be_visible()
    course = surgeon.page.get_by_role("region", name="Modified Harris Hip Score")
    expect(course.locator("svg").first).to_be_visible()
    expect(course.get_by_role("row", name="Before surgery").first).to_contain_text("75.9")
    surgeon.takes_a_look("one hip 40 in follow-up")
    nurse2.goes_to("/practice/follow-up/").takes_a_look("one hip 41 follow-up")
    # And all of it is in the trail
    told = subprocess.run(
        [str(ENTHESIS), "audit", "verify", "--data", str(site.data)],
        capture_output=True,
        text=True,
        timeout=60,
        env=environment(),
    )
    assert told.returncode == 0, told.stdout + told.stderr


def _tells_how_it_is_before_surgery(people: People, case: str, patient: Patient) -> None:
    # Given a private link, handed over by the desk
    desk, someone = people("desk"), people.nobody("phone")
    desk.goes_to(of(case, "invite/baseline")).takes_a_look("one hip 19 invite")
    link = outcomes.link_shown_to(desk, case)
    desk.takes_a_look("one hip 20 private link")
    # When a wrong date of birth is given, then nothing is shown
    someone.goes_to(link).takes_a_look("one hip 21 birth date")
    outcomes.says_birth_date(someone, day=1, month=1, year=1950)
    someone.sees("Something must be corrected").takes_a_look("one hip 22 wrong birth date")
    assert patient.name not in someone.page.content()
    # When the right one is given and a sign cannot wait, then the patient is told what to do
    outcomes.says_birth_date(someone, day=patient.born.day, month=patient.born.month, year=patient.born.year)
    someone.reads("Before you begin").takes_a_look("one hip 22 signs")
    someone.fills(sign="clot").presses("Go on").reads("Get emergency care now")
    someone.takes_a_look("one hip 22 emergency")
    # When the patient goes on all the same, then the forms are there and are answered
    someone.presses("Go on to the questions").reads("How is your hip?").sees("Get emergency care now")
    someone.takes_a_look("one hip 23 forms")
    outcomes.answers_one_by_one(someone, looks="one hip 24 one question")
    someone.takes_a_look("one hip 25 overview").presses("Send my answers").reads("How is your hip?")
    someone.presses("All on one page").reads("All questions").takes_a_look("one hip 26 pain")
    someone.page.locator("label.slot").nth(6).click()
    someone.presses("Go on").presses("Send my answers").reads("Thank you")
    someone.sees("75.9").takes_a_look("one hip 27 thanks")


def _is_operated(people: People, case: str) -> None:
    surgeon, nurse, nurse2 = people("surgeon"), people("nurse"), people("nurse2")
    wristband = theatre.wristband_of(nurse, case)
    nurse.takes_a_look("one hip 28 wristband")

    # Given an operation that begins with the wristband
    surgeon.goes_to(of(case, "theatre")).takes_a_look("one hip 29 theatre start")
    theatre.scans(theatre.sheet(surgeon, "start"), "wristband", wristband)
    surgeon.sees("The operation has begun.").takes_a_look("one hip 30 time-out")
    theatre.holds_the_time_out(surgeon)
    surgeon.takes_a_look("one hip 30 theatre")

    # When the nurse takes and makes the product beside it
    form = theatre.collects(nurse, case, wristband)
    nurse.takes_a_look("one hip 31 collect")
    theatre.sends(form)
    nurse.page.wait_for_url(theatre.PRODUCT)
    product = nurse.page.url
    code = theatre.product_code(nurse)
    nurse.presses("Label").reads("Label of the product").takes_a_look("one hip 32 label")
    form = theatre.prepares(nurse.goes_to(product), code)
    nurse.takes_a_look("one hip 33 prepare")
    theatre.sends(form)
    form = theatre.says_why_the_spins_stand(nurse, code)
    nurse.takes_a_look("one hip 33 spins in doubt")
    theatre.sends(form)
    form = theatre.characterises(nurse.sees("Next: characterise it"))
    nurse.takes_a_look("one hip 34 characterise")
    theatre.sends(form)
    # Then she cannot check it herself, and a second person can
    nurse.sees("Next: a second person checks it", "cannot also check it")
    expect(theatre.sheet(nurse, "release").get_by_role("button").first).to_be_disabled()
    nurse.takes_a_look("one hip 35 not released by the same")
    form = theatre.sheet(nurse2.goes_to(product), "release")
    theatre.scans(form, "product_scan", code)
    theatre.fills_in(nurse2, form, pin=nurse2.pin)
    theatre.sends(form)
    nurse2.sees("Next: first scan at the hip")

    # And when the steps are recorded
    theatre.sees_the_tear(surgeon, case)
    theatre.records(surgeon, case, "bursectomy")
    theatre.records(surgeon, case, "debridement", note="Degenerated margin, 8 mm")
    theatre.records(surgeon, case, "micropuncture", holes=9, awl_mm="1.5", depth_mm="4")
    theatre.records(
        surgeon,
        case,
        "reattachment",
        anchor_0_maker="Demo Anchors",
        anchor_0_lot="DEMO-001",
        anchor_1_maker="Demo Anchors",
        anchor_1_lot="DEMO-002",
    )
    surgeon.takes_a_look("one hip 36 before the graft")
    # Then the product is not given before the repair is complete
    form = theatre.sheet(nurse.goes_to(product), "confirm")
    theatre.scans(form, "wristband_scan", wristband)
    theatre.scans(form, "product_scan", code)
    theatre.fills_in(nurse, form, pin=nurse.pin)
    theatre.sends(form)
    nurse.sees("Next: second scan, and give it")
    surgeon.goes_to(product).sees("The plan gives the product after the repair: still to be recorded: graft")
    surgeon.takes_a_look("one hip 37 too early")
    theatre.records(surgeon, case, "graft", **PACKAGE)

    # And not to another patient
    other = theatre.wristband_of(nurse, _another_hip(nurse, case))
    form = theatre.fills_delivery(surgeon.goes_to(product), wristband=other, code=code)
    theatre.sends(form)
    surgeon.reads("STOP").sees("The scanned wristband is not that of").takes_a_look(
        "one hip 38 wrong wristband"
    )
    # And when both match, it is given
    theatre.sends(theatre.fills_delivery(surgeon.goes_to(product), wristband=wristband, code=code))
    surgeon.sees("Second scan, and given", "5 mL injected")

    # And the surgeon ends and signs
    form = theatre.sheet(surgeon.goes_to(of(case, "theatre")), "finish")
    told = {"concomitant": "femoroplasty", "findings": "Tendon held well on testing."}
    theatre.fills_in(surgeon, form, **theatre.COUNTED, **told, password=surgeon.password)
    theatre.sends(form)
    surgeon.sees("The operation is recorded and signed.").takes_a_look("one hip 39 signed record")


def _another_hip(person: Person, case: str) -> str:
    person.goes_to("/practice/cases/")
    addresses = person.page.locator('main a[href^="/practice/cases/"]').evaluate_all(
        "all => all.map((a) => a.getAttribute('href'))"
    )
    found = [found[1] for a in addresses if (found := re.search(r"cases/([0-9a-f-]{36})/$", a))]
    return next(other for other in found if other != case)
