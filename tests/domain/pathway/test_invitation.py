"""Who may be asked when: not before the first day, not for what is answered, not for what lies behind."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from enthesis.domain.errors import NotAllowed
from enthesis.domain.outcomes.schedule import MILESTONES, Milestone, asked_at, milestone_called
from enthesis.domain.pathway.case import Case
from enthesis.domain.pathway.invitation import Asking, Timing
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.terms import CaseId, HipId, PatientId, Side

SURGERY = date(2027, 3, 12)
BASELINE, TWO_YEARS = milestone_called("baseline"), milestone_called("2y")


def asking(
    milestone: Milestone,
    *,
    day: int,
    stage: Stage = Stage.OPERATED,
    operated: bool = True,
    sent: dict[str, list[int]] | None = None,
) -> Asking:
    """Asked `day` days after surgery; the forms were sent on the days of `sent`."""
    case = Case(
        id=CaseId(uuid4()),
        patient=PatientId(uuid4()),
        hip=HipId(uuid4()),
        side=Side.LEFT,
        number=1,
        stage=stage,
        wristband="",
        version=1,
        opened_at=datetime(2027, 1, 1, tzinfo=UTC),
        operated_on=SURGERY if operated else None,
    )
    answered = {name: [SURGERY + timedelta(days=d) for d in days] for name, days in (sent or {}).items()}
    return Asking(case=case, milestone=milestone, answered=answered, on=SURGERY + timedelta(days=day))


def every(milestone: Milestone, *days: int) -> dict[str, list[int]]:
    return {name: list(days) for name in asked_at(milestone)}


@pytest.mark.parametrize("milestone", MILESTONES[1:], ids=lambda m: m.id)
def test_invited_from_the_first_day_and_not_the_day_before(milestone: Milestone) -> None:
    first = int(milestone.invites.value)
    assert asking(milestone, day=first).why_not() is None
    early = asking(milestone, day=first - 1).why_not()
    assert early is not None
    assert early.code == "too-early"
    assert milestone.title in early.sentence


def test_two_years_are_not_asked_on_day_729() -> None:
    early = asking(TWO_YEARS, day=729).why_not()
    assert early is not None
    assert "not sent before 11 March 2029" in early.sentence


def test_an_answer_of_day_700_is_asked_for_again_at_730() -> None:
    again = asking(TWO_YEARS, day=730, sent=every(TWO_YEARS, 700))
    assert again.wanted == asked_at(TWO_YEARS)
    assert again.why_not() is None


def test_what_is_answered_is_not_asked_again() -> None:
    full = asking(TWO_YEARS, day=800, sent=every(TWO_YEARS, 735))
    assert full.wanted == ()
    with pytest.raises(NotAllowed, match="has been answered"):
        full.check_can_invite()


def test_only_the_forms_still_missing_are_wanted() -> None:
    half = asking(TWO_YEARS, day=800, sent={asked_at(TWO_YEARS)[0]: [735]})
    assert half.wanted == asked_at(TWO_YEARS)[1:]
    assert half.why_not() is None


@pytest.mark.parametrize(
    ("day", "timing"),
    [
        (136, Timing.TOO_EARLY),
        (182, Timing.TOO_EARLY),
        (183, Timing.LATE),
        (273, Timing.LATE),
        (274, Timing.CLOSED),
    ],
)
def test_where_a_day_lies(day: int, timing: Timing) -> None:
    assert asking(milestone_called("6m"), day=day).timing is timing


def test_a_closed_window_may_still_be_asked() -> None:
    assert asking(milestone_called("6m"), day=300).why_not() is None


@pytest.mark.parametrize(
    "stage", [Stage.BOOKED, Stage.EXAMINED, Stage.CLASSIFIED, Stage.PLANNED, Stage.CONSENTED]
)
def test_the_baseline_needs_only_the_stage_before_theatre(stage: Stage) -> None:
    assert asking(BASELINE, day=0, stage=stage, operated=False).why_not() is None


@pytest.mark.parametrize(
    ("stage", "operated", "code"),
    [
        (Stage.IN_THEATRE, False, "wrong-stage"),
        (Stage.OPERATED, True, "after-surgery"),
        (Stage.CLOSED, False, "wrong-stage"),
    ],
)
def test_the_baseline_is_not_asked_later(stage: Stage, operated: bool, code: str) -> None:
    problem = asking(BASELINE, day=3, stage=stage, operated=operated).why_not()
    assert problem is not None
    assert problem.code == code


def test_an_old_baseline_is_asked_again_when_surgery_is_late() -> None:
    waited = asking(BASELINE, day=0, stage=Stage.CONSENTED, operated=False, sent=every(BASELINE, -91))
    assert waited.wanted == asked_at(BASELINE)
    fresh = asking(BASELINE, day=0, stage=Stage.CONSENTED, operated=False, sent=every(BASELINE, -90))
    assert fresh.wanted == ()


def test_no_milestone_before_the_operation_was_done() -> None:
    problem = asking(TWO_YEARS, day=730, stage=Stage.CONSENTED, operated=False).why_not()
    assert problem is not None
    assert problem.code == "not-operated"
