"""Before the first step everybody stops: the time-out on the page, in the record and on paper."""

from typing import Any

import pytest
from django.http import HttpResponse

from enthesis.domain.biologics.graft import Detail
from enthesis.domain.errors import NotAllowed
from enthesis.domain.outcomes.event_type import EventType
from enthesis.domain.pathway.counts import Counted
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.pathway.surgery import Finish, Step, StepKind
from enthesis.domain.pathway.tear_seen import Agreement, TearSeen
from enthesis.domain.pathway.time_out import Item, TimeOut
from tests.support.cases import PASSWORD, Hip
from tests.support.screen import LONG, ODD, Screen, form_in, text_of
from tests.support.stages import a_hip_at
from tests.web.test_theatre import url

pytestmark = pytest.mark.django_db

YES = {f"said_{item}": "yes" for item in Item} | {f"by_{item}": "Ben Best" for item in Item}


@pytest.fixture
def hip() -> Hip:
    hip = a_hip_at(Stage.CONSENTED).start(time_out=False)
    hip.tick(5)
    return hip


@pytest.fixture
def screen(hip: Hip) -> Screen:
    return Screen(hip.house.nurse, hip)


def pauses(hip: Hip, screen: Screen, **typed: Any) -> HttpResponse:
    return screen.send(url(hip), "time_out", **{**YES, "by_side": "Ann Able", **typed})


def test_no_step_is_asked_for_before_the_time_out(hip: Hip, screen: Screen) -> None:
    page = screen.get(url(hip))

    assert "No step is recorded before." in text_of(page)
    for act in ("step", "omit", "finish", "seen"):
        with pytest.raises(LookupError):
            form_in(page, act)


def test_no_step_is_recorded_before_the_time_out(hip: Hip) -> None:
    with pytest.raises(NotAllowed, match="No step is recorded before the time-out") as refused:
        hip.step(StepKind.BURSECTOMY)
    assert refused.value.remedy == "Hold the time-out and record who confirmed what."


def test_what_is_read_aloud_is_this_hips_plan(hip: Hip, screen: Screen) -> None:
    page = text_of(screen.get(url(hip)))

    for words in ("the images: LEFT hip.", "endoscopic, double row", "Platelet-rich plasma", "anchors: 2"):
        assert words in page


def test_everything_confirmed_by_two_opens_the_steps(hip: Hip, screen: Screen) -> None:
    answer = pauses(hip, screen, marked_by="Dr Mark", note=ODD)

    assert answer.status_code == 303
    held = hip.file.value(TimeOut)
    assert held and held.people == ("Ben Best", "Ann Able")
    assert (held.marked_by, held.note) == ("Dr Mark", ODD)
    page = screen.get(url(hip))
    assert "Yes, Ann Able" in text_of(page)
    assert form_in(page, "step", kind="bursectomy")


@pytest.mark.parametrize("said", ["no", "not_known"])
def test_anything_but_a_yes_stops_and_keeps_what_was_typed(hip: Hip, screen: Screen, said: str) -> None:
    answer = pauses(hip, screen, said_allergies=said)

    assert answer.status_code == 422
    assert "Stop. Allergies:" in text_of(answer)
    assert "Ask, look into the record, and say them aloud." in text_of(answer)
    assert form_in(answer, "time_out")["by_side"] == "Ann Able"
    assert hip.file.value(TimeOut) is None


def test_one_voice_is_not_enough(hip: Hip, screen: Screen) -> None:
    answer = pauses(hip, screen, by_side="ben best")

    assert answer.status_code == 422
    assert "One person alone confirmed everything." in text_of(answer)


@pytest.mark.parametrize("item", Item)
@pytest.mark.parametrize("half", ["said", "by"])
def test_every_point_is_answered_by_name(hip: Hip, screen: Screen, half: str, item: Item) -> None:
    answer = pauses(hip, screen, **{f"{half}_{item}": ""})

    sentence = {
        "said": "Answer it aloud: yes, no, or not known.",
        "by": "Enter the name of who said it aloud.",
    }
    assert answer.status_code == 422
    assert sentence[half] in text_of(answer)


