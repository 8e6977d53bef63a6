"""At the bench with a scanner that types: two nurses, a surgeon, a wrong wristband, an expiry, no network."""

import json
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from playwright.sync_api import Browser, Page, Route, ViewportSize, expect

from enthesis.domain.pathway.surgery import Step, StepKind
from enthesis.store.codec import encode
from tests.journeys.conftest import HIPS, Watch
from tests.support.axe import check_axe
from tests.support.cases import a_step
from tests.support.journeys.people import Account, Person, choose, fill, read_accounts, sign_in
from tests.support.once import made_once
from tests.support.site import Site, prepare, running_site

TABLET = ViewportSize(width=1280, height=800)
SIZES = (TABLET, ViewportSize(width=800, height=1280), ViewportSize(width=360, height=740))
BETWEEN_KEYS_MS = 2  # of a scanner
SMALLEST = 64  # px of a target touched with gloves

IN_THEATRE = """
    SELECT p.id, p.code, c.wristband, e.id, c.id FROM product p
    JOIN hip_case c ON c.id = p.case_id JOIN therapy_event e ON e.id = p.event_id
    WHERE c.stage = 'in_theatre' AND p.state = 'characterised'
"""
LEFT = "SELECT wristband FROM hip_case WHERE stage <> 'in_theatre' LIMIT 1"


REPAIR = (
    StepKind.DEBRIDEMENT,
    StepKind.FOOTPRINT,
    StepKind.MICROPUNCTURE,
    StepKind.REATTACHMENT,
    StepKind.GRAFT,
    StepKind.TRANSFER,
)


class Bench:
    """A product in theatre that waits for its second check, in a practice of its own, and who is there."""

    def __init__(self, site: Site) -> None:
        self.site = site
        with sqlite3.connect(site.data / "enthesis.sqlite3") as db:
            product, self.code, self.wristband, event, case = db.execute(IN_THEATRE).fetchone()
            repair(db, case)
            db.execute("DROP TRIGGER IF EXISTS product_event_no_update")
            (self.stranger,) = db.execute(LEFT).fetchone()
        self.page = f"/practice/products/{UUID(product)}/"
        self.sheet = f"/practice/events/{UUID(event)}/paper/"
        self.band = f"/practice/cases/{UUID(case)}/wristband/"
        self.product = product

    def older(self, by: timedelta) -> None:
        """The product was made that much earlier."""
        with sqlite3.connect(self.site.data / "enthesis.sqlite3") as db:
            found = db.execute("SELECT id, body FROM product_event WHERE product_id = ?", (self.product,))
            for row, body in found.fetchall():
                db.execute("UPDATE product_event SET body = ? WHERE id = ?", (moved(body, by), row))


def repair(db: sqlite3.Connection, case: str) -> None:
    """Every step of the repair is on the record, as if it had been recorded two minutes ago."""
    asked = "SELECT kind, number, body, patient_id, practice_id FROM entry WHERE case_id = ?"
    found = db.execute(asked, (case,)).fetchall()
    done = {json.loads(body)["kind"] for kind, _, body, *_ in found if kind == "surgery_step"}
    *_, patient, practice = found[0]
    at = datetime.now(UTC) - timedelta(minutes=2)
    missing = [kind for kind in REPAIR if kind.value not in done]
    for number, kind in enumerate(missing, max(number for _, number, *_ in found) + 1):
        db.execute(
            "INSERT INTO entry (id, number, kind, body, at, by_name, signature, case_id, patient_id,"
            " practice_id) VALUES (?, ?, 'surgery_step', ?, ?, 'Sam Demo', '', ?, ?, ?)",
            (uuid4().hex, number, encode(step_of(kind, at)), str(at), case, patient, practice),
        )


def step_of(kind: StepKind, at: datetime) -> Step:
    if kind in (StepKind.MICROPUNCTURE, StepKind.REATTACHMENT):
        return a_step(kind, at)
    return Step(kind=kind, done_at=at, omitted="Not needed.")


def moved(body: str, by: timedelta) -> str:
    """Every time of doing in an event, earlier; when it was recorded stays."""

    def earlier(value: object, name: str = "") -> object:
        match value:
            case dict():
                return {key: earlier(part, key) for key, part in value.items()}
            case list():
                return [earlier(part, name) for part in value]
            case str() if name.endswith("_at"):
                return (datetime.fromisoformat(value.replace("Z", "+00:00")) - by).isoformat()
        return value

    return json.dumps(earlier(json.loads(body)))


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    made = made_once(tmp_path_factory, f"site-{HIPS}", lambda data: prepare(data, HIPS))
    data = tmp_path_factory.mktemp("bench") / "data"
    shutil.copytree(made.folder, data)
    with running_site(data, told=made.told) as running:
        yield Bench(running)


