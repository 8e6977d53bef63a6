"""The milestones, day by day at their edges."""

from datetime import date
from itertools import pairwise

import pytest

from enthesis.domain.errors import Invalid, NotFound
from enthesis.domain.outcomes.catalogue import instruments
from enthesis.domain.outcomes.schedule import (
    COMPARISONS,
    MILESTONES,
    Milestone,
    asked_at,
    invitation_on,
    is_complete,
    is_due,
    load_comparison,
    milestone_on,
    window_on,
)
from enthesis.domain.terms import Sourced, Tag

BY_ID = {m.id: m for m in MILESTONES}
DAYS = ("target", "opens", "closes", "invites", "counts_from")

EDGES = (  # the published table: id, first day, last day
    ("baseline", -90, 0),
    ("2w", 7, 27),
    ("6w", 28, 62),
    ("3m", 63, 136),
    ("6m", 137, 273),
    ("1y", 300, 425),
    ("2y", 640, 1095),
    ("5y", 1643, 2191),
    ("10y", 3469, 4382),
)
GAPS = (-91, 1, 6, 274, 299, 426, 639, 1096, 1642, 2192, 3468, 4383)
TARGETS = {
    "baseline": 0,
    "2w": 14,
    "6w": 42,
    "3m": 91,
    "6m": 183,
    "1y": 365,
    "2y": 730,
    "5y": 1826,
    "10y": 3652,
}


def test_the_table_is_whole() -> None:
    assert [name for name, *_ in EDGES] == [m.id for m in MILESTONES]
    assert {m.id: m.target.value for m in MILESTONES} == TARGETS


@pytest.mark.parametrize(("name", "first", "last"), EDGES, ids=[e[0] for e in EDGES])
def test_first_and_last_day_belong_to_the_window(name: str, first: int, last: int) -> None:
    for day in (first, TARGETS[name], last):
        found = milestone_on(day)
        assert found is not None
        assert found.id == name
    for outside in (first - 1, last + 1):
        other = milestone_on(outside)
        assert other is None or other.id != name


@pytest.mark.parametrize("day", GAPS)
def test_a_day_between_windows_belongs_to_none(day: int) -> None:
    assert milestone_on(day) is None


def test_windows_never_overlap() -> None:
    for earlier, later in pairwise(MILESTONES):
        assert earlier.closes.value <= later.opens.value


@pytest.mark.parametrize("milestone", MILESTONES, ids=lambda m: m.id)
def test_every_day_carries_its_tag_and_every_question_exists(milestone: Milestone) -> None:
    for name in DAYS:
        day = getattr(milestone, name)
        assert isinstance(day, Sourced)
        assert day.unit == "d"
        assert isinstance(day.tag, Tag)
    assert set(asked_at(milestone)) <= instruments().keys()


@pytest.mark.parametrize("milestone", MILESTONES, ids=lambda m: m.id)
def test_every_day_nobody_confirmed_asks_its_question(milestone: Milestone) -> None:
    for name in DAYS:
        day = getattr(milestone, name)
        assert not day.needs_review or day.note.endswith("?"), name


@pytest.mark.parametrize(("day", "belongs"), [(334, False), (335, True), (395, True), (396, False)])
def test_a_score_is_compared_with_a_publication_only_on_its_days(day: int, belongs: bool) -> None:
    assert load_comparison("one-year-ihot-12").has(day) is belongs


def test_a_window_of_comparison_is_published_and_inside_its_milestone() -> None:
    for comparison in COMPARISONS:
        assert comparison.opens.source == "S109"
        assert not comparison.opens.needs_review
        assert comparison.closes.tag is Tag.DERIVED
        assert BY_ID["1y"].has(int(comparison.opens.value))
        assert BY_ID["1y"].has(int(comparison.closes.value) - 1)
    with pytest.raises(NotFound, match="no window of comparison “1y”"):
        load_comparison("1y")


def test_only_the_published_window_is_called_verified() -> None:
    assert {m.id for m in MILESTONES if not m.opens.needs_review} == {"baseline"}
    assert BY_ID["baseline"].opens.source == "S105b"


class TestTwoYears:
    two_years = BY_ID["2y"]

    @pytest.mark.parametrize("day", [640, 700, 729])
    def test_nobody_is_invited_before_day_730(self, day: int) -> None:
        assert not is_due(self.two_years, day=day, answered=())

    @pytest.mark.parametrize("early", [640, 729])
    def test_an_early_answer_is_asked_for_again(self, early: int) -> None:
        assert milestone_on(early) is self.two_years
        assert not is_complete(self.two_years, [early])
        assert is_due(self.two_years, day=730, answered=[early])
        assert not is_due(self.two_years, day=800, answered=[early, 731])

    @pytest.mark.parametrize("day", [730, 1095])
    def test_an_answer_from_day_730_is_enough(self, day: int) -> None:
        assert is_complete(self.two_years, [day])

    def test_a_window_that_closed_invites_nobody(self) -> None:
        assert not is_due(self.two_years, day=1096, answered=())
        assert not is_complete(self.two_years, [1096])


def test_others_are_complete_with_any_answer_in_the_window() -> None:
    one_year = BY_ID["1y"]
    assert is_complete(one_year, [300])
    assert not is_due(one_year, day=365, answered=[300])
    assert is_due(one_year, day=365, answered=[183, 299])


def test_before_surgery_the_invitation_goes_out_when_the_window_opens() -> None:
    assert is_due(BY_ID["baseline"], day=-90, answered=())
    assert is_due(BY_ID["baseline"], day=0, answered=())
    assert not is_due(BY_ID["baseline"], day=1, answered=())


def test_days_become_dates_over_leap_years() -> None:
    surgery_on = date(2027, 3, 1)
    window = window_on(surgery_on, BY_ID["1y"])
    assert window.due == date(2028, 2, 29)
    assert window.has(window.opens)
    assert not window.has(window.closes)
    assert (window.closes - window.opens).days == 126
    assert invitation_on(surgery_on, BY_ID["2y"]) == date(2029, 2, 28)


def test_a_surgery_at_the_end_of_time_is_refused_in_words() -> None:
    with pytest.raises(Invalid, match="Enter the date of surgery"):
        window_on(date.max, BY_ID["2w"])


@pytest.mark.parametrize("broken", [{"target": 100}, {"closes": 14}, {"invites": 28}, {"counts_from": 6}])
def test_days_outside_the_window_are_refused(broken: dict[str, int]) -> None:
    days = {"target": 14, "opens": 7, "closes": 28, "invites": 14, "counts_from": 14} | broken
    with pytest.raises(ValueError, match="inside its window"):
        Milestone(id="x", title="X", **{k: Sourced(v, "d", tag="P") for k, v in days.items()})