def test_a_name_may_be_of_any_alphabet_and_not_of_any_length(hip: Hip, screen: Screen) -> None:
    assert pauses(hip, screen, by_side=LONG).status_code == 422
    assert pauses(hip, screen, by_side=ODD).status_code == 303


def seen(hip: Hip, screen: Screen, **typed: Any) -> HttpResponse:
    hip.pause()
    hip.tick(5)
    return screen.send(url(hip), "seen", **typed)


def test_the_tear_of_the_images_is_seen(hip: Hip, screen: Screen) -> None:
    assert seen(hip, screen, agreement="matches", type_seen="IV").status_code == 303

    told = hip.file.value(TearSeen)
    assert told and told.classified and (told.classified.proposed, told.classified.chosen) == ("IV", "IV")


def test_another_tear_says_how_and_another_type_says_why(hip: Hip, screen: Screen) -> None:
    silent = seen(hip, screen, agreement="differs", type_seen="V")
    assert silent.status_code == 422
    assert "The tear differs from the images. Say how." in text_of(silent) or "no reason" in text_of(silent)

    told: dict[str, Any] = {"agreement": "differs", "differs": "Retracted.", "type_seen": "V"}
    unreasoned = screen.send(url(hip), "seen", **told)
    assert unreasoned.status_code == 422
    assert "no reason is given" in text_of(unreasoned)
    assert screen.send(url(hip), "seen", **told, reason="No tendon left.").status_code == 303

    value = hip.file.value(TearSeen)
    assert value and value.agreement is Agreement.DIFFERS
    assert value.classified and value.classified.chosen == "V"
    page = text_of(screen.get(url(hip)))
    assert "Type at operation V" in page and "Type before IV" in page


def test_a_type_at_operation_does_not_change_the_one_from_before(hip: Hip, screen: Screen) -> None:
    seen(hip, screen, agreement="matches", type_seen="V", reason="Seen.")

    page = text_of(screen.get(url(hip)))
    assert "Type before the operation: IV" in page


def test_a_type_there_is_not_is_refused(hip: Hip, screen: Screen) -> None:
    assert seen(hip, screen, agreement="matches", type_seen="XII").status_code == 422


def test_a_step_outside_the_plan_asks_why(hip: Hip, screen: Screen) -> None:
    hip.pause()
    hip.tick(5)
    graft = {"kind": "graft"}

    silent = screen.send(url(hip), "step", marks=graft, graft="autograft")
    assert silent.status_code == 422
    assert "The signed plan says otherwise: say why." in text_of(silent)
    told = screen.send(url(hip), "step", marks=graft, graft="autograft", departure="Thin tissue.")
    assert told.status_code == 303
    assert hip.file.every(Step)[0].departure == "Thin tissue."
    assert "Otherwise than planned because Thin tissue." in text_of(screen.get(url(hip)))


DERMAL = {"graft": "acellular_dermal_allograft", "donor_id": "D-81", "tissue_bank": "A bank"}
LABEL = "(01)09506000117843(17)290131(10)G7"