Come = Callable[[str], Person]


@pytest.fixture
def come(bench: Bench, browser: Browser, troubles: list[str]) -> Iterator[Come]:
    """`come("nurse")`: that person, at a tablet of their own."""
    accounts: dict[str, Account] = read_accounts(bench.site.told)
    contexts = []
    watch = Watch(bench.site, troubles)

    def one(name: str) -> Person:
        context = browser.new_context(
            base_url=bench.site.url, viewport=TABLET, has_touch=True, locale="en-US", reduced_motion="reduce"
        )
        contexts.append(context)
        page = context.new_page()
        watch.on(page)
        person = Person(page, lambda _page, _name: None, accounts[name])
        sign_in(person)
        return person

    yield one
    for context in contexts:
        context.close()


@pytest.fixture
def looks(screenshot: Callable[[Page, str], Path], troubles: list[str]) -> Callable[[Person, str], None]:
    """Photographed on a tablet, upright too, and on a phone; asked of axe on the tablet."""

    def look(person: Person, name: str) -> None:
        for size in SIZES:
            person.page.set_viewport_size(size)
            screenshot(person.page, f"bench-{name}-{size['width']}")
            wide = person.page.evaluate("() => document.scrollingElement.scrollWidth")
            if wide > size["width"]:
                troubles.append(f"{name} is {wide} px wide in {size['width']} px")
        person.page.set_viewport_size(TABLET)
        try:
            check_axe(person.page)
        except AssertionError as objection:
            troubles.append(f"{name}: {objection}")

    return look


def scans(person: Person, code: str) -> None:
    """A scanner types into whatever has the focus, and Enter after it."""
    person.page.keyboard.type(code, delay=BETWEEN_KEYS_MS)
    person.page.keyboard.press("Enter")


def taps_the_pin(person: Person) -> None:
    keys = person.page.locator("#next .pin-pad")
    for digit in person.pin:
        keys.get_by_role("button", name=digit, exact=True).click()


def sends(person: Person) -> None:
    person.page.locator("#next button.btn-primary").click()
    person.sits_back()


def value(person: Person, field: str) -> str:
    return person.page.locator(f'#next [name="{field}"]').input_value()


def test_from_the_second_check_to_the_hip(
    bench: Bench, come: Come, looks: Callable[[Person, str], None]
) -> None:
    nurse, second, surgeon = come("nurse"), come("nurse2"), come("surgeon")

    # Given a product that one nurse has made: she cannot check it herself, the other nurse can
    expect(
        nurse.goes_to(bench.page).page.locator("#next").get_by_role("button", name="release")
    ).to_be_disabled()
    second.goes_to(bench.page).page.get_by_role("button", name="Use the camera").first.click()
    second.sees("No camera can be used here.")
    expect(second.page.locator('#next [name="product_scan"]')).to_be_focused()
    scans(second, bench.wristband)
    second.sees("That is a wristband code; a product code is asked here.")
    scans(second, bench.code)
    second.sees("✓ A whole product code.")
    expect(second.page.locator('#next [name="pin"]')).to_be_focused()
    looks(second, "second-check")
    taps_the_pin(second)
    sends(second)
    second.sees("Next: first scan at the hip")

    # When the first scans at the hip, in the wrong order: each code goes where it belongs
    gets_a_camera(nurse, bench)
    nurse.goes_to(bench.page).page.locator('#next [name="wristband_scan"]').focus()
    scans(nurse, bench.code)
    nurse.sees("it stands in its own field now")
    nurse.page.get_by_role("button", name="Use the camera: Wristband").first.click()
    nurse.sees("✓ A whole wristband code.")
    assert value(nurse, "product_scan").replace("-", "") == bench.code
    assert value(nurse, "wristband_scan").replace("-", "") == bench.wristband
    assert nurse.page.url.endswith(bench.page)
    assert_large(nurse)
    fill(nurse.page.locator("#next"), "pin", nurse.pin)

    # And the network is cut: nothing is authorised, what was typed stays, the sheet is at hand
    nurse.page.context.set_offline(True)
    nurse.sees("No connection: nothing is authorised")
    expect(nurse.page.locator("#next button.btn-primary")).to_be_disabled()
    nurse.page.get_by_text("The two-person procedure, as on the sheet").click()
    nurse.sees("The code on the wristband is the one printed here")
    looks(nurse, "offline")
    nurse.page.context.set_offline(False)
    nurse.sees("Nothing was sent meanwhile")
    assert value(nurse, "product_scan").replace("-", "") == bench.code
    sends(nurse)
    nurse.sees("Next: second scan, and give it")

    # Then the surgeon is refused with the wristband of somebody else, on the whole screen
    opens_the_giving(surgeon, bench)
    scans(surgeon, bench.stranger)
    scans(surgeon, bench.code)
    tells_the_delivery(surgeon)
    sends(surgeon)
    surgeon.reads("STOP").sees("Do not give this product.", "You signed the plan of this hip.")
    expect(surgeon.page.get_by_role("alertdialog")).to_be_focused()
    looks(surgeon, "wrong-wristband")
    surgeon.page.get_by_role("button", name="Back").click()
    assert value(surgeon, "site") == "Repair"
    assert value(surgeon, "wristband_scan") == ""

    # And past its expiry, though the page was open before
    scans(surgeon, bench.wristband)
    scans(surgeon, bench.code)
    taps_the_pin(surgeon)
    bench.older(timedelta(hours=12))
    sends(surgeon)
    surgeon.reads("STOP").sees("The product has expired")
    looks(surgeon, "expired")
    bench.older(-timedelta(hours=12))
    surgeon.page.get_by_role("button", name="Back").click()
    surgeon.sees("second scan, and give it")

    # And given once both match: what never reached the record is said, and stands typed again
    opens_the_giving(surgeon, bench)
    scans(surgeon, bench.wristband)
    scans(surgeon, bench.code)
    tells_the_delivery(surgeon)
    sends_into_nothing(surgeon, bench, loses_what_is_sent)
    surgeon.goes_to(bench.page).sees("What you sent was not recorded")
    assert value(surgeon, "site") == "Repair"
    assert not value(surgeon, "product_scan") and not value(surgeon, "pin")

    # And where only the answer was lost, that too
    scans(surgeon, bench.wristband)
    scans(surgeon, bench.code)
    taps_the_pin(surgeon)
    sends_into_nothing(surgeon, bench, loses_the_answer)
    surgeon.goes_to(bench.page).sees("2 mL injected")
    recorded = surgeon.page.locator("#lost-answer, #notices .notice-success").locator("visible=true")
    expect(recorded.first).to_contain_text(re.compile("was recorded|Saved"))


