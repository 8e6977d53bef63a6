"""A product from hand to hand: the next step only, two people, both scans, and everything said in words."""

from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from enthesis.domain.biologics.states import State
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.pathway.surgery import StepKind
from enthesis.domain.terms import Role
from enthesis.store.scope import Scope
from tests.support.cases import PIN, Hip, a_hip, a_house, a_visit
from tests.support.screen import LONG, ODD, Screen, form_in, text_of, wall
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db

COUNTS = {
    "whole_blood_platelets": "200",
    "product_platelets": "1000",
    "whole_blood_wbc": "6",
    "product_wbc": "10",
    "whole_blood_neutrophils": "4",
    "product_neutrophils": "5",
    "product_rbc": "1.0",
}


@pytest.fixture
def hip() -> Hip:
    hip = a_hip_at(Stage.CONSENTED).collect()
    hip.tick(20)
    return hip


def url(hip: Hip) -> str:
    return reverse("practice:product", kwargs={"product_id": hip.made.id})


def send(hip: Hip, act: str, who: Scope | None = None, **typed: Any) -> Any:
    screen = Screen(who or hip.house.nurse, hip)
    return screen.send(url(hip), act, pin=PIN, **typed)


def prepared_as(hip: Hip, **typed: Any) -> dict[str, Any]:
    """Begun now, and ready when it is sent: fifteen minutes of a spin later."""
    began = wall(hip.now)
    hip.tick(15)
    return {
        "product_scan": hip.made.chain.product.shown,
        "method": "centrifuge",
        "device": "A kit",
        "lot": "L1",
        "started_at": began,
        "output_volume": "5",
        "spin_0_minutes": "15",
        "spin_0_force_g": "900",
        **typed,
    }


def given_as(hip: Hip, **typed: Any) -> dict[str, Any]:
    return {
        "wristband_scan": hip.file.case.wristband,
        "product_scan": hip.made.chain.product.text,
        "route": "injected",
        "site": "repair site",
        "guidance": "arthroscope",
        "given_volume": "4",
        **typed,
    }


def test_from_the_vein_to_the_hip(hip: Hip) -> None:
    nurse, second, surgeon = hip.house.nurse, hip.house.scope(Role.ASSISTANT), hip.house.surgeon
    assert send(hip, "prepare", **prepared_as(hip)).status_code == 303
    hip.tick()
    assert send(hip, "characterise", **COUNTS, activator="none").status_code == 303
    hip.tick()
    assert send(hip, "release", second, product_scan=hip.made.chain.product.text).status_code == 303
    hip.start().steps()
    hip.tick()
    both = {"wristband_scan": hip.file.case.wristband, "product_scan": hip.made.chain.product.text}
    assert send(hip, "confirm", nurse, **both).status_code == 303
    hip.tick()
    assert send(hip, "administer", surgeon, **given_as(hip)).status_code == 303

    assert hip.made.state is State.ADMINISTERED
    page = text_of(Screen(nurse, hip).get(url(hip)))
    assert "Platelet dose prepared 5.0 ×10⁹" in page
    assert "Platelet dose given 4.0 ×10⁹" in page
    assert "Its dose is that of all 5 mL prepared; that of the 4 mL given is B." in page
    assert "The volume is the one given." in page
    assert "Platelets over baseline 5.0 times" in page
    assert "PAW class P3-Aα" in page
    assert "items listed here are reported" in page
    assert "4 mL injected" in page


def test_the_page_tells_the_clock_the_state_and_one_next_step(hip: Hip) -> None:
    page = Screen(hip.house.nurse, hip).get(url(hip))

    assert b'data-elapsed="1200"' in page.content
    words = text_of(page)
    assert "From collected to processing started, at most 60 min" in words
    assert "40 min left" in words
    assert "Next: start its processing" in words
    assert "Next: prepare it" not in words


def test_once_it_is_in_the_device_its_start_is_not_asked_again(hip: Hip) -> None:
    label = hip.made.chain.product.text
    assert send(hip, "start_processing", product_scan=label).status_code == 303

    page = Screen(hip.house.nurse, hip).get(url(hip))
    assert "From collected to processing started" not in text_of(page)
    assert "started_at" not in form_in(page, "prepare")
    typed = {name: value for name, value in prepared_as(hip).items() if name != "started_at"}
    hip.tick(15)
    assert send(hip, "prepare", **typed).status_code == 303
    assert hip.made.prepared and hip.made.processing
    assert hip.made.prepared.preparation.started_at == hip.made.processing.started_at


