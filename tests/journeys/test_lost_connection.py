"""In theatre while the network is gone: nothing typed is lost, and nothing is saved twice."""

import re

from playwright.sync_api import expect

from tests.support.journeys import theatre
from tests.support.journeys.clinic import drafts, given_a_classified_hip, of, signs_the_plan, tells_the_facts
from tests.support.journeys.front_door import given_a_booked_hip, invent
from tests.support.journeys.people import People, Person


def given_an_operation(people: People) -> tuple[Person, str]:
    """A nurse in theatre with a tablet, after the time-out."""
    surgeon, nurse = people("surgeon"), people("nurse", "tablet")
    case = given_a_booked_hip(people, invent("Nell"))
    given_a_classified_hip(surgeon, case)
    drafts(surgeon, case)
    surgeon.presses("Save the draft").sees("The draft is on the record.")
    tells_the_facts(nurse, case, platelets=240)
    nurse.presses("Save and go to the hip")
    signs_the_plan(surgeon, case)
    nurse.goes_to(of(case, "consent")).fills(decision="given", text="Plasma form, version 3")
    nurse.presses("Record the decision").sees("The patient's decision is on the record.")
    wristband = theatre.wristband_of(surgeon, case)
    nurse.goes_to(of(case, "theatre"))
    theatre.scans(theatre.sheet(nurse, "start"), "wristband", wristband)
    nurse.sees("The operation has begun.")
    theatre.holds_the_time_out(nurse)
    return nurse, case


def test_steps_typed_while_the_network_is_gone_are_saved_once_with_their_times(people: People) -> None:
    nurse, _case = given_an_operation(people)
    page, board = nurse.page, nurse.page.locator("#kept-board")

    # Given a network that is cut
    page.context.set_offline(True)

    # When a nurse records two steps, presses twice, and begins a third
    form = theatre.sheet(nurse, "step", "bursectomy")
    began = form.locator('[name="done_at"]').input_value()
    theatre.fills_in(nurse, form, note="Thick, removed whole.")
    theatre.sends(form)
    # Then the page says what is not saved, and holds it
    expect(board).to_be_visible()
    expect(board.locator("[data-count]")).to_have_text("1")
    expect(form).to_have_attribute("inert", "")
    form = theatre.sheet(nurse, "step", "debridement")
    theatre.sends(form)
    expect(board.locator("[data-count]")).to_have_text("2")
    nurse.takes_a_look("lost connection 1 kept on this device")
    seen = theatre.sheet(nurse, "seen")
    theatre.fills_in(nurse, seen, agreement="differs", differs="More retracted than on the MRI.")

    # And when the connection is back
    page.context.set_offline(False)
    # Then each is there once, at the time that was typed
    expect(page.locator("#step-bursectomy .op-state")).to_have_text("done", timeout=20_000)
    expect(page.locator("#step-debridement .op-state")).to_have_text("done")
    expect(board).to_be_hidden()
    told = page.locator("#step-bursectomy .facts").inner_text()
    assert told.count("Thick, removed whole.") == 1
    assert re.search(began[-5:], told) or began[-5:].lstrip("0") in told, (began, told)
    assert page.locator("#step-bursectomy .facts").count() == 1
    # And what was only typed is still typed
    expect(page.locator('[name="differs"]')).to_have_value("More retracted than on the MRI.")
    nurse.sees("Typed earlier on this device and not saved.").takes_a_look("lost connection 2 back")
    theatre.sends(theatre.sheet(nurse, "seen"))
    nurse.sees("More retracted than on the MRI.")
    assert _kept(nurse) == []


def test_an_answer_that_was_lost_is_no_second_step(people: People) -> None:
    nurse, _case = given_an_operation(people)
    page = nurse.page

    # Given a network that takes what is sent and loses the answer
    lost: list[str] = []

    def lose(route: object) -> None:
        if route.request.method == "POST" and not lost:  # type: ignore[attr-defined]
            route.fetch()  # type: ignore[attr-defined]
            lost.append("answer")
            route.abort()  # type: ignore[attr-defined]
        else:
            route.fallback()  # type: ignore[attr-defined]

    page.route("**/theatre/", lose)
    theatre.sends(theatre.sheet(nurse, "step", "bursectomy"))

    # Then the step stands there once after it was sent again
    expect(page.locator("#step-bursectomy .op-state")).to_have_text("done", timeout=20_000)
    assert lost == ["answer"]
    assert page.locator("#step-bursectomy .facts").count() == 1
    assert _kept(nurse) == []


def test_signing_out_asks_and_forgets(people: People) -> None:
    nurse, case = given_an_operation(people)
    page = nurse.page
    form = theatre.sheet(nurse, "step", "bursectomy")
    theatre.fills_in(nurse, form, note="Typed and left.")
    assert _kept(nurse)

    # When the nurse comes back to the page, it is still typed; after signing out it is not
    nurse.goes_to(of(case, "theatre"))
    expect(theatre.sheet(nurse, "step", "bursectomy").locator('[name="note"]')).to_have_value(
        "Typed and left."
    )
    page.evaluate("document.querySelector('form[data-forgets]').requestSubmit()")
    page.wait_for_url(lambda url: "theatre" not in url)
    people.signed_in.pop("nurse", None)

    assert _kept(nurse) == []


def test_a_page_without_what_keeps_says_so_before_anything_is_typed(people: People) -> None:
    # Given the page of a hip in theatre, which keeps what is typed
    nurse = people("nurse", "tablet")
    nurse.goes_to("/practice/cases/?stage=in_theatre")
    hip = nurse.page.locator('main tbody a[href^="/practice/cases/"]').first.get_attribute("href")
    nurse.goes_to(f"{hip}theatre/")
    warning = nurse.page.locator(".unkept")
    expect(warning).to_be_hidden()

    # When the connection goes while the page comes, so that its script never does, then the page says it
    nurse.page.route("**/theatre.js", lambda route: route.abort())
    nurse.page.reload()
    expect(warning).to_be_visible()
    nurse.takes_a_look("lost connection 3 nothing is kept")


def _kept(person: Person) -> list[str]:
    return list(
        person.page.evaluate("Object.keys(localStorage).filter((k) => k.startsWith('enthesis.kept.'))")
    )
