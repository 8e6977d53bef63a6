"""What a score says of a threshold: only inside its window, and never more than it can."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import cast
from uuid import UUID, uuid4

import pytest

from enthesis.domain.outcomes.adverse_event import AdverseEvent
from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.chosen import OwnWay, ThresholdChoice
from enthesis.domain.outcomes.event_type import EventType
from enthesis.domain.outcomes.instrument import Wording
from enthesis.domain.outcomes.own_cohort import OwnCohort
from enthesis.domain.outcomes.scoring import Score, score_each
from enthesis.domain.outcomes.threshold import Metric, OwnScale
from enthesis.domain.pathway.case import Entry
from enthesis.domain.pathway.timeline import endpoints_in, timelines
from enthesis.domain.terms import CaseId, EntryId, PatientId, ResponseId
from enthesis.evidence.analysis.own_cohorts import own_cohorts
from enthesis.store.case_files import CaseFile
from enthesis.store.follow_ups import Mode, Response, ResponseStatus
from enthesis.web.pages.practice.case.meaning import By, end_of
from enthesis.web.pages.practice.case.outcomes import Course, ScoreLine, courses
from tests.support.cases import ZONE
from tests.support.cohorts import a_cohort

SURGERY = date(2027, 3, 10)


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
        patient=PatientId(UUID(int=1)),
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


def a_file(*responses: Response, operated_on: date | None = SURGERY) -> CaseFile:
    told = timelines(operated_on) if operated_on else ()
    case = SimpleNamespace(operated_on=operated_on)
    return cast(CaseFile, SimpleNamespace(responses=responses, case=case, timelines=told))


def course(
    *responses: Response, operated_on: date | None = SURGERY, demo: bool = True, by: By | None = None
) -> Course:
    file = a_file(*responses, operated_on=operated_on)
    (found,) = courses(file, zone=ZONE, demo=demo, by=by or By())
    return found


def line(*responses: Response, by: By | None = None) -> ScoreLine:
    return course(*responses, by=by).lines[-1]


def words(one: ScoreLine) -> tuple[str, str]:
    """What is said of MCID and PASS."""
    told = dict(one.reached)
    return told["MCID"], told["PASS"]


def test_inside_both_windows_change_and_thresholds_are_said() -> None:
    found = line(told("baseline", -30, "50"), told("1y", 370, "70"))
    assert (found.change, found.mark, words(found)) == ("+20.0", "", ("reached", "reached"))


@pytest.mark.parametrize("day", [-200, -91, 1, 5])
def test_a_score_from_outside_its_window_is_shown_and_gives_no_change(day: int) -> None:
    found = course(told("baseline", day, "50"), told("1y", 370, "70"))
    before, after = found.lines
    assert (before.score, before.mark) == ("50", "outside the window")
    assert (after.change, words(after)) == ("–", ("no score before surgery", "reached"))
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
    assert (found.score, found.mark, words(found)) == ("90", mark, ("–", "–"))


def test_an_acceptable_state_needs_no_score_before() -> None:
    assert words(line(told("1y", 370, "70"))) == ("no score before surgery", "reached")
    assert words(line(told("1y", 370, "59.99")))[1] == "not reached"
    assert words(line(told("1y", 370, "60")))[1] == "reached"


def test_who_started_too_well_could_not_reach_it_and_that_is_said() -> None:
    found = line(told("baseline", -30, "96"), told("1y", 370, "100.1"))
    assert words(found) == ("could not reach it: started too close to the best score", "reached")


def test_the_score_before_surgery_reaches_nothing() -> None:
    assert words(line(told("baseline", -30, "70"))) == ("–", "–")
    before_the_day = course(told("baseline", -30, "70"), operated_on=None).lines[0]
    assert (before_the_day.mark, before_the_day.change, words(before_the_day)) == ("", "–", ("–", "–"))


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
    assert (after.change, words(after)) == ("–", ("–", "–"))
    assert found.figure
    assert not any(set_id in found.figure.svg for set_id in ("MCID", "PASS"))
    assert found.note == ""


def test_a_demonstration_shows_them_and_says_so() -> None:
    found = course(told("baseline", -30, "50"), told("1y", 370, "70"))
    assert words(found.lines[-1]) == ("reached", "reached")
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
        assert (found.lines[-1].change, words(found.lines[-1])) == ("+20.0", ("reached", "reached"))
        assert found.note == ""


def test_labels_before_surgery_are_not_compared_with_the_official_words_after_it() -> None:
    found = course(
        told("baseline", -30, "50"), told("1y", 370, "70", wording=Wording.OFFICIAL), demo=False
    ).lines[-1]
    assert (found.change, found.mark, words(found)) == ("–", "", ("no score before surgery", "reached"))


def test_a_form_with_two_scales_has_a_course_for_each() -> None:
    at = datetime.combine(SURGERY, time(17), tzinfo=UTC)
    form = load_instrument("promis-global-10")
    answers = {"physical": 3, "tasks": 3, "pain": 5, "fatigue": 3, "mental": 3}
    response = replace(told("baseline", 0, "50"), submitted_at=at, instrument=form.id, answers=answers)
    response = replace(response, scores=score_each(form, answers))
    physical, mental = courses(a_file(response), zone=ZONE, demo=True)
    assert (physical.title, physical.lines[0].score) == ("PROMIS Global-10, physical health", "39.8")
    assert (mental.title, mental.lines[0].score) == ("PROMIS Global-10, mental health", "–")
    assert "3 of 4 answers missing" in mental.lines[0].reason


@pytest.mark.parametrize(("milestone", "day", "reached"), [("6m", 183, "too early"), ("1y", 300, "reached")])
def test_a_row_of_one_year_and_more_judges_no_earlier_score(milestone: str, day: int, reached: str) -> None:
    found = line(told("baseline", -30, "50"), told(milestone, day, "70"))
    assert (found.change, words(found)) == ("+20.0", (reached, reached))


def test_each_threshold_names_its_row_and_who_chose_it() -> None:
    found = course(told("baseline", -30, "50"), told("1y", 370, "70"))
    assert found.thresholds[0] == (
        "MCID 5.8: GM-AHI-ISO-2021 (isolated endoscopic repair; n = 23; 2 years or more; "
        "calculated for the study; S1, verified; the default, a proposal)"
    )
    chosen = ThresholdChoice(scale="mhhs", metric=Metric.MCID, row="GM-OPEN-HSS-2021/mcid/mhhs")
    found = course(told("baseline", -30, "50"), told("1y", 370, "59"), by=By(choices=(chosen,)))
    assert words(found.lines[-1]) == ("not reached", "not reached")
    assert found.thresholds[0].startswith("MCID 9.9: GM-OPEN-HSS-2021 (open repair; n = 47; ")
    assert found.thresholds[0].endswith("S12, verified; chosen by this practice)")
    assert found.figure and "MCID 9.9 · GM-OPEN-HSS-2021" in found.figure.svg


def test_what_has_no_row_says_why() -> None:
    found = course(told("baseline", -30, "50", instrument="nahs"), told("1y", 370, "70", instrument="nahs"))
    assert found.metrics == ("MCID",)
    assert found.thresholds[-1] == "MOI: not judged, as this practice has chosen no row for it."
    assert found.thresholds[1:-1] == tuple(
        f"{metric}: no published value was found for this scale that could be taken without a choice."
        for metric in ("PASS", "SCB")
    )


def test_a_row_of_the_own_hips_is_told_with_its_interval_and_day_or_why_there_is_none() -> None:
    chosen = ThresholdChoice(scale="mhhs", metric=Metric.MCID, row=OwnWay.CHANGE)
    forms = (told("baseline", -30, "50"), told("1y", 370, "58"))
    few = course(*forms, by=By(choices=(chosen,), cohorts=cohorts(29)))
    assert few.thresholds[0] == (
        "MCID: chosen is half the standard deviation of the change, of the own hips; Too few: 29 hips with a "
        "score before and later, and 30 are needed."
    )
    assert "MCID" not in few.metrics
    enough = course(*forms, by=By(choices=(chosen,), cohorts=cohorts(30)))
    assert words(enough.lines[-1]) == ("reached", "not reached")
    assert enough.thresholds[0] == (
        "MCID 5.09: THIS-COHORT-half_sd_of_change (this practice's own hips; n = 30; latest score from day "
        "300 on; half the standard deviation of the change; 95 % interval 4.05 to 6.84; of 23 November 2026; "
        "derived; chosen by this practice)"
    )


def cohorts(hips: int) -> dict[OwnScale, OwnCohort]:
    """Half of them got better by 10 points, half by 30; of as many people."""
    return {c.own_scale: c for c in own_cohorts(a_cohort(hips), on=date(2026, 11, 23))}


def test_the_hip_is_drawn_on_the_band_of_hips_like_it_or_of_all_and_says_which() -> None:
    forms = (told("baseline", -30, "50"), told("1y", 370, "70"))
    like = course(*forms, by=By(cohorts=cohorts(10), lall="I"))
    assert like.cohort == "The band is of this practice's hips of types I, II that may be counted."
    assert like.figure and like.figure.rows[-1][0] == "Cohort, 1 year"
    other = course(*forms, by=By(cohorts=cohorts(10), lall="V"))
    assert other.cohort == "The band is of every operated hip of this practice that may be counted."
    few = course(*forms, by=By(cohorts=cohorts(9), lall="I"))
    assert few.cohort.startswith("No band of other hips: too few people of this practice answered")
    assert few.figure and len(few.figure.rows) == 2


def test_a_score_after_the_repair_ended_is_shown_and_does_not_count() -> None:
    by = By(ended_on=SURGERY + timedelta(days=400), ended_by="Total hip arthroplasty")
    found = course(told("baseline", -30, "50"), told("1y", 370, "52"), told("2y", 740, "95"), by=by)
    assert found.ended.startswith("Total hip arthroplasty on ")
    assert found.figure
    assert found.figure.description.endswith("The upright line of dashes: Total hip arthroplasty.")
    last = found.lines[-1]
    assert (last.score, last.mark, last.change) == ("95", "after the repair had ended", "–")
    assert words(last) == ("–", "–")
    assert found.times[0] == "MCID: not reached by day 370 (12 months); what came later is not known."


def test_the_time_to_a_threshold_is_told_between_two_visits_or_why_not() -> None:
    found = course(told("baseline", -30, "50"), told("3m", 91, "52"), told("6m", 183, "70"))
    assert found.times == (
        "MCID: first reached between day 91 (3 months) and day 183 (6 months).",
        "PASS: first reached between day 91 (3 months) and day 183 (6 months).",
    )
    assert found.early.startswith("“First reached” looks at every visit that counts")
    assert course(told("baseline", -30, "50"), told("1y", 370, "70")).early == ""
    well = course(told("baseline", -30, "97"), told("1y", 370, "98"))
    assert well.times == (
        "MCID: no time is told, as it started too close to the best score.",
        "PASS: no time is told, as it was reached before surgery.",
    )
    without = course(told("1y", 370, "98"))
    assert without.times[0] == "MCID: no time is told, as no score before surgery counts."


def test_a_change_within_error_is_said_where_the_error_is_known() -> None:
    found = course(
        told("baseline", -30, "50", instrument="ihot-12"), told("1y", 370, "55", instrument="ihot-12")
    )
    assert found.lines[-1].hints == ("10 % of the possible", "may be error of measurement")
    assert found.error == (
        "A change of less than 8.9 may be error of measurement (people over 50, Greek version, S99c, "
        "verified)."
    )
    unknown = course(told("baseline", -30, "50"), told("1y", 370, "51"))
    assert unknown.lines[-1].hints == ("2 % of the possible",)
    assert unknown.error == "How large the error of measurement of this scale is was not found."


def test_the_repair_ends_with_its_first_endpoint_or_a_later_operation_of_this_hip() -> None:
    replaced, revised, nothing = date(2029, 1, 2), date(2028, 5, 6), date(2027, 9, 9)
    entries = tuple(
        Entry(
            id=EntryId(UUID(int=n)),
            number=n,
            value=AdverseEvent(type=kind, onset=on),
            at=datetime(2029, 2, 1, tzinfo=UTC),
            by=None,
            by_name="",
        )
        for n, (kind, on) in enumerate(
            (
                (EventType.HIP_REPLACEMENT, replaced),
                (EventType.REVISION_REPAIR, revised),
                (EventType.SEROMA, nothing),
            ),
            1,
        )
    )

    def told_of(again: date | None = None) -> CaseFile:
        made = timelines(SURGERY, endpoints_in(entries), operated_again_on=again)
        return cast(CaseFile, SimpleNamespace(timelines=made))

    assert end_of(told_of()) == (revised, "Revision of the repair")
    assert end_of(told_of(date(2028, 1, 1))) == (date(2028, 1, 1), "A later operation of this hip")
    assert end_of(cast(CaseFile, SimpleNamespace(timelines=timelines(SURGERY)))) == (None, "")
    assert end_of(cast(CaseFile, SimpleNamespace(timelines=()))) == (None, "")