def test_more_cells_than_were_drawn_stand_only_with_a_reason(hip: Hip) -> None:
    hip.prepare()
    hip.tick()
    counts = {**COUNTS, "product_platelets": "3000", "activator": "none"}

    asked = send(hip, "characterise", **counts)

    assert asked.status_code == 422
    assert "of the platelets that were drawn. Correct what was entered, or say why it stands." in text_of(
        asked
    )
    reason = {"doubt_product_platelets": "Counted twice."}
    again = {**form_in(asked, "characterise"), **counts, **reason, "pin": PIN}
    assert Screen(hip.house.nurse, hip).post(url(hip), again).status_code == 303
    assert hip.made.characterised
    assert [one.reason for one in hip.made.characterised.answered] == ["Counted twice."]
    assert "Counted twice." in text_of(Screen(hip.house.nurse, hip).get(url(hip)))


def test_what_cannot_be_computed_says_why(hip: Hip) -> None:
    hip.prepare()
    hip.tick()
    typed = {
        **COUNTS,
        "product_rbc": "",
        "product_rbc_basis": "not_measured",
        "product_rbc_reason": "No counter.",
    }
    assert send(hip, "characterise", **typed, activator="none").status_code == 303

    page = text_of(Screen(hip.house.nurse, hip).get(url(hip)))
    assert "Cannot be computed: red cells in the product is missing." in page
    assert "not measured No counter." in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"product_scan": ""}, "Nothing was scanned."),
        ({"product_scan": LONG}, "too long to be a code"),
        ({"product_scan": "wristband"}, "That is a wristband code. Scan the product instead."),
        ({"product_scan": "P0000000000000000Z"}, ""),
        ({"method": ""}, "Choose one."),
        ({"device": ""}, "Name the kit or device."),
        ({"device": LONG}, "At most 100 characters fit here"),
        ({"lot": LONG}, "At most 100 characters fit here"),
        ({"started_at": ""}, "Enter the day and the time."),
        ({"started_at": "2027-03-08T08:00"}, "cannot be before"),
        ({"ended_at": "2027-03-08T23:00"}, "cannot be before"),
        ({"output_volume": "99"}, "More came out than was collected."),
        ({"output_volume": "١٢٣٤٥٦٧٨٩٠"}, "Ensure that there are no more than"),
        ({"spin_0_minutes": ""}, "Spin 1 has no minutes."),
        ({"spin_0_force_g": ""}, "The force of a spin is unknown."),
        ({"spin_0_force_g": "-5"}, "A spin has a number that is not above zero."),
        ({"spin_0_force_g": "", "spin_0_rpm": "1500"}, "The force of a spin is unknown."),
        ({"method": "filter"}, "A centrifuge has spins, and only a centrifuge."),
    ],
)
def test_a_wrong_preparation_is_said_and_kept(hip: Hip, typed: dict[str, str], sentence: str) -> None:
    if typed.get("product_scan") == "wristband":
        typed = {"product_scan": hip.file.case.wristband}
    answer = send(hip, "prepare", **prepared_as(hip, **typed))

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    kept = form_in(answer, "prepare")
    assert kept["pin"] == ""
    assert kept["device"] == typed.get("device", "A kit")
    assert hip.made.state is State.COLLECTED


def test_speed_and_radius_give_the_force(hip: Hip) -> None:
    typed = {"spin_0_force_g": "", "spin_0_rpm": "3000", "spin_0_radius_cm": "10"}

    assert send(hip, "prepare", **prepared_as(hip, **typed)).status_code == 303
    assert "15 min at 1006 × g" in text_of(Screen(hip.house.nurse, hip).get(url(hip)))


