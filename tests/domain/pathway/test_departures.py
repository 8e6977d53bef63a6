"""What is done otherwise than the signed plan says has a reason; what is not planned is not asked."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.pathway.departures import check_anchors, check_approach, check_departure, differences
from enthesis.domain.pathway.plan import Approach, Plan, Repair
from enthesis.domain.pathway.surgery import Anchor, Start, Step, StepKind, planned_steps
from enthesis.domain.pathway.technique import BandRelease, Footprint, GraftFixation, Transfer

AT = datetime(2027, 3, 8, 14, tzinfo=UTC)
PLAN = Plan(
    approach=Approach.ENDOSCOPIC,
    repair=Repair.DOUBLE_ROW,
    anchors=2,
    holes=9,
    awl_mm=Decimal("1.5"),
    depth_mm=Decimal(4),
    release=BandRelease.WINDOW,
    footprint=Footprint.DECORTICATION,
    graft="autograft",
    graft_reason="massive",
    transfer=Transfer.NONE,
)
TRANSFER = replace(
    PLAN, repair=Repair.NONE, transfer=Transfer.MAXIMUS, holes=None, awl_mm=None, depth_mm=None
)


def step(kind: StepKind, **told: object) -> Step:
    return Step(kind=kind, done_at=AT, **told)  # type: ignore[arg-type]


def anchors(count: int) -> tuple[Anchor, ...]:
    return tuple(Anchor(maker="A maker", lot=f"L{n}") for n in range(count))


def holes(**told: object) -> Step:
    return step(StepKind.MICROPUNCTURE, **{"holes": 9, "awl_mm": "1.5", "depth_mm": "4", **told})


AS_PLANNED = (
    step(StepKind.BAND_RELEASE, release=BandRelease.WINDOW),
    step(StepKind.FOOTPRINT, footprint=Footprint.DECORTICATION),
    holes(),
    holes(awl_mm="1,5 mm"),
    step(StepKind.REATTACHMENT, repair=Repair.DOUBLE_ROW, anchors=anchors(2)),
    step(StepKind.REATTACHMENT, repair=Repair.DOUBLE_ROW, anchors=anchors(1)),
    step(StepKind.GRAFT, graft="autograft", anchors=anchors(1), fixed_by=(GraftFixation.ANCHORS,)),
    step(StepKind.CLOSURE),
)
OTHERWISE = (
    (holes(holes=7), "The plan says 9 holes, and 7 were made."),
    (holes(awl_mm="2"), "The plan says an awl of 1.5 mm, and 2 mm is recorded."),
    (holes(awl_mm=""), "The plan says an awl of 1.5 mm, and none is recorded."),
    (holes(depth_mm=" "), "The plan says a depth of 4 mm, and none is recorded."),
    (holes(depth_mm="deep"), "The plan says a depth of 4 mm, and deep mm is recorded."),
    (step(StepKind.BAND_RELEASE, release=BandRelease.LENGTHENING), "the release: window along its fibres"),
    (step(StepKind.FOOTPRINT, footprint=Footprint.BONE_TROUGH), "recorded is: bone trough"),
    (step(StepKind.REATTACHMENT, repair=Repair.KNOTLESS, anchors=anchors(2)), "recorded is: knotless"),
    (step(StepKind.REATTACHMENT, repair=Repair.DOUBLE_ROW, anchors=anchors(3)), "and 3 anchors are recorded"),
    (step(StepKind.GRAFT, graft="synthetic_mesh"), "and synthetic mesh was placed"),
    (
        step(StepKind.CONVERSION, approach=Approach.OPEN),
        "“Changed to another approach” is not in the signed plan",
    ),
    (step(StepKind.TRANSFER, transfer=Transfer.MAXIMUS), "“Muscle transferred” is not in the signed plan"),
)


@pytest.mark.parametrize("done", AS_PLANNED, ids=lambda s: s.kind.value)
def test_what_is_done_as_planned_needs_no_reason(done: Step) -> None:
    check_departure(PLAN, done)


@pytest.mark.parametrize(("done", "sentence"), OTHERWISE, ids=[s.kind.value for s, _ in OTHERWISE])
def test_what_is_done_otherwise_needs_one(done: Step, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence) as refused:
        check_departure(PLAN, done)
    assert refused.value.code == "departure"
    check_departure(PLAN, replace(done, departure="The tissue asked for it."))


def test_anchors_of_several_steps_are_counted_together_and_those_of_a_graft_are_not() -> None:
    first = step(StepKind.REATTACHMENT, repair=Repair.DOUBLE_ROW, anchors=anchors(1))
    graft = step(StepKind.GRAFT, graft="autograft", anchors=anchors(3))
    second = replace(first, done_at=AT + timedelta(minutes=5))

    assert differences(PLAN, first) == ()
    assert differences(PLAN, second, (first, graft)) == ()
    assert differences(PLAN, second, (first, second)) == (
        "The plan says 2 anchors, and 3 anchors are recorded.",
    )


def test_fewer_anchors_than_planned_are_told_at_the_end_with_a_reason() -> None:
    one = step(StepKind.REATTACHMENT, repair=Repair.DOUBLE_ROW, anchors=anchors(1))
    graft = step(StepKind.GRAFT, graft="autograft", anchors=anchors(3), departure="It was thin.")

    with pytest.raises(NotAllowed, match="The plan says 2 anchors, and 1 anchor is recorded"):
        check_anchors(PLAN, (one, graft))
    check_anchors(PLAN, (one, graft, one))
    check_anchors(PLAN, (replace(one, departure="The bone held one."), graft))
    check_anchors(PLAN, (step(StepKind.REATTACHMENT, omitted="Nothing to hold."),))


def test_where_a_plan_is_silent_nothing_departs_from_it() -> None:
    silent = replace(PLAN, footprint=None, release=None, awl_mm=None, depth_mm=None)

    check_departure(silent, step(StepKind.FOOTPRINT, footprint=Footprint.BONE_TROUGH))
    check_departure(silent, step(StepKind.BAND_RELEASE, release=BandRelease.LENGTHENING))
    check_departure(silent, holes(awl_mm="2.5", depth_mm="9"))


def test_a_transfer_in_the_place_of_a_repair_is_a_step_with_the_anchors_of_the_plan() -> None:
    assert StepKind.TRANSFER in planned_steps(TRANSFER)
    assert StepKind.REATTACHMENT not in planned_steps(TRANSFER)
    check_departure(TRANSFER, step(StepKind.TRANSFER, transfer=Transfer.MAXIMUS, anchors=anchors(2)))
    with pytest.raises(Invalid, match="gluteus maximus; recorded is: vastus lateralis advanced"):
        check_departure(
            TRANSFER, step(StepKind.TRANSFER, transfer=Transfer.VASTUS_LATERALIS, anchors=anchors(2))
        )


def test_anchors_need_something_that_they_hold() -> None:
    with pytest.raises(Invalid, match="nothing that they would hold"):
        replace(TRANSFER, transfer=Transfer.NONE)


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (StepKind.FOOTPRINT, {"footprint": Footprint.NONE}),
        (StepKind.TRANSFER, {"transfer": Transfer.NONE}),
        (StepKind.CONVERSION, {}),
    ],
)
def test_a_step_says_what_was_done(kind: StepKind, told: dict[str, object]) -> None:
    with pytest.raises(Invalid, match="is not complete"):
        step(kind, **told)


def test_another_approach_than_planned_says_why() -> None:
    start = Start(started_at=AT, approach=Approach.OPEN, wristband="W")
    with pytest.raises(Invalid, match="The plan says endoscopic, and open was chosen"):
        check_approach(PLAN, start)
    check_approach(PLAN, replace(start, departure="The scope failed."))