def test_a_graft_says_its_lot_and_last_day_by_its_label(hip: Hip, screen: Screen) -> None:
    hip.pause()
    hip.tick(5)
    typed: dict[str, Any] = {**DERMAL, "graft_udi": LABEL, "departure": "Thin tissue."}

    assert screen.send(url(hip), "step", marks={"kind": "graft"}, **typed).status_code == 303
    step = hip.file.every(Step)[0]
    assert (step.graft_details[Detail.LOT], step.graft_details[Detail.EXPIRY]) == ("G7", "2029-01-31")
    assert step.graft_udi == LABEL


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"lot": "G8"}, "The label says lot G7, and G8 was entered."),
        ({"expiry": "2028-01-31"}, "The label says expiry 2029-01-31, and 2028-01-31 was entered."),
        ({"graft_udi": "(01)09506000117844"}, "check digit"),
        ({"graft_udi": "(01)09506000117843(10)G7"}, "The label says no expiry."),
        ({"graft_udi": "(01)09506000117843(17)270101(10)G7"}, "its expiry, 2027-01-01, has passed"),
    ],
)
def test_a_label_that_says_otherwise_is_asked_about(
    hip: Hip, screen: Screen, typed: dict[str, str], sentence: str
) -> None:
    hip.pause()
    hip.tick(5)
    told: dict[str, Any] = {**DERMAL, "graft_udi": LABEL, "departure": "Thin tissue.", **typed}
    answer = screen.send(url(hip), "step", marks={"kind": "graft"}, **told)

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert hip.file.every(Step) == ()


def ended(hip: Hip, **typed: Any) -> HttpResponse:
    """A surgeon ends it; everything is counted and correct unless told otherwise."""
    hip.pause().steps()
    hip.tick()
    surgeon = Screen(hip.house.surgeon, hip)
    counted = {f"count_{counted}": "correct" for counted in Counted} | {"product_left_out": "It broke."}
    told: dict[str, Any] = {**counted, "concomitant": ["none"], "password": PASSWORD, **typed}
    return surgeon.send(url(hip), "finish", **told)


def test_a_wrong_count_keeps_the_record_from_being_signed_until_it_is_explained(hip: Hip) -> None:
    wrong = ended(hip, count_swabs="wrong")
    assert wrong.status_code == 422
    assert "Swabs: the count is not correct. Resolve it" in text_of(wrong)
    assert hip.stage is Stage.IN_THEATRE

    surgeon = Screen(hip.house.surgeon, hip)
    typed = {**form_in(wrong, "finish"), "done_swabs": "Found under the drape.", "password": PASSWORD}
    assert surgeon.post(url(hip), typed).status_code == 303
    assert "Count of swabs not correct: Found under the drape." in text_of(surgeon.get(url(hip)))


def test_a_count_nobody_told_is_asked(hip: Hip) -> None:
    answer = ended(hip, count_needles="")

    assert answer.status_code == 422
    assert "Count, and say whether it is correct." in text_of(answer)


def test_complications_are_coded_by_the_words_of_adverse_events(hip: Hip) -> None:
    silent = ended(hip, complication_kinds=["other"])
    assert silent.status_code == 422
    assert "Say what happened." in text_of(silent)

    surgeon = Screen(hip.house.surgeon, hip)
    typed = {**form_in(silent, "finish"), "complications": "A needle broke.", "password": PASSWORD}
    assert surgeon.post(url(hip), typed).status_code == 303
    finish = hip.file.value(Finish)
    assert finish and finish.complication_kinds == (EventType.OTHER,)
    assert "Another event, described. A needle broke." in text_of(surgeon.get(url(hip)))


def test_after_the_signature_the_time_out_is_only_added_to(hip: Hip) -> None:
    assert ended(hip).status_code == 303

    with pytest.raises(NotAllowed, match="not possible while the case is at"):
        hip.pause()


def test_a_saved_form_of_a_device_is_told_without_a_page(hip: Hip, screen: Screen) -> None:
    """The device forgets what it kept, and the page it opens then says what was saved."""
    hip.pause()
    hip.tick(5)
    form = screen.form(url(hip), "step", kind="bursectomy")
    with screen._now():
        answers = [screen.client.post(url(hip), form, headers={"X-Kept": "yes"}) for _ in range(2)]

    assert [(a.status_code, a.headers["X-Place"]) for a in answers] == [(204, "step-bursectomy")] * 2
    assert len(hip.file.every(Step)) == 1
    assert "Saved: Bursa removed." in text_of(screen.get(url(hip)))
