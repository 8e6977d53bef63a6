"""What ends for a person and for a hip, and what is asked from then on."""

import itertools
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.outcomes.endpoint import EndpointKind
from enthesis.domain.outcomes.schedule import MILESTONES, asked_at, milestone_called, window_on
from enthesis.domain.pathway import ended, timeline
from enthesis.domain.pathway.ended import (
    DIED,
    SILENT,
    UNCOUNTED,
    Ended,
    EndKind,
    ToldBy,
    check_end,
    check_may_tell,
    contact_ended,
    may_be_contacted,
    may_be_counted,
    may_be_written_to,
)
from enthesis.domain.pathway.follow_up import EndedBy, FollowUp, FollowUpState
from enthesis.domain.pathway.timeline import HipEndpoint, Timeline, timelines, windows_from, with_answers

OPERATED = timeline.OPERATED
DAYS = st.integers(min_value=-400, max_value=5000).map(lambda n: OPERATED + timedelta(days=n))
ENDPOINTS = st.lists(st.builds(HipEndpoint, kind=st.sampled_from(EndpointKind), on=DAYS), max_size=4)
ENDS = st.lists(
    st.builds(Ended, kind=st.sampled_from(EndKind), on=DAYS, told_by=st.just(ToldBy.FAMILY)), max_size=3
)
AGAIN = st.none() | st.integers(min_value=1, max_value=5000).map(lambda n: OPERATED + timedelta(days=n))


@pytest.mark.parametrize(("name", "ends", "on", "asked", "written", "counted"), ended.EXAMPLES)
def test_what_an_end_forbids(
    name: str, ends: tuple[Ended, ...], on: date, asked: bool, written: bool, counted: bool
) -> None:
    assert may_be_contacted(ends, on) is asked
    assert may_be_written_to(ends) is written
    assert may_be_counted(ends) is counted


@pytest.mark.parametrize(("name", "endpoints", "ends", "again", "expected"), timeline.EXAMPLES)
def test_a_timeline_begins_and_ends_as_told(
    name: str,
    endpoints: tuple[HipEndpoint, ...],
    ends: tuple[Ended, ...],
    again: date | None,
    expected: tuple[tuple[date, EndpointKind | None, EndedBy | None], ...],
) -> None:
    made = timelines(OPERATED, endpoints, ends, operated_again_on=again)
    assert (
        tuple((one.surgery_on, one.origin, one.ended.by if one.ended else None) for one in made) == expected
    )


@given(ENDPOINTS, ENDS, AGAIN, DAYS)
def test_nothing_is_asked_after_an_end(
    endpoints: list[HipEndpoint], ends: list[Ended], again: date | None, on: date
) -> None:
    """Whatever ended the person's contact or the operation, no window of it is due from that day on."""
    for one in timelines(OPERATED, endpoints, ends, operated_again_on=again):
        states = {window.state(on=on) for window in one.windows}
        if one.ended is not None and one.ended.on <= on:
            assert states <= {FollowUpState.ENDED, FollowUpState.CLOSED}
    if not may_be_contacted(ends, on):
        assert not any(
            window.state(on=on) in (FollowUpState.DUE, FollowUpState.OVERDUE, FollowUpState.PLANNED)
            for one in timelines(OPERATED, endpoints, ends, operated_again_on=again)
            for window in one.windows
        )


@given(ENDPOINTS, AGAIN)
def test_each_day_is_of_one_timeline(endpoints: list[HipEndpoint], again: date | None) -> None:
    """Each begins on the day the one before ended; nothing follows a replacement, nor an operation here."""
    made = timelines(OPERATED, endpoints, operated_again_on=again)
    assert made[0].surgery_on == OPERATED
    for before, after in itertools.pairwise(made):
        assert before.ended is not None
        assert before.ended.on == after.surgery_on > before.surgery_on
        assert after.origin in timeline.BRANCHES
        assert before.ended.by is not EndedBy.HIP_REPLACEMENT
    assert all(one.surgery_on < (again or date.max) for one in made)


@given(ENDPOINTS, DAYS)
def test_moving_back_gives_the_first_windows_again(endpoints: list[HipEndpoint], other: date) -> None:
    first = timelines(OPERATED, endpoints)
    timelines(other, endpoints)
    assert timelines(OPERATED, reversed(endpoints)) == first


def test_windows_are_those_of_the_milestones() -> None:
    made = windows_from(OPERATED)
    assert [one.milestone for one in made] == [milestone.id for milestone in MILESTONES]
    for one in made:
        window = window_on(OPERATED, milestone_called(one.milestone))
        assert (one.opens_on, one.due_on, one.closes_on) == (window.opens, window.due, window.closes)


def test_a_window_that_passed_before_the_end_stays_closed_and_an_answer_stays_one() -> None:
    (one,) = timelines(OPERATED, ends=(DIED,))
    states = {w.milestone: w.state(on=date(2040, 1, 1)) for w in one.windows}
    assert states["2w"] is FollowUpState.CLOSED
    assert states["1y"] is FollowUpState.CLOSED  # its window closed three days before the death
    assert states["2y"] is FollowUpState.ENDED
    answered = with_answers(_window(one, "2y"), {key: [OPERATED] for key in asked_at(milestone_called("2y"))})
    assert not answered.answered