def test_one_more_spin_keeps_everything_but_the_pin(hip: Hip) -> None:
    answer = send(hip, "prepare", **prepared_as(hip, device=ODD), more="1")

    assert answer.status_code == 200
    form = form_in(answer, "prepare")
    assert (form["device"], form["spin_0_minutes"], form["spin_2_minutes"], form["pin"]) == (
        ODD,
        "15",
        "",
        "",
    )
    assert hip.made.state is State.COLLECTED


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"product_wbc": ""}, "Enter it, or choose “not measured” and say why."),
        ({"product_wbc": "", "product_wbc_basis": "not_measured"}, "Say why there is no value."),
        ({"product_wbc_basis": "not_measured", "product_wbc_reason": "r"}, "There is a value here"),
        ({"product_wbc_basis": "pending"}, "Choose one of the list."),
        ({"product_wbc_unit": "furlong"}, "Choose a unit of the list."),
        ({"product_platelets": "1000000"}, "is not plausible"),
        ({"product_rbc": "1000"}, "is not plausible"),
        ({"product_neutrophils": "11"}, "exceed leukocytes in the product"),
        ({"activator": ""}, "Choose the activator"),
        ({"counted_at": "2027-03-08T08:00"}, "cannot be before"),
        ({"product_wbc": LONG}, "That is not a number."),
        ({"product_wbc_basis": "not_measured", "product_wbc_reason": LONG}, "At most 500 characters fit"),
    ],
)
def test_nothing_stays_blank_or_contradicts_itself(hip: Hip, typed: dict[str, str], sentence: str) -> None:
    hip.prepare()
    hip.tick()

    answer = send(hip, "characterise", **{**COUNTS, "activator": "none", **typed})

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert hip.made.state is State.PREPARED


def test_red_cells_may_be_counted_in_thousands(hip: Hip) -> None:
    hip.prepare()
    hip.tick()
    typed = {**COUNTS, "product_rbc": "1000", "product_rbc_unit": "10*3/uL", "activator": "none"}

    assert send(hip, "characterise", **typed).status_code == 303
    assert hip.made.values["product_rbc"].value == Decimal("1.000")


def test_the_preparer_cannot_check_and_is_told_who_can(hip: Hip) -> None:
    hip.prepare().characterise()
    hip.tick()
    page = Screen(hip.house.nurse, hip).get(url(hip))

    assert "prepared this product and cannot also check it. Ask a second person" in text_of(page)
    assert b"<fieldset disabled" in page.content
    answer = send(hip, "release", product_scan=hip.made.chain.product.text)
    assert answer.status_code == 422
    assert hip.made.state is State.CHARACTERISED


def test_the_second_scan_is_another_persons(hip: Hip) -> None:
    hip.prepare().characterise().release().start().steps().confirm(hip.house.surgeon)
    hip.tick()

    page = text_of(Screen(hip.house.surgeon, hip).get(url(hip)))
    assert "was the first to scan and cannot also be the second." in page
    assert send(hip, "administer", hip.house.surgeon, **given_as(hip)).status_code == 422

    other = hip.house.scope(Role.SURGEON, "second")
    assert send(hip, "administer", other, **given_as(hip)).status_code == 303


def test_a_nurse_is_told_that_a_surgeon_gives_it(hip: Hip) -> None:
    hip.prepare().characterise().release().start().steps().confirm(hip.house.scope(Role.ASSISTANT))
    hip.tick()

    assert "A surgeon does this" in text_of(Screen(hip.house.nurse, hip).get(url(hip)))
    assert send(hip, "administer", **given_as(hip)).status_code == 422


def test_before_the_plans_time_the_page_says_what_is_missing(hip: Hip) -> None:
    hip.prepare().characterise().release().start().step(StepKind.BURSECTOMY).confirm()
    hip.tick()
    surgeon = hip.house.surgeon

    page = text_of(Screen(surgeon, hip).get(url(hip)))
    assert "The plan gives the product after the repair: still to be recorded: damaged tendon removed" in page
    assert send(hip, "administer", surgeon, **given_as(hip)).status_code == 422
    assert hip.made.state is State.CONFIRMED


def other_band_shown(hip: Hip) -> str:
    return hip.made.chain.wristband.shown


def test_wrong_wristband_or_product_at_the_hip_says_stop(hip: Hip) -> None:
    other = a_hip(a_house("south")).to(Stage.CONSENTED).collect()
    hip.prepare().characterise().release().start()
    hip.tick()
    mine = {"wristband_scan": hip.file.case.wristband, "product_scan": hip.made.chain.product.text}

    wrong_wrist = send(hip, "confirm", **{**mine, "wristband_scan": other.file.case.wristband})
    wrong_bag = send(hip, "confirm", **{**mine, "product_scan": other.made.chain.product.text})
    swapped = send(hip, "confirm", wristband_scan=mine["product_scan"], product_scan=mine["wristband_scan"])

    assert [a.status_code for a in (wrong_wrist, wrong_bag, swapped)] == [422] * 3
    for refusal in (wrong_wrist, wrong_bag):
        assert b'role="alertdialog"' in refusal.content
        assert text_of(refusal).startswith("STOP: Do not give this product.")
        assert b"error-summary" not in refusal.content
    assert "Stop. Do not give the product." in text_of(wrong_wrist)
    assert other_band_shown(other) in text_of(wrong_wrist)
    assert "Stop. Open the record of the product in your hand." in text_of(wrong_bag)
    assert "That is a wristband code. Scan the product instead." in text_of(swapped)
    assert hip.made.state is State.RELEASED


