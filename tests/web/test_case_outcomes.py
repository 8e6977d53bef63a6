"""What a score says of a threshold: only inside its window, and never more than it can."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import cast
from uuid import UUID, uuid4

import pytest

from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.instrument import Wording
from enthesis.domain.outcomes.scoring import Score, score_each
from enthesis.domain.terms import CaseId, ResponseId
from enthesis.store.case_files import CaseFile
from enthesis.store.follow_ups import Mode, Response, ResponseStatus
from enthesis.web.pages.practice.case.outcomes import Course, ScoreLine, courses
from tests.support.cases import ZONE

SURGERY = date(2027, 3, 10)
MCID, PASS = 0, 1


def told(
    milestone: str,
    day: int,
    score: str,
    *,
    instrument: str = "mhhs",
    wording: Wording = Wording.LABELS,
) -> Response:
    """Answered at noon in New York, so many days after surgery."""
    at = datetime.combine(SURGERY + timedelta(days=day), time(17), tzinfo=UTC)
    return Response(
        id=ResponseId(uuid4()),
        case=CaseId(UUID(int=1)),
        milestone=milestone,
        instrument=instrument,
        instrument_version="1",
        wording=wording,
        mode=Mode.LINK,
        status=ResponseStatus.SUBMITTED,
        version=1,
        answers={},
        scores=(kept(instrument, score),),
        submitted_at=at,
    )


def kept(name: str, value: str) -> Score:
    instrument = load_instrument(name)
    return Score(
        instrument=name,
        instrument_version=instrument.version,
        scale=instrument.scale.id,
        scale_variant=instrument.scale_variant,
        value=Decimal(value),
        answered=len(instrument.items),
    )


def course(*responses: Response, operated_on: date | None = SURGERY, demo: bool = True) -> Course:
    file = SimpleNamespace(responses=responses, case=SimpleNamespace(operated_on=operated_on))
    (found,) = courses(cast(CaseFile, file), zone=ZONE, demo=demo)
    assert found.metrics in ((), ("MCID", "PASS"))
    return found


def line(*responses: Response) -> ScoreLine:
    return course(*responses).lines[-1]


def test_inside_both_windows_change_and_thresholds_are_said() -> None:
    found = line(told("baseline", -30, "50"), told("1y", 370, "70"))
    assert (found.change, found.mark, found.reached) == ("+20.0", "", ("reached", "reached"))


@pytest.mark.parametrize("day", [-200, -91, 1, 5])
def test_a_score_from_outside_its_window_is_shown_and_gives_no_change(day: int) -> None:
    found = course(told("baseline", day, "50"), told("1y", 370, "70"))
    before, after = found.lines
    assert (before.score, before.mark) == ("50", "outside the window")
    assert (after.change, after.reached) == ("–", ("–", "reached"))
    assert found.figure and "MCID" not in found.figure.svg
    assert "Before surgery, outside the window: 50" in found.figure.description


@pytest.mark.parametrize("day", [-90, 0])
def test_the_first_and_the_last_day_belong_to_it(day: int) -> None:
    assert line(told("baseline", day, "50"), told("1y", 370, "70")).change == "+20.0"


def test_the_last_score_before_surgery_that_counts_is_the_one_compared_with() -> None:
    old, newer = told("baseline", -150, "30"), told("baseline", -20, "50")
    assert line(old, newer, told("1y", 370, "70")).change == "+20.0"


@pytest.mark.parametrize(
    ("milestone", "day", "mark"),
    [("6w", 63, "outside the window"), ("6w", 27, "outside the window"), ("2y", 650, "too early to count")],
)
def test_an_answer_that_does_not_count_reaches_nothing(milestone: str, day: int, mark: str) -> None:
    found = line(told("baseline", -30, "50"), told(milestone, day, "90"))
    assert (found.score, found.mark, found.reached) == ("90", mark, ("–", "–"))


def test_an_acceptable_state_needs_no_score_before() -> None:
    assert line(told("1y", 370, "70")).reached == ("–", "reached")
    assert line(told("1y", 370, "59.99")).reached == ("–", "not reached")
    assert line(told("1y", 370, "60")).reached == ("–", "reached")


def test_who_started_too_well_could_not_reach_it_and_that_is_said() -> None:
    found = line(told("baseline", -30, "96"), told("1y", 370, "100.1"))
    assert found.reached == ("could not reach it: started too close to the best score", "reached")


def test_the_score_before_surgery_reaches_nothing() -> None:
    assert line(told("baseline", -30, "70")).reached == ("–", "–")
    before_the_day = course(told("baseline", -30, "70"), operated_on=None).lines[0]
    assert (before_the_day.mark, before_the_day.change, before_the_day.reached) == ("", "–", ("–", "–"))


def test_an_instrument_without_thresholds_has_its_window_too() -> None:
    found = course(
        told("baseline", -30, "7", instrument="vas-pain-10"), told("6w", 99, "2", instrument="vas-pain-10")
    )
    assert found.lines[1].mark == "outside the window"
    assert (found.lines[1].change, found.lines[1].reached) == ("+5.0", ())


def test_answers_to_labels_show_their_score_and_meet_no_threshold() -> None:
    found = course(told("baseline", -30, "50"), told("1y", 370, "70"), demo=False)
    before, after = found.lines
    assert (before.score, after.score) == ("50", "70")
    assert before.mark == after.mark == "not the official wording: meets no threshold"
    assert (after.change, after.reached) == ("–", ("–", "–"))
    assert found.figure
    assert not any(set_id in found.figure.svg for set_id in ("MCID", "PASS"))
    assert found.note == ""


def test_a_demonstration_shows_them_and_says_so() -> None:
    found = course(told("baseline", -30, "50"), told("1y", 370, "70"))
    assert found.lines[-1].reached == ("reached", "reached")
    assert found.note == (
        "Demonstration: answers to short labels of our own. Elsewhere they meet no threshold."
    )


def test_answers_to_the_official_words_meet_thresholds_everywhere() -> None:
    official = [
        told(milestone, day, score, wording=Wording.OFFICIAL)
        for milestone, day, score in (("baseline", -30, "50"), ("1y", 370, "70"))
    ]
    for demo in (True, False):
        found = course(*official, demo=demo)
        assert (found.lines[-1].change, found.lines[-1].reached) == ("+20.0", ("reached", "reached"))
        assert found.note == ""


def test_labels_before_surgery_are_not_compared_with_the_official_words_after_it() -> None:
    found = course(
        told("baseline", -30, "50"), told("1y", 370, "70", wording=Wording.OFFICIAL), demo=False
    ).lines[-1]
    assert (found.change, found.mark, found.reached) == ("–", "", ("–", "reached"))


def test_a_form_with_two_scales_has_a_course_for_each() -> None:
    at = datetime.combine(SURGERY, time(17), tzinfo=UTC)
    form = load_instrument("promis-global-10")
    answers = {"physical": 3, "tasks": 3, "pain": 5, "fatigue": 3, "mental": 3}
    response = replace(told("baseline", 0, "50"), submitted_at=at, instrument=form.id, answers=answers)
    response = replace(response, scores=score_each(form, answers))
    file = SimpleNamespace(responses=(response,), case=SimpleNamespace(operated_on=SURGERY))
    physical, mental = courses(cast(CaseFile, file), zone=ZONE, demo=True)
    assert (physical.title, physical.lines[0].score) == ("PROMIS Global-10, physical health", "39.8")
    assert (mental.title, mental.lines[0].score) == ("PROMIS Global-10, mental health", "–")
    assert "3 of 4 answers missing" in mental.lines[0].reason


@pytest.mark.parametrize(("milestone", "day", "reached"), [("6m", 183, "–"), ("1y", 300, "reached")])
def test_a_row_of_one_year_and_more_judges_no_earlier_score(milestone: str, day: int, reached: str) -> None:
    found = line(told("baseline", -30, "50"), told(milestone, day, "70"))
    assert (found.change, found.reached) == ("+20.0", (reached, reached))