def test_what_is_sent_from_the_day_of_the_revision_on_is_of_that_one() -> None:
    first, second = timelines(OPERATED, (timeline.REVISION,))
    asked, on = asked_at(milestone_called("1y")), timeline.REVISED
    for days, before in ((-1, True), (0, False)):
        sent = {key: [on + timedelta(days=days)] for key in asked}
        in_window = _window(first, "1y")
        wide = with_answers(_replaced(in_window, on), sent)
        assert wide.answered is before
    assert with_answers(_window(second, "1y"), {key: [on + timedelta(days=365)] for key in asked}).answered
    early = {key: [OPERATED + timedelta(days=365)] for key in asked}
    assert not with_answers(_window(second, "1y"), early).answered


def test_a_withdrawal_before_a_revision_does_not_hide_it() -> None:
    silent = replace(DIED, kind=EndKind.WITHDREW_CONTACT, on=timeline.REVISED - timedelta(days=90))
    (first, _) = timelines(OPERATED, (timeline.REVISION,), (silent,))
    assert first.ended is not None
    assert first.ended.by is EndedBy.WITHDREW_CONTACT
    assert first.endpoint is not None
    assert (first.endpoint.by, first.endpoint.on) == (EndedBy.REVISION_REPAIR, timeline.REVISED)
    asked = asked_at(milestone_called("1y"))
    wide = _replaced(_window(first, "1y"), timeline.REVISED)
    for days, before in ((-1, True), (0, False)):
        sent = {key: [timeline.REVISED + timedelta(days=days)] for key in asked}
        assert with_answers(wide, sent).answered is before


def test_nobody_answers_for_the_patient_after_a_death() -> None:
    (one,) = timelines(OPERATED, ends=(DIED,))
    wide = _replaced(_window(one, "1y"), DIED.on)
    for days, counts in ((0, True), (1, False)):
        sent = {key: [DIED.on + timedelta(days=days)] for key in asked_at(milestone_called("1y"))}
        assert with_answers(wide, sent).answered is counts


def _window(one: Timeline, milestone: str) -> FollowUp:
    return next(window for window in one.windows if window.milestone == milestone)


def _replaced(window: FollowUp, on: date) -> FollowUp:
    """The window of one year, of an operation a year before a day."""
    return replace(window, surgery_on=on - timedelta(days=365))


def test_a_death_is_told_of_a_day_that_can_be() -> None:
    today = date(2028, 6, 1)
    with pytest.raises(Invalid, match="2 June 2028 has not come yet"):
        check_end(
            Ended(kind=EndKind.DIED, on=date(2028, 6, 2), told_by=ToldBy.FAMILY),
            (),
            operated_on=None,
            on=today,
        )
    with pytest.raises(Invalid, match="operated on here on 4 May 2028, and cannot have died before"):
        check_end(DIED, (), operated_on=date(2028, 5, 4), on=today)
    with pytest.raises(NotAllowed, match="It is on record already: “Died”, 3 May 2028"):
        check_end(DIED, (DIED,), operated_on=None, on=today)
    check_end(DIED, (SILENT, UNCOUNTED), operated_on=date(2028, 5, 3), on=today)


def test_a_patient_withdraws_and_tells_of_nothing_else() -> None:
    check_may_tell(SILENT, is_patient=True)
    for other in (DIED, Ended(kind=EndKind.WITHDREW_CONTACT, on=date(2028, 5, 3), told_by=ToldBy.FAMILY)):
        with pytest.raises(NotAllowed, match="Only the practice records this"):
            check_may_tell(other, is_patient=True)
    with pytest.raises(Invalid, match="A death is not told by the patient"):
        Ended(kind=EndKind.DIED, on=date(2028, 5, 3), told_by=ToldBy.PATIENT)


def test_of_two_ends_the_first_counts_and_on_one_day_the_death() -> None:
    assert contact_ended((SILENT, DIED)) is DIED
    earlier = Ended(kind=EndKind.WITHDREW_CONTACT, on=date(2028, 5, 2), told_by=ToldBy.PATIENT)
    assert contact_ended((DIED, earlier, UNCOUNTED)) is earlier
    assert contact_ended((UNCOUNTED,)) is None


def test_a_day_of_which_a_death_was_only_heard_is_told_as_nothing_else() -> None:
    heard = replace(DIED, day_known=False)
    assert (DIED.when, heard.when) == ("3 May 2028", "day not known, known on 3 May 2028")
    (one,) = timelines(OPERATED, ends=(heard,))
    assert one.ended is not None
    assert one.ended.when == heard.when
    with pytest.raises(Invalid, match="It is not said on which day the patient asked for it"):
        replace(SILENT, day_known=False)