def test_after_the_limit_it_is_not_given_whatever_anybody_writes(hip: Hip) -> None:
    hip.prepare().characterise().release().start().steps().confirm()
    hip.tick(300)
    screen = Screen(hip.house.surgeon, hip)

    page = screen.get(url(hip))
    assert "The product has expired: 240 minutes from ready have passed." in text_of(page)
    assert b"is-wrong" in page.content
    for words in ({}, {"deviation_reason": "The repair took longer."}):
        answer = screen.send(url(hip), "administer", pin=PIN, **given_as(hip), **words)
        assert answer.status_code == 422
        assert "Do not give it. Discard it" in text_of(answer)
    assert hip.made.state is State.CONFIRMED


def test_in_time_nothing_is_red(hip: Hip) -> None:
    page = Screen(hip.house.nurse, hip).get(url(hip))

    assert b"is-wrong" not in page.content.replace(b'data-then="is-wrong"', b"")
    assert b"notice-error" not in page.content


def test_discarding_needs_a_reason_and_ends_it(hip: Hip) -> None:
    without = send(hip, "discard", reason="  ")
    assert without.status_code == 422
    assert "Say why the product is discarded." in text_of(without)

    assert send(hip, "discard", reason=ODD).status_code == 303
    page = text_of(Screen(hip.house.nurse, hip).get(url(hip)))
    assert hip.made.state is State.DISCARDED
    assert ODD in page
    assert "Collect a new product if one is still planned." in page


def test_the_same_form_twice_is_one_event(hip: Hip) -> None:
    screen = Screen(hip.house.nurse, hip)
    form = {**(began := prepared_as(hip)), **screen.form(url(hip), "prepare"), **began, "pin": PIN}

    assert [screen.post(url(hip), form).status_code for _ in range(2)] == [303, 303]
    assert hip.made.version == 2


def test_a_replay_with_other_content_is_not_taken_for_the_first(hip: Hip) -> None:
    screen = Screen(hip.house.nurse, hip)
    form = {**(began := prepared_as(hip)), **screen.form(url(hip), "prepare"), **began, "pin": PIN}
    screen.post(url(hip), form)

    answer = screen.post(url(hip), {**form, "output_volume": "4"})

    assert answer.status_code == 409
    assert hip.made.prepared and hip.made.prepared.preparation.output_ml == Decimal(5)


def test_a_stale_form_shows_where_the_product_stands(hip: Hip) -> None:
    screen = Screen(hip.house.nurse, hip)
    form = {**screen.form(url(hip), "discard"), "reason": "Dropped.", "pin": PIN}
    hip.prepare()
    hip.tick()

    stale = screen.post(url(hip), form)

    assert stale.status_code == 409
    assert "was first and has just recorded a step of this product" in text_of(stale)
    back = screen.post(url(hip), {**form_in(stale, "discard"), "again": "1"})
    again = form_in(back, "discard")
    assert again["reason"] == "Dropped." and again["pin"] == ""
    assert screen.post(url(hip), {**again, "pin": PIN}).status_code == 303


def test_five_wrong_pins_lock_and_say_so(hip: Hip) -> None:
    screen = Screen(hip.house.nurse, hip)
    for _ in range(5):
        answer = screen.send(url(hip), "prepare", **prepared_as(hip), pin="0000")
        assert answer.status_code == 422

    assert "Your PIN is locked" in text_of(answer)
    assert "Set a new one with your password" in text_of(answer)
    assert screen.send(url(hip), "prepare", **prepared_as(hip), pin=PIN).status_code == 422
    assert hip.made.state is State.COLLECTED


def test_a_pin_that_was_right_once_does_not_stand_for_a_wrong_one(hip: Hip) -> None:
    screen = Screen(hip.house.nurse, hip)
    form = {**screen.form(url(hip), "prepare"), **prepared_as(hip, output_volume="99"), "pin": PIN}
    assert screen.post(url(hip), form).status_code == 422

    assert screen.post(url(hip), {**form, "output_volume": "5", "pin": "0000"}).status_code == 422
    assert hip.made.state is State.COLLECTED


