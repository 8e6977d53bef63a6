"""The operation recorded in theatre: every step saved at once, nothing typed lost, nothing done twice."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import reverse

from enthesis.actions.surgery import speaks_against
from enthesis.domain.biologics.graft import Detail
from enthesis.domain.candidacy.facts import Anticoagulation, BloodThinner, Told
from enthesis.domain.pathway.case import every
from enthesis.domain.pathway.concomitant import Concomitant
from enthesis.domain.pathway.counts import Counted
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.pathway.surgery import Finish, InHand, Start, Step, StepKind, planned_steps
from enthesis.domain.terms import Role
from tests.support.cases import PASSWORD, PIN, Hip, a_hip, a_house, a_plan, known
from tests.support.operations import a_planned_hip, book
from tests.support.screen import LONG, ODD, Screen, form_in, text_of, wall
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def hip() -> Hip:
    return a_hip_at(Stage.CONSENTED)


def url(hip: Hip) -> str:
    return reverse("practice:theatre", kwargs={"case_id": hip.case})


def nurse(hip: Hip) -> Screen:
    return Screen(hip.house.nurse, hip)


def surgeon(hip: Hip) -> Screen:
    return Screen(hip.house.surgeon, hip)


def begun(hip: Hip) -> Screen:
    hip.start()
    hip.tick(30)
    return nurse(hip)


def test_the_wristband_that_was_scanned_starts_the_operation(hip: Hip) -> None:
    hip.tick()
    answer = nurse(hip).send(url(hip), "start", wristband=hip.file.case.wristband.lower())

    assert answer.status_code == 303
    start = hip.file.value(Start)
    assert start and start.approach.value == "endoscopic"
    assert wall(start.started_at) == wall(hip.now)


@pytest.mark.parametrize(
    ("scanned", "sentence"),
    [
        ("", "Nothing was scanned."),
        ("P0000000000000000", "not a wristband code"),
        (ODD, "not a wristband code"),
        (LONG, "too long to be a code"),
    ],
)
def test_a_wrong_scan_is_told_and_kept(hip: Hip, scanned: str, sentence: str) -> None:
    answer = nurse(hip).send(url(hip), "start", wristband=scanned)

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert form_in(answer, "start")["wristband"] == scanned
    assert hip.file.value(Start) is None


def test_another_patients_wristband_says_stop(hip: Hip) -> None:
    stranger = a_hip(a_house("south"))
    answer = nurse(hip).send(url(hip), "start", wristband=stranger.file.case.wristband)

    assert answer.status_code == 422
    assert "Stop. Check the patient and the side." in text_of(answer)


def test_a_wrong_check_character_is_told(hip: Hip) -> None:
    code = hip.file.case.wristband
    answer = nurse(hip).send(url(hip), "start", wristband=code[:-1] + ("A" if code[-1] != "A" else "B"))

    assert answer.status_code == 422
    assert "does not check" in text_of(answer)


def test_what_came_up_since_the_signature_is_told_before_the_first_step(hip: Hip) -> None:
    now = hip.tick()
    assert "New since the plan was signed" not in text_of(nurse(hip).get(url(hip)))
    taken = Anticoagulation(drug=BloodThinner.WARFARIN, at=now)
    hip.tell(replace(known(hip.now), anticoagulation=taken))
    page = text_of(nurse(hip).get(url(hip)))
    assert "New since the plan was signed" in page and "arfarin" in page
    assert "Still open before this operation" in page

    hip.start(time_out=False)
    assert "New since the plan was signed" in text_of(nurse(hip).get(url(hip)))
    hip.pause()
    assert "New since the plan was signed" not in text_of(nurse(hip).get(url(hip)))


def test_steps_come_in_the_plans_order_and_are_saved_one_by_one(hip: Hip) -> None:
    screen = begun(hip)

    for kind in ("bursectomy", "debridement"):
        assert screen.send(url(hip), "step", marks={"kind": kind}).status_code == 303
    hip.tick()
    screen.send(url(hip), "step", marks={"kind": "micropuncture"}, holes="12", awl_mm="1.5", depth_mm="4")
    hip.tick()
    label = "(01)09506000117843(17)290131(10)A1"
    anchors = {"anchor_0_maker": "A maker", "anchor_0_lot": "A1", "anchor_0_udi": label}
    assert screen.send(url(hip), "step", marks={"kind": "reattachment"}, **anchors).status_code == 303

    told = hip.file.every(Step)
    assert [s.kind for s in told] == list(planned_steps(a_plan()))
    assert (told[2].holes, told[2].awl_mm, told[2].depth_mm) == (12, "1.5", "4")
    assert told[3].repair and told[3].anchors[0].udi == label
    assert "1 recorded, 2 planned" in text_of(screen.get(url(hip)))


def test_the_end_asks_why_there_are_fewer_anchors_and_a_correction_says_it(hip: Hip) -> None:
    screen = begun(hip)
    for kind in ("bursectomy", "debridement"):
        screen.send(url(hip), "step", marks={"kind": kind})
    screen.send(url(hip), "step", marks={"kind": "micropuncture"}, holes="12", awl_mm="1.5", depth_mm="4")
    one: dict[str, Any] = {"anchor_0_maker": "A maker", "anchor_0_lot": "A1"}
    assert screen.send(url(hip), "step", marks={"kind": "reattachment"}, **one).status_code == 303
    hip.see()
    hip.tick()
    asked = "The plan says 2 anchors, and 1 anchor is recorded. Record the others, or correct"
    assert asked in text_of(screen.get(url(hip)))

    entry = every(hip.file.entries, Step)[-1]
    said: dict[str, Any] = {"reason": "It was not said.", "departure": "The bone held one."}
    assert screen.send(url(hip), "correct", marks={"entry": str(entry.id)}, **said).status_code == 303
    assert asked not in text_of(screen.get(url(hip)))
    assert hip.finish().file.value(Finish)


def test_another_day_and_another_approach_are_each_said_in_a_field_of_their_own() -> None:
    hip = a_planned_hip().sign().decide()
    book(hip)
    hip.tick()
    screen = nurse(hip)
    told: dict[str, Any] = {"wristband": hip.file.case.wristband, "approach": "open"}
    form = form_in(screen.send(url(hip), "start", **told), "start") | {"departure": "The scope failed."}

    answer = screen.post(url(hip), form)
    assert answer.status_code == 422
    assert "booked for 23 March 2027, and begins on 8 March 2027. Say why it is done on an" in text_of(answer)

    again = form_in(answer, "start") | {"another_day": "A theatre was free."}
    assert screen.post(url(hip), again).status_code == 303
    start = hip.file.value(Start)
    assert start and (start.departure, start.another_day) == ("The scope failed.", "A theatre was free.")
    case = text_of(screen.get(reverse("practice:case", kwargs={"case_id": hip.case})))
    assert "On another day than booked because A theatre was free." in case


def test_a_step_may_be_left_out_with_a_reason_only(hip: Hip) -> None:
    screen = begun(hip)

    without = screen.send(url(hip), "omit", marks={"kind": "bursectomy"})
    assert without.status_code == 422
    assert "Say why this step was left out." in text_of(without)

    assert screen.send(url(hip), "omit", marks={"kind": "bursectomy"}, omitted="No bursa.").status_code == 303
    assert hip.file.every(Step)[0].omitted == "No bursa."


def test_what_the_plan_does_not_hold_can_be_recorded_too(hip: Hip) -> None:
    screen = begun(hip)

    assert place(screen, hip, **DERMAL).status_code == 303
    assert "Not in the plan" in text_of(screen.get(url(hip)))


DERMAL = {
    "graft": "acellular_dermal_allograft",
    "donor_id": "D-81",
    "tissue_bank": "A bank",
    "lot": "G7",
    "expiry": "2029-01-31",
}
BOVINE = {"graft": "bioinductive_bovine_collagen", "udi_di": "00812", "lot": "B1", "expiry": "2029-01-31"}
GRAFT = {"kind": "graft"}
COUNTED = {f"count_{counted}": "correct" for counted in Counted} | {"product_left_out": "The tube broke."}


def place(screen: Screen, hip: Hip, **typed: Any) -> HttpResponse:
    """A graft the plan does not hold, so with the reason."""
    return screen.send(url(hip), "step", marks=GRAFT, **{"departure": "The tissue was thin.", **typed})


def fields_of(page: HttpResponse) -> set[str]:
    asked = {"donor_id", "tissue_bank", "lot", "expiry", "udi_di"}
    return asked & form_in(page, "step", **GRAFT).keys()


def test_the_form_asks_what_the_chosen_graft_needs(hip: Hip) -> None:
    screen = begun(hip)
    assert fields_of(screen.get(url(hip))) == set()
    for typed in (DERMAL, BOVINE, {"graft": "autograft"}):
        shown = place(screen, hip, graft=typed["graft"], note="Thin.", more="1")
        assert shown.status_code == 200
        assert fields_of(shown) == typed.keys() - {"graft"}
        assert form_in(shown, "step", **GRAFT)["note"] == "Thin."
    assert hip.file.every(Step) == ()


def test_a_graft_sent_without_its_details_is_asked_for_them(hip: Hip) -> None:
    """As a browser without scripts does where nobody pressed for the fields first."""
    screen = begun(hip)
    answer = place(screen, hip, graft="acellular_dermal_allograft")

    assert answer.status_code == 422
    assert "Enter it as it stands on the package." in text_of(answer)
    assert fields_of(answer) == DERMAL.keys() - {"graft"}
    assert (
        screen.post(url(hip), form_in(answer, "step", **GRAFT) | DERMAL | {"departure": "Thin."}).status_code
        == 303
    )
    (step,) = hip.file.every(Step)
    assert (step.graft, step.graft_details) == (
        "acellular_dermal_allograft",
        {Detail(name): text for name, text in DERMAL.items() if name != "graft"},
    )


def test_what_stood_on_the_package_is_shown_in_theatre_and_on_the_case(hip: Hip) -> None:
    screen = begun(hip)
    place(screen, hip, **DERMAL)

    for page in (url(hip), reverse("practice:case", kwargs={"case_id": hip.case})):
        shown = text_of(screen.get(page))
        for words in ("Donor id D-81", "Tissue bank A bank", "Lot G7", "Expiry 2029-01-31"):
            assert words in shown


def test_a_persons_own_tissue_has_no_lot(hip: Hip) -> None:
    screen = begun(hip)

    assert place(screen, hip, graft="autograft", lot="G7").status_code == 303
    assert hip.file.every(Step)[0].graft_details == {}


def allergic(hip: Hip) -> str:
    """An allergy to bovine collagen is known now; the one sentence that it says against such a graft."""
    hip.tell(replace(known(hip.now), collagen_allergy=Told(answer=True, at=hip.now)))
    (said,) = speaks_against(hip.file, InHand(kind=StepKind.GRAFT, graft=BOVINE["graft"]), at=hip.now)
    assert said.startswith("There is an allergy or antibody to bovine collagen.")
    return said


def test_collagen_is_judged_as_collagen_whatever_was_planned(hip: Hip) -> None:
    screen = begun(hip)
    said = allergic(hip)
    assert said not in text_of(screen.get(url(hip)))

    unread = place(screen, hip, **BOVINE)
    assert unread.status_code == 422
    assert said in text_of(unread)
    assert "Tick each sentence as read" in text_of(unread)
    read = place(screen, hip, **BOVINE, acknowledged=[said])
    assert read.status_code == 303
    assert hip.file.every(Step)[0].acknowledged == (said,)


def test_another_graft_than_the_planned_collagen_is_not(hip: Hip) -> None:
    screen = begun(hip)
    allergic(hip)

    assert place(screen, hip, **DERMAL).status_code == 303
    assert hip.file.every(Step)[0].acknowledged == ()


def test_a_correction_to_collagen_is_judged_as_collagen(hip: Hip) -> None:
    screen = begun(hip)
    said = allergic(hip)
    place(screen, hip, **DERMAL)
    hip.tick()

    unread = corrected(hip, screen, **BOVINE, reason="Misread.")
    assert unread.status_code == 422
    assert said in text_of(unread)
    assert corrected(hip, screen, **BOVINE, reason="Misread.", acknowledged=said).status_code == 303
    (step,) = hip.file.every(Step)
    assert (step.graft, step.acknowledged) == ("bioinductive_bovine_collagen", (said,))


def test_a_graft_past_its_expiry_is_told_and_ticked(hip: Hip) -> None:
    screen = begun(hip)
    said = "Acellular dermal allograft: its expiry, 2027-03-07, has passed."

    typed = {**DERMAL, "expiry": "2027-03-07"}
    late = place(screen, hip, **typed)
    assert late.status_code == 422
    assert said in text_of(late)
    told = {**typed, "acknowledged": said, "note": "None else.", "pin": PIN}
    by_nurse = place(screen, hip, **told)
    assert by_nurse.status_code == 422 and "a surgeon records the step" in text_of(by_nurse)
    assert place(surgeon(hip), hip, **told).status_code == 303


def infected(hip: Hip) -> tuple[str, ...]:
    """The infection is known now; what it says against micropuncture."""
    hip.tell(replace(known(hip.now), local_infection=Told(answer=True, at=hip.now)))
    return speaks_against(hip.file, InHand(kind=StepKind.MICROPUNCTURE), at=hip.now)


def test_what_speaks_against_the_plan_now_is_told_before_the_start(hip: Hip) -> None:
    told = infected(hip)
    page = nurse(hip).get(url(hip))

    assert "The operation cannot start" in text_of(page)
    assert all(sentence in text_of(page) for sentence in told)
    with pytest.raises(LookupError):
        form_in(page, "start")


def test_a_start_that_news_has_overtaken_says_why(hip: Hip) -> None:
    typed = nurse(hip).form(url(hip), "start")
    told = infected(hip)
    hip.tick()
    typed |= {"wristband": hip.file.case.wristband, "version": str(hip.read)}
    answer = nurse(hip).post(url(hip), typed)

    assert answer.status_code == 422
    assert all(sentence in text_of(answer) for sentence in told)
    assert hip.file.value(Start) is None


def test_what_speaks_against_a_step_is_ticked_sentence_by_sentence(hip: Hip) -> None:
    screen = begun(hip)
    micropuncture = {"kind": "micropuncture"}
    before = screen.form(url(hip), "step", **micropuncture)
    told = infected(hip)
    assert told

    unread = screen.post(url(hip), {**before, "version": str(hip.read), "holes": "12"})
    assert unread.status_code == 422
    assert "Tick each sentence as read" in text_of(unread)
    assert form_in(unread, "step", **micropuncture)["holes"] == "12"

    odd = screen.send(url(hip), "step", marks=micropuncture, holes="12", acknowledged=["Nothing."])
    assert odd.status_code == 422
    assert hip.file.every(Step) == ()

    read = screen.send(url(hip), "step", marks=micropuncture, holes="12", acknowledged=list(told))
    assert read.status_code == 303
    assert hip.file.every(Step)[-1].acknowledged == told
    assert "In spite of" in text_of(screen.get(url(hip)))

    assert corrected(hip, screen, holes="11", reason="Counted again.", departure="A cyst.").status_code == 303
    assert (hip.file.every(Step)[-1].holes, hip.file.every(Step)[-1].acknowledged) == (11, told)


def corrected(hip: Hip, screen: Screen, **typed: str) -> HttpResponse:
    """The only recorded step, corrected."""
    (entry,) = every(hip.file.entries, Step)
    return screen.send(url(hip), "correct", marks={"entry": str(entry.id)}, **typed)


def test_a_wrong_entry_is_corrected_with_its_reason_and_stays_readable(hip: Hip) -> None:
    hip.start().step(StepKind.REATTACHMENT)
    hip.tick()
    screen = nurse(hip)

    without = corrected(hip, screen, anchor_1_lot="B9")
    assert without.status_code == 422
    assert "Say what was wrong; the first entry stays readable." in text_of(without)

    assert corrected(hip, screen, anchor_1_lot="B9", reason="Misread.").status_code == 303
    (step,) = hip.file.every(Step)
    assert [a.lot for a in step.anchors] == ["A1", "B9"]
    assert len([e for e in hip.file.entries if isinstance(e.value, Step)]) == 2


def test_a_correction_that_changes_nothing_is_told(hip: Hip) -> None:
    hip.start().step(StepKind.MICROPUNCTURE)
    hip.tick()

    answer = corrected(hip, nurse(hip), reason="None.")

    assert answer.status_code == 422
    assert "Nothing is different from what was recorded." in text_of(answer)


def test_why_a_step_was_left_out_can_be_corrected(hip: Hip) -> None:
    screen = begun(hip)
    screen.send(url(hip), "omit", marks={"kind": "bursectomy"}, omitted="No bursa.")
    hip.tick()

    assert corrected(hip, screen, omitted="Removed before.", reason="Misread.").status_code == 303
    assert hip.file.every(Step)[0].omitted == "Removed before."


@pytest.mark.parametrize("entry", ["", ODD, LONG, "00000000-0000-0000-0000-000000000000"])
def test_there_is_nothing_to_correct_at_a_strange_place(hip: Hip, entry: str) -> None:
    told = {"act": "correct", "entry": entry, "reason": "r", "submit_key": "k", "version": "1"}

    assert begun(hip).post(url(hip), told).status_code == 422


def test_without_consent_to_the_planned_product_it_does_not_start() -> None:
    hip = a_hip_at(Stage.PLANNED).decide(given=False)
    page = text_of(nurse(hip).get(url(hip)))

    assert "The plan holds a product the patient has not agreed to." in page
    assert "Start the operation" not in page


def test_a_half_filled_anchor_is_asked_about(hip: Hip) -> None:
    answer = begun(hip).send(
        url(hip), "step", marks={"kind": "reattachment"}, anchor_0_lot="A1", anchor_1_udi="77"
    )

    assert answer.status_code == 422
    assert "Anchor 1 has no maker." in text_of(answer)
    assert "Anchor 2 has no maker." in text_of(answer)
    assert "Anchor 2. A field of this label cannot be read." in text_of(answer)
    assert form_in(answer, "step", kind="reattachment")["anchor_1_udi"] == "77"


ONE = {"departure": "One anchor held."}  # of two that are planned
LABEL = "(01)09506000117843(17){last}(10)A7"


def test_a_scanned_label_gives_lot_and_last_day(hip: Hip) -> None:
    screen = begun(hip)
    anchor = {**ONE, "anchor_0_maker": "A maker", "anchor_0_udi": LABEL.format(last="290131")}
    assert screen.send(url(hip), "step", marks={"kind": "reattachment"}, **anchor).status_code == 303
    (placed,) = hip.file.every(Step)[-1].anchors
    assert (placed.lot, placed.expires_on) == ("A7", date(2029, 1, 31))


def test_a_label_of_another_lot_than_was_entered_is_asked_about(hip: Hip) -> None:
    anchor = {"anchor_0_maker": "A maker", "anchor_0_lot": "A1", "anchor_0_udi": LABEL.format(last="290131")}
    answer = begun(hip).send(url(hip), "step", marks={"kind": "reattachment"}, **anchor)
    assert answer.status_code == 422
    assert "The label says lot A7, and A1 was entered." in text_of(answer)


def test_an_anchor_past_its_last_day_is_told_and_ticked(hip: Hip) -> None:
    begun(hip)
    screen = surgeon(hip)
    anchor = {**ONE, "anchor_0_maker": "A maker", "anchor_0_udi": LABEL.format(last="200131")}
    answer = screen.send(url(hip), "step", marks={"kind": "reattachment"}, **anchor)
    told = "Anchor of lot A7: its last day, 2020-01-31, has passed."
    assert answer.status_code == 422 and told in text_of(answer)
    assert not hip.file.every(Step)
    assert "Candidacy" not in text_of(answer)
    silent = screen.send(
        url(hip), "step", marks={"kind": "reattachment"}, acknowledged=told, pin=PIN, **anchor
    )
    assert silent.status_code == 422 and "Say in the note why it was used all the same." in text_of(silent)
    anchor |= {"acknowledged": told, "note": "The only one of its size.", "pin": PIN}
    assert screen.send(url(hip), "step", marks={"kind": "reattachment"}, **anchor).status_code == 303
    assert hip.file.every(Step)[-1].acknowledged == (told,)


def test_one_more_row_keeps_what_was_typed(hip: Hip) -> None:
    answer = begun(hip).send(
        url(hip), "step", marks={"kind": "reattachment"}, anchor_1_maker=ODD, more="1", rows="2"
    )

    assert answer.status_code == 200
    form = form_in(answer, "step", kind="reattachment")
    assert form["anchor_1_maker"] == ODD and form["anchor_2_maker"] == ""
    assert hip.file.every(Step) == ()


@pytest.mark.parametrize("rows", ["-5", "999999999999", "ten", "", "²", "1e3", ODD, LONG])
def test_a_strange_number_of_rows_does_no_harm(hip: Hip, rows: str) -> None:
    screen = begun(hip)
    for more in ({}, {"more": "1"}):
        form = screen.form(url(hip), "step", kind="reattachment")
        assert screen.post(url(hip), {**form, "rows": rows, **more}).status_code in (200, 303, 409, 422)


@pytest.mark.parametrize("minutes", [-120, +2])
def test_a_step_before_the_start_or_in_the_future_is_refused_at_its_time(hip: Hip, minutes: int) -> None:
    screen = begun(hip)
    form = screen.form(url(hip), "step", kind="bursectomy")
    hip.tick(minutes)
    form["done_at"] = wall(hip.now)
    hip.tick(-minutes)

    answer = screen.post(url(hip), form)

    assert answer.status_code == 422
    assert "is not between the start of the operation and now" in text_of(answer)
    assert form_in(answer, "step", kind="bursectomy")["done_at"] == form["done_at"]


@pytest.mark.parametrize(
    "typed", ["9999-12-31T23:59", "0001-01-01T00:00", "soon", "", LONG, "2027-13-40T99:99"]
)
def test_an_impossible_time_is_a_sentence(hip: Hip, typed: str) -> None:
    answer = begun(hip).send(url(hip), "step", marks={"kind": "bursectomy"}, done_at=typed)

    assert answer.status_code == 422
    assert form_in(answer, "step", kind="bursectomy")["done_at"] == typed


@pytest.mark.parametrize("typed", [LONG, ODD, "-1", "0", "1e400", "NaN", "12.5", "٣", ""])
def test_holes_are_a_small_whole_number(hip: Hip, typed: str) -> None:
    told = {"holes": typed, "departure": "As the bone allowed."}
    answer = begun(hip).send(url(hip), "step", marks={"kind": "micropuncture"}, **told)

    assert answer.status_code == (303 if typed == "٣" else 422)


def test_the_same_form_sent_twice_is_one_step(hip: Hip) -> None:
    screen = begun(hip)
    form = screen.form(url(hip), "step", kind="bursectomy")

    assert [screen.post(url(hip), form).status_code for _ in range(2)] == [303, 303]
    assert len(hip.file.every(Step)) == 1


def test_a_stale_form_keeps_what_was_typed_and_can_be_sent_again(hip: Hip) -> None:
    screen = begun(hip)
    form = screen.form(url(hip), "step", kind="micropuncture")
    hip.step(StepKind.BURSECTOMY)
    hip.tick()

    answer = screen.post(url(hip), {**form, "holes": "9"})

    assert answer.status_code == 409
    assert "What you typed is kept below." in text_of(answer)
    again = form_in(answer, "step", kind="micropuncture")
    assert again["holes"] == "9"
    again["departure"] = "A small footprint."
    assert screen.post(url(hip), again).status_code == 303
    assert hip.file.every(Step)[-1].holes == 9


def test_the_end_waits_for_every_step_and_says_which(hip: Hip) -> None:
    hip.start().step(StepKind.BURSECTOMY)
    hip.tick()
    screen = Screen(hip.house.surgeon, hip)
    page = text_of(screen.get(url(hip)))

    assert "Still to be recorded, or left out with a reason: damaged tendon removed" in page
    answer = screen.send(url(hip), "finish", **COUNTED, concomitant=["none"], password=PASSWORD)
    assert answer.status_code == 422
    assert "The record is not complete" in text_of(answer)


def test_a_surgeon_ends_it_with_the_password(hip: Hip) -> None:
    hip.start().steps()
    hip.tick()
    screen = Screen(hip.house.surgeon, hip)

    wrong = screen.send(url(hip), "finish", **COUNTED, concomitant=["none"], findings=ODD, password="wrong")
    assert wrong.status_code == 422
    again = form_in(wrong, "finish")
    assert (again["findings"], again["concomitant"], again["password"]) == (ODD, "none", "")

    right = screen.post(url(hip), {**again, "password": PASSWORD})
    assert right.status_code == 303
    assert hip.stage is Stage.OPERATED
    finish = hip.file.value(Finish)
    assert finish and (finish.findings, finish.concomitant) == (ODD, ())
    assert "What else was done Nothing else" in text_of(screen.get(url(hip)))


def test_a_planned_product_that_was_never_collected_has_a_reason(hip: Hip) -> None:
    hip.start().steps()
    hip.tick()
    screen = Screen(hip.house.surgeon, hip)
    typed: dict[str, Any] = {**COUNTED, "concomitant": ["none"], "password": PASSWORD}

    silent = screen.send(url(hip), "finish", **{**typed, "product_left_out": " "})
    assert silent.status_code == 422 and "Collect it, or say why it was left out." in text_of(silent)
    del typed["product_left_out"]
    asked = screen.send(url(hip), "finish", **typed)
    assert (asked.status_code, form_in(asked, "finish")["product_left_out"]) == (422, "")
    again = form_in(asked, "finish") | {"product_left_out": "The tube broke.", "password": PASSWORD}
    assert screen.post(url(hip), again).status_code == 303
    assert "Planned product left out because The tube broke." in text_of(screen.get(url(hip)))


def test_what_else_was_done_is_kept_and_told_in_its_order(hip: Hip) -> None:
    hip.start().steps()
    hip.tick()
    screen = Screen(hip.house.surgeon, hip)

    ticked = ["femoroplasty", "labral_repair"]
    assert (
        screen.send(url(hip), "finish", **COUNTED, concomitant=ticked, password=PASSWORD).status_code == 303
    )
    finish = hip.file.value(Finish)
    assert finish and finish.concomitant == (Concomitant.LABRAL_REPAIR, Concomitant.FEMOROPLASTY)
    said = "Labral repair, Femoroplasty"
    case = reverse("practice:case", kwargs={"case_id": hip.case})
    assert all(said in text_of(screen.get(place)) for place in (url(hip), case))


@pytest.mark.parametrize(
    ("ticked", "sentence"),
    [
        ([], "Tick what else was done, or “Nothing else”."),
        (["none", "femoroplasty"], "“Nothing else” is ticked beside something that was done."),
        ([LONG], "Tick what else was done, or “Nothing else”."),
        (["none", ODD], "Tick what else was done, or “Nothing else”."),
    ],
)
def test_nothing_else_is_an_answer_and_no_answer_is_none(hip: Hip, ticked: list[str], sentence: str) -> None:
    hip.start().steps()
    hip.tick()
    screen = Screen(hip.house.surgeon, hip)

    answer = screen.send(url(hip), "finish", **COUNTED, concomitant=ticked, password=PASSWORD)
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert hip.stage is Stage.IN_THEATRE


def test_a_nurse_does_not_end_it(hip: Hip) -> None:
    hip.start().steps()
    hip.tick()
    screen = nurse(hip)

    assert "A surgeon ends and signs the record" in text_of(screen.get(url(hip)))
    assert screen.send(url(hip), "finish", password=PASSWORD).status_code == 422
    assert hip.stage is Stage.IN_THEATRE


@pytest.mark.parametrize("field", ["note", "done_at", "kind", "version", "submit_key"])
@pytest.mark.parametrize("typed", [LONG, ODD])
def test_no_field_breaks_the_page(hip: Hip, field: str, typed: str) -> None:
    screen = begun(hip)
    form = screen.form(url(hip), "step", kind="debridement")

    assert screen.post(url(hip), {**form, field: typed}).status_code in (303, 422)


def test_a_form_that_is_not_of_this_page_is_refused(hip: Hip) -> None:
    assert nurse(hip).post(url(hip), {"act": "sign_plan", "submit_key": "k"}).status_code == 422


def test_before_consent_the_page_says_what_comes_first() -> None:
    hip = a_hip_at(Stage.CLASSIFIED)

    assert "Plan and consent come first." in text_of(nurse(hip).get(url(hip)))


def test_products_stand_beside_the_steps(hip: Hip) -> None:
    screen = begun(hip)
    assert "Collect the planned product" in text_of(screen.get(url(hip)))

    hip.collect()
    page = text_of(screen.get(url(hip)))
    assert hip.made.chain.product.shown in page
    assert "since it was collected" in page


@pytest.mark.parametrize("role", [Role.DESK, Role.RESEARCHER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_only_those_who_work_in_theatre_come_in(hip: Hip, role: Role) -> None:
    assert Screen(hip.house.scope(role), hip).get(url(hip)).status_code == 403


def test_another_practices_hip_is_not_there(hip: Hip) -> None:
    stranger = Screen(a_house("south").nurse, hip)

    assert stranger.get(url(hip)).status_code == 404
    assert stranger.post(url(hip), {"act": "start", "submit_key": "k"}).status_code == 404


def test_what_is_sent_after_the_signature_changes_nothing(hip: Hip) -> None:
    screen = begun(hip)
    kinds = ("bursectomy", "micropuncture", "transfer")
    forms = [screen.form(url(hip), "step", kind=kind) for kind in kinds]
    forms += [screen.form(url(hip), act) for act in ("seen", "finish")]
    hip.steps()
    step = next(e for e in hip.file.entries if isinstance(e.value, Step))
    forms.append(
        screen.form(url(hip), "correct", entry=str(step.id)) | {"note": "Other.", "reason": "Wrong."}
    )
    hip.finish().tick()
    before = hip.file
    typed = {"holes": "12", "transfer": "gluteus_maximus", "departure": "So.", "agreement": "matches"}

    for form in forms:
        answer = screen.post(url(hip), {**form, **typed, "version": str(hip.read), "password": PASSWORD})
        assert answer.status_code == 422, form["act"]
    assert hip.file.entries == before.entries
