"""Two hips of one patient: the person is asked once, each hip for itself, what studies need first."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.schedule import milestone_called
from enthesis.domain.pathway.asked_now import Round, count_questions
from enthesis.domain.pathway.case import Case
from enthesis.domain.pathway.invitation import Asking
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.terms import CaseId, HipId, PatientId, Side

TODAY = date(2029, 3, 12)
PATIENT = PatientId(uuid4())
UCLA = load_instrument("ucla")
PROTOCOL = {"1y": ("mhhs", "ucla", "vas-pain-10"), "2y": ("mhhs", "ucla", "vas-pain-10")}


def hip(
    side: Side,
    milestone: str,
    days: int,
    *,
    begun: tuple[str, ...] = (),
    answered: dict[str, list[int]] | None = None,
) -> Asking:
    """Operated `days` days ago; `answered` are the days ago on which forms were sent."""
    case = Case(
        id=CaseId(uuid4()),
        patient=PATIENT,
        hip=HipId(uuid4()),
        side=side,
        number=1,
        stage=Stage.OPERATED,
        wristband="",
        version=1,
        opened_at=datetime(2026, 1, 1, tzinfo=UTC),
        operated_on=TODAY - timedelta(days=days),
    )
    told = {name: [TODAY - timedelta(days=ago) for ago in days] for name, days in (answered or {}).items()}
    return Asking(
        case=case,
        milestone=milestone_called(milestone),
        answered=told,
        on=TODAY,
        protocol=PROTOCOL,
        opened=frozenset(begun),
        begun=frozenset(begun),
    )


def told(asked: Round) -> list[tuple[str, str]]:
    return [(form.asking.case.side.value, form.instrument.id) for form in asked.forms]


def test_each_hip_is_asked_for_itself_and_the_person_once() -> None:
    asked = Round(askings=(hip(Side.LEFT, "2y", 740), hip(Side.RIGHT, "1y", 370)))
    assert [form.instrument.id for form in asked.forms].count("ucla") == 1
    assert sorted(told(asked)) == [
        ("left", "mhhs"),
        ("left", "vas-pain-10"),
        ("right", "mhhs"),
        ("right", "ucla"),  # its window closes first
        ("right", "vas-pain-10"),
    ]


def test_what_the_person_answers_is_kept_for_the_other_hip_in_its_own_window() -> None:
    left, right = hip(Side.LEFT, "2y", 740), hip(Side.RIGHT, "1y", 370)
    asked = Round(askings=(left, right))
    assert asked.shared_with(UCLA, left.case.id) == (right,)
    assert asked.shared_with(UCLA, right.case.id) == (left,)
    assert asked.shared_with(load_instrument("mhhs"), left.case.id) == ()


def test_an_answer_that_would_not_count_for_the_other_hip_is_not_kept_there() -> None:
    early = hip(Side.LEFT, "2y", 700)  # two years count from day 730
    asked = Round(askings=(early, right := hip(Side.RIGHT, "1y", 370)))
    assert asked.shared_with(UCLA, right.case.id) == ()
    assert [form.instrument.id for form in asked.forms].count("ucla") == 2


def test_what_the_other_hip_has_already_is_not_written_over() -> None:
    left = hip(Side.LEFT, "2y", 740, answered={"ucla": [3]})
    right = hip(Side.RIGHT, "1y", 370)
    assert Round(askings=(left, right)).shared_with(UCLA, right.case.id) == ()


def test_a_form_that_was_begun_stays_where_it_was_begun() -> None:
    left, right = hip(Side.LEFT, "2y", 740, begun=("ucla",)), hip(Side.RIGHT, "1y", 370)
    assert ("left", "ucla") in told(Round(askings=(left, right)))


def test_what_studies_need_comes_first_the_shorter_first() -> None:
    needed = {"2y": {"mhhs", "vas-pain-10"}}
    asked = Round(askings=(hip(Side.LEFT, "2y", 740), hip(Side.RIGHT, "1y", 370)), needed=needed)
    assert told(asked) == [
        ("left", "vas-pain-10"),
        ("left", "mhhs"),
        ("right", "ucla"),
        ("right", "vas-pain-10"),
        ("right", "mhhs"),
    ]
    assert count_questions(asked.short) == 9
    assert count_questions(asked.optional) == 10


def test_what_the_other_hip_needs_of_the_person_is_needed() -> None:
    asked = Round(askings=(hip(Side.LEFT, "2y", 740), hip(Side.RIGHT, "1y", 370)), needed={"2y": {"ucla"}})
    assert [form.instrument.id for form in asked.short] == ["ucla"]
    assert asked.short[0].asking.case.side is Side.RIGHT


def test_where_no_study_needs_anything_all_of_it_is_asked() -> None:
    asked = Round(askings=(hip(Side.LEFT, "2y", 740),))
    assert asked.short == asked.forms
    assert asked.optional == ()