def sends_into_nothing(person: Person, bench: Bench, lose: Callable[[Route], None]) -> None:
    """The form has left the page, and the browser shows that nothing answered."""
    person.page.route(f"**{bench.page}", lose)
    with person.page.expect_event("requestfailed", lambda request: request.method == "POST"):
        sends(person)
    person.page.unroute(f"**{bench.page}")
    person.page.wait_for_timeout(1000)


def loses_what_is_sent(route: Route) -> None:
    if route.request.method == "POST":
        route.abort()
    else:
        route.continue_()


def loses_the_answer(route: Route) -> None:
    if route.request.method == "POST":
        route.fetch(max_redirects=0)
        route.abort()
    else:
        route.continue_()


def gets_a_camera(person: Person, bench: Bench) -> None:
    """It sees the wristband, as it is drawn on the page that prints it."""
    drawn = person.goes_to(bench.band).page.locator(".label-qr svg").first
    person.page.add_init_script(CAMERA % json.dumps(drawn.evaluate("e => e.outerHTML")))


def opens_the_giving(surgeon: Person, bench: Bench) -> None:
    surgeon.goes_to(bench.page).page.locator('#next [name="wristband_scan"]').focus()


def tells_the_delivery(surgeon: Person) -> None:
    form = surgeon.page.locator("#next")
    choose(form, "route", "injected")
    for name, told in {"site": "Repair", "guidance": "The scope", "given_volume": "2"}.items():
        fill(form, name, told)
    taps_the_pin(surgeon)


def assert_large(person: Person) -> None:
    """No button or field of the step is lower than a glove needs."""
    low = person.page.locator("#next").evaluate(
        """(step, least) =>
            [...step.querySelectorAll("button, input:not([type=hidden], [type=radio]), select")]
            .filter((e) => e.offsetParent && e.getBoundingClientRect().height < least)
            .map((e) => e.outerHTML.slice(0, 100))""",
        SMALLEST,
    )
    assert low == []


CAMERA = """
  const drawn = %s;
  delete window.BarcodeDetector;
  navigator.mediaDevices.getUserMedia = async () => {
    const picture = new Image();
    const sized = drawn.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400"');
    picture.src = "data:image/svg+xml," + encodeURIComponent(sized);
    await picture.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: 640, height: 480 });
    const context = canvas.getContext("2d");
    setInterval(() => {
      context.fillStyle = "#fff";
      context.fillRect(0, 0, 640, 480);
      context.drawImage(picture, 120, 40, 400, 400);
    }, 40);
    return canvas.captureStream(25);
  };
"""