def test_a_result_added_later_stands_beside_the_first(hip: Hip) -> None:
    hip.prepare().characterise()
    hip.tick()
    screen = Screen(hip.house.nurse, hip)
    asked = f"{url(hip)}?result=product_wbc"

    answer = screen.post(
        url(hip),
        {**screen.form(asked, "add_result"), "product_wbc": "9", "reason": "Counted again.", "pin": PIN},
    )

    assert answer.status_code == 303
    assert hip.made.values["product_wbc"].value == Decimal(9)
    assert "Counted again." in text_of(screen.get(url(hip)))


@pytest.mark.parametrize("asked", ["nothing", LONG, ODD, "../..", "product_wbc'"])
def test_a_result_of_nothing_known_is_not_asked_for(hip: Hip, asked: str) -> None:
    hip.prepare().characterise()
    hip.tick()
    screen = Screen(hip.house.nurse, hip)

    assert "Add a result" not in text_of(screen.get(f"{url(hip)}?{urlencode({'result': asked})}"))
    assert (
        screen.post(url(hip), {"act": "add_result", "quantity": asked, "submit_key": "k"}).status_code == 422
    )


@pytest.mark.parametrize("act", ["", "collect", "administer_product", LONG, ODD, "__class__"])
def test_an_act_that_is_not_on_the_list_is_refused(hip: Hip, act: str) -> None:
    assert Screen(hip.house.nurse, hip).post(url(hip), {"act": act, "submit_key": "k"}).status_code == 422


@pytest.mark.parametrize("act", ["characterise", "release", "confirm", "administer"])
def test_a_step_out_of_turn_is_refused(hip: Hip, act: str) -> None:
    told = {
        **given_as(hip),
        **COUNTS,
        "activator": "none",
        "counted_at": wall(hip.now),
        "given_at": wall(hip.now),
    }
    told |= {"version": "1", "submit_key": "k", "act": act, "pin": PIN}

    assert Screen(hip.house.surgeon, hip).post(url(hip), told).status_code == 422
    assert hip.made.state is State.COLLECTED


def test_what_has_expired_is_not_asked_about_but_ends(hip: Hip) -> None:
    hip.prepare().characterise().release()
    hip.tick(600)
    page = text_of(Screen(hip.house.nurse, hip).get(url(hip)))

    assert "The product has expired: 240 minutes from ready have passed. Do not give it." in page
    assert "Give the reason when you go on" not in page


def test_the_surgeon_is_not_told_to_call_himself_and_what_is_given_is_given_now(hip: Hip) -> None:
    hip.prepare().characterise().release().start().steps().confirm()
    hip.tick()
    told = {**given_as(hip), "given_at": ""}
    page = text_of(send(hip, "administer", hip.house.surgeon, **told | {"wristband_scan": stranger(hip)}))

    assert "You signed the plan of this hip." in page
    assert "Call " not in page
    assert send(hip, "administer", hip.house.surgeon, **told).status_code == 303
    given = hip.made.administered
    assert given and given.delivery.given_at == hip.now


def stranger(hip: Hip) -> str:
    return a_hip(hip.house, "Bruno", visit=a_visit(clinician="other")).file.case.wristband


@pytest.mark.parametrize("role", [Role.DESK, Role.RESEARCHER, Role.AUDITOR])
def test_others_read_and_find_no_form(hip: Hip, role: Role) -> None:
    screen = Screen(hip.house.scope(role), hip)
    page = screen.get(url(hip))

    assert page.status_code == 200
    assert "Save the preparation" not in text_of(page)
    assert ("Ferro" in text_of(page)) is (role is Role.DESK)
    refused = screen.post(
        url(hip), {"act": "discard", "reason": "x", "pin": PIN, "version": "1", "submit_key": "k"}
    )
    assert refused.status_code == 422
    assert hip.made.state is State.COLLECTED


def test_an_administrator_stays_outside(hip: Hip) -> None:
    assert Screen(hip.house.scope(Role.ADMINISTRATOR), hip).get(url(hip)).status_code == 403


def test_another_practices_product_is_not_there(hip: Hip) -> None:
    stranger = Screen(a_house("south").nurse, hip)

    assert stranger.get(url(hip)).status_code == 404
    assert stranger.post(url(hip), {"act": "prepare", "submit_key": "k"}).status_code == 404


def test_the_summary_names_the_quantity_and_the_row(hip: Hip) -> None:
    hip.prepare()
    told = text_of(send(hip, "characterise", activator="none"))
    assert "Platelets in the product, value – Enter it" in told
    split = text_of(send(hip, "give_off", product_scan=hip.made.chain.product.shown, part_0_volume="x"))
    assert "Part 1, volume of the part (ml) – " in split
