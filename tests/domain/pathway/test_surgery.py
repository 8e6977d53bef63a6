"""Steps in their order, an end after them, and a product only when the plan's time has come."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enthesis.cli.demo import aloud
from enthesis.domain.biologics.catalogue import GRAFTS
from enthesis.domain.biologics.graft import Detail, GraftKind
from enthesis.domain.candidacy.judgement import judge_now
from enthesis.domain.candidacy.policy import SHIPPED
from enthesis.domain.errors import Invalid, NotAllowed, NotFound
from enthesis.domain.outcomes.event_type import EventType
from enthesis.domain.pathway.concomitant import Concomitant
from enthesis.domain.pathway.counts import Count, Counted
from enthesis.domain.pathway.departures import check_departure
from enthesis.domain.pathway.plan import Approach, Biologic, Repair, Timing
from enthesis.domain.pathway.surgery import (
    Finish,
    InHand,
    Start,
    Step,
    StepKind,
    check_acknowledged,
    check_can_finish,
    check_graft,
    check_step_time,
    missing_steps,
    planned_steps,
    product_obstacle,
    step_obstacles,
)
from enthesis.domain.pathway.tear_seen import Agreement, TearSeen
from enthesis.domain.pathway.technique import BandRelease
from enthesis.domain.terms import Option
from tests.support.cases import a_plan, a_step, after_days, known

BEGAN = datetime(2027, 3, 8, 14, tzinfo=UTC)
START = Start(started_at=BEGAN, approach=Approach.ENDOSCOPIC, wristband="W")
DAY = date(2027, 3, 8)
SEEN = TearSeen(seen_at=BEGAN, agreement=Agreement.MATCHES)
ENDED = Finish(finished_at=BEGAN + timedelta(minutes=30), concomitant=(), counts=aloud.counts())


def minute(n: int) -> datetime:
    return BEGAN + timedelta(minutes=n)


def all_steps() -> list[Step]:
    return [a_step(kind, minute(n + 1)) for n, kind in enumerate(planned_steps(a_plan()))]


@pytest.mark.parametrize("kind", [StepKind.MICROPUNCTURE, StepKind.REATTACHMENT, StepKind.GRAFT])
def test_a_step_without_what_makes_it_one_is_refused(kind: StepKind) -> None:
    with pytest.raises(Invalid):
        Step(kind=kind, done_at=BEGAN)
    assert Step(kind=kind, done_at=BEGAN, omitted="Tissue too thin.")


def placed(graft: str, **told: str) -> Step:
    details = {Detail(name): text for name, text in told.items()}
    return Step(kind=StepKind.GRAFT, done_at=BEGAN, graft=graft, graft_details=details)


PACKAGE = {
    "donor_id": "D-1",
    "tissue_bank": "A bank",
    "lot": "L-1",
    "expiry": "2028-01-31",
    "udi_di": "00812",
}
DERMAL = {name: text for name, text in PACKAGE.items() if name != "udi_di"}


@pytest.mark.parametrize("graft", GRAFTS.values(), ids=lambda g: g.id)
def test_a_placed_graft_holds_what_its_kind_asks_for_and_nothing_else(graft: GraftKind) -> None:
    asked = {detail.value for detail in graft.details}
    told = {name: text for name, text in PACKAGE.items() if name in asked}
    check_graft(placed(graft.id, **told))

    for name in asked:
        with pytest.raises(Invalid, match=f"the {re.escape(Detail(name).label)} is not recorded") as refused:
            check_graft(placed(graft.id, **{**told, name: " "}))
        assert refused.value.code == name
    for name in PACKAGE.keys() - asked:
        with pytest.raises(Invalid, match=f"{graft.title} has no {re.escape(Detail(name).label)}"):
            check_graft(placed(graft.id, **told, **{name: PACKAGE[name]}))


def test_an_autograft_has_no_lot_and_a_graft_left_out_nothing() -> None:
    check_graft(placed("autograft"))
    check_graft(replace(placed("acellular_dermal_allograft"), omitted="The tissue was good."))


def test_an_expiry_is_a_day_and_a_graft_one_there_is() -> None:
    with pytest.raises(Invalid, match="the expiry is not a day"):
        check_graft(placed("acellular_dermal_allograft", **{**DERMAL, "expiry": "next year"}))
    with pytest.raises(NotFound, match="There is no graft “unobtainium”"):
        check_graft(placed("unobtainium"))


def test_a_step_is_read_back_whatever_is_asked_of_a_graft_by_then() -> None:
    assert placed("no_longer_made").graft_details == {}


@pytest.mark.parametrize(("on", "says"), [(date(2028, 1, 31), False), (date(2028, 2, 1), True)])
def test_an_expiry_that_has_passed_speaks_against_the_graft(on: date, says: bool) -> None:
    step = placed("acellular_dermal_allograft", **DERMAL)
    said = step_obstacles(
        step.in_hand, judge_now(known(BEGAN), (), at=BEGAN, policy=SHIPPED).assessment, on=on
    )

    assert ("Acellular dermal allograft: its expiry, 2028-01-31, has passed." in said) is says


def test_times_without_a_zone_are_refused() -> None:
    naive = BEGAN.replace(tzinfo=None)
    for build in (
        lambda: replace(START, started_at=naive),
        lambda: Step(kind=StepKind.BURSECTOMY, done_at=naive),
        lambda: Finish(finished_at=naive),
    ):
        with pytest.raises(Invalid):
            build()


@given(st.sets(st.sampled_from(list(planned_steps(a_plan())))))
def test_a_record_ends_only_with_every_planned_step(told: set[StepKind]) -> None:
    steps = [s for s in all_steps() if s.kind in told]
    finish = ENDED

    missing = missing_steps(a_plan(), steps)

    assert set(missing) == set(planned_steps(a_plan())) - told
    if missing:
        with pytest.raises(NotAllowed) as refused:
            check_can_finish(a_plan(), START, steps, finish, seen=SEEN)
        assert refused.value.code == "steps-missing"
    else:
        check_can_finish(a_plan(), START, steps, finish, seen=SEEN)


def test_a_step_left_out_with_its_reason_is_told() -> None:
    left_out = [replace(s, omitted="Not needed.") for s in all_steps()]

    check_can_finish(a_plan(), START, left_out, ENDED, seen=SEEN)


@pytest.mark.parametrize("end", [-1, 0, 3])
def test_the_end_comes_after_every_step(end: int) -> None:
    with pytest.raises(NotAllowed):
        check_can_finish(a_plan(), START, all_steps(), replace(ENDED, finished_at=minute(end)), seen=SEEN)


def test_a_record_that_does_not_say_what_else_was_done_does_not_end() -> None:
    with pytest.raises(NotAllowed, match="does not say whether anything else was done"):
        check_can_finish(a_plan(), START, all_steps(), replace(ENDED, concomitant=None), seen=SEEN)


def test_a_record_that_does_not_say_what_the_tear_looked_like_does_not_end() -> None:
    with pytest.raises(NotAllowed, match="whether the tear was the one of the images"):
        check_can_finish(a_plan(), START, all_steps(), ENDED, seen=None)


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        (None, "Not counted yet: instruments, needles, swabs."),
        (aloud.counts()[:2], "Not counted yet: swabs."),
        (
            (*aloud.counts()[:2], Count(counted=Counted.SWABS, correct=False)),
            "Swabs: the count is not correct.",
        ),
    ],
)
def test_a_count_that_is_open_or_wrong_keeps_it_from_being_signed(
    counts: tuple[Count, ...] | None, sentence: str
) -> None:
    with pytest.raises(NotAllowed, match=re.escape(sentence)):
        check_can_finish(a_plan(), START, all_steps(), replace(ENDED, counts=counts), seen=SEEN)


def test_a_wrong_count_with_what_was_done_is_settled() -> None:
    found = Count(counted=Counted.SWABS, correct=False, done="Found under the drape, counted again.")
    counts = (*aloud.counts()[:2], found)

    check_can_finish(a_plan(), START, all_steps(), replace(ENDED, counts=counts), seen=SEEN)


def test_another_complication_is_described() -> None:
    with pytest.raises(Invalid, match="Say what happened"):
        replace(ENDED, complication_kinds=(EventType.OTHER,))
    assert replace(ENDED, complication_kinds=(EventType.OTHER,), complications="A needle broke.")


def test_a_step_the_plan_does_not_hold_says_why() -> None:
    graft = placed("autograft")
    with pytest.raises(Invalid, match="“Graft placed” is not in the signed plan"):
        check_departure(a_plan(), graft)
    check_departure(a_plan(), replace(graft, departure="The tissue was thin."))
    check_departure(a_plan(), a_step(StepKind.BURSECTOMY, BEGAN))
    check_departure(a_plan(), Step(kind=StepKind.CLOSURE, done_at=BEGAN))


def test_a_release_the_plan_is_silent_about_is_no_departure_and_one_it_rules_out_is() -> None:
    step = Step(kind=StepKind.BAND_RELEASE, done_at=BEGAN, release=BandRelease.WINDOW)

    check_departure(a_plan(), step)
    with pytest.raises(Invalid, match="is not in the signed plan"):
        check_departure(replace(a_plan(), release=BandRelease.NONE), step)
    assert StepKind.BAND_RELEASE in planned_steps(replace(a_plan(), release=BandRelease.WINDOW))


def test_what_else_was_done_stands_in_one_order_and_once() -> None:
    told = (Concomitant.FEMOROPLASTY, Concomitant.LABRAL_REPAIR)

    assert Finish(finished_at=BEGAN, concomitant=told).concomitant == told[::-1]
    with pytest.raises(Invalid, match="named twice"):
        Finish(finished_at=BEGAN, concomitant=(*told, told[0]))


@given(done=st.integers(-5, 20))
def test_a_step_lies_between_the_start_and_now(done: int) -> None:
    step = a_step(StepKind.BURSECTOMY, minute(done))
    try:
        check_step_time(START, step, at=minute(10))
    except NotAllowed:
        assert not 0 <= done <= 10
    else:
        assert 0 <= done <= 10


def planned(timing: Timing) -> Biologic:
    return Biologic(product="prp-lr", option=Option.PRP, timing=timing)


def given_in(n: int, timing: Timing, start: Start | None, steps: list[Step], end: int = 0) -> str | None:
    """Why it may not be given `n` minutes after the beginning; the operation ended at minute `end`."""
    finish = Finish(finished_at=minute(end)) if end else None
    plan = a_plan(planned(timing))
    return product_obstacle(plan, start, steps, finish, DAY if end else None, given_at=minute(n), on=DAY)


@pytest.mark.parametrize(
    ("given", "end", "sentence"),
    [(-1, 0, "has not begun"), (0, 0, ""), (9, 0, ""), (9, 10, ""), (10, 10, ""), (11, 10, "has ended")],
)
def test_during_is_from_the_beginning_to_the_end(given: int, end: int, sentence: str) -> None:
    told = given_in(given, Timing.DURING, START, [], end)

    assert (sentence in told) if told else not sentence
    assert given_in(given, Timing.DURING, None, [])


def test_at_the_end_waits_for_the_repair() -> None:
    at_the_end = Timing.END_OF_PROCEDURE

    assert given_in(30, at_the_end, None, all_steps())
    assert given_in(30, at_the_end, START, all_steps()[:-1])
    assert given_in(30, at_the_end, START, all_steps()) is None


@given(given_at=st.integers(-3, 12), left_out=st.booleans())
def test_at_the_end_is_never_before_the_last_step(given_at: int, left_out: bool) -> None:
    """Whenever it is typed in. A step that was left out is no step of the repair, whenever that was noted."""
    steps = all_steps() if not left_out else [replace(s, omitted="Not needed.") for s in all_steps()]
    earliest = 0 if left_out else max((s.done_at - BEGAN) // timedelta(minutes=1) for s in steps)

    told = given_in(given_at, Timing.END_OF_PROCEDURE, START, steps)

    assert (told is None) is (given_at >= earliest)


@pytest.mark.parametrize(
    ("days_later", "sentence"),
    [
        (-1, "The plan gives the product in 6 days."),
        (0, "The plan gives the product in 5 days."),
        (4, "The plan gives the product in 1 day."),
        (5, None),
        (6, None),
    ],
)
def test_afterwards_waits_for_its_day(days_later: int, sentence: str | None) -> None:
    plan = a_plan(after_days(5))

    later = timedelta(days=days_later)
    told = product_obstacle(plan, START, all_steps(), None, DAY, given_at=BEGAN + later, on=DAY + later)
    assert told == sentence


def test_afterwards_waits_for_the_operation() -> None:
    assert product_obstacle(a_plan(after_days(5)), START, all_steps(), None, None, given_at=minute(9), on=DAY)


def test_no_product_is_planned_so_none_is_given() -> None:
    assert product_obstacle(a_plan(None), START, all_steps(), None, DAY, given_at=minute(9), on=DAY)


SPOKEN = ("There is an infection here.", "It has not been asked.")


@pytest.mark.parametrize("read", [(), SPOKEN[:1], ("Another sentence.",)])
def test_what_speaks_against_a_step_is_read_to_the_last_sentence(read: tuple[str, ...]) -> None:
    step = replace(a_step(StepKind.MICROPUNCTURE, BEGAN), acknowledged=read)

    with pytest.raises(NotAllowed, match="It has not been asked"):
        check_acknowledged(step, SPOKEN)
    check_acknowledged(replace(step, omitted="It was infected."), SPOKEN)
    check_acknowledged(replace(step, acknowledged=SPOKEN), SPOKEN)


def test_candidacy_speaks_of_what_is_added_to_a_repair_and_not_of_the_repair() -> None:
    nothing_known = judge_now(None, (), at=BEGAN, policy=SHIPPED).assessment

    assert {kind for kind in StepKind if step_obstacles(InHand(kind=kind), nothing_known, on=DAY)} == {
        StepKind.MICROPUNCTURE,
        StepKind.GRAFT,
    }


def test_a_reattachment_names_its_anchors_or_says_why_there_are_none() -> None:
    with pytest.raises(Invalid, match="Enter each anchor"):
        Step(kind=StepKind.REATTACHMENT, done_at=BEGAN, repair=Repair.DOUBLE_ROW)
    told = Step(
        kind=StepKind.REATTACHMENT, done_at=BEGAN, repair=Repair.TRANSOSSEOUS, note="sutures through bone"
    )
    assert told.anchors == ()


def test_a_product_for_the_end_of_the_operation_is_not_given_on_another_day() -> None:
    plan, given = a_plan(), minute(90)
    told = {"given_at": given, "on": DAY}
    assert product_obstacle(plan, START, all_steps(), None, DAY, **told) is None
    late = product_obstacle(plan, START, all_steps(), None, DAY, given_at=given, on=DAY + timedelta(days=1))
    assert late == "The plan gives the product at the end of the operation, on its day."
