"""Published figures: shares of answers with their arithmetic, agreement, registration, visits."""

from itertools import pairwise

import pytest

from enthesis.domain.outcomes.published import (
    AGREEMENT,
    LATE,
    PUBLISHED,
    REGISTERED,
    RETURNED,
    TARGET,
    VISITS,
    Answered,
    Figure,
    Visits,
    published_at,
)
from enthesis.domain.outcomes.schedule import MILESTONES
from enthesis.domain.sources import SOURCES
from enthesis.domain.terms import Sourced, Tag


@pytest.mark.parametrize("row", PUBLISHED, ids=lambda r: f"{r.milestone} {r.percent.source}")
def test_each_is_verified_and_its_source_listed(row: Answered) -> None:
    assert row.milestone in {m.id for m in MILESTONES}
    assert row.percent.tag is Tag.VERIFIED
    assert row.percent.source in SOURCES


def test_a_share_that_does_not_follow_from_its_counts_is_refused() -> None:
    with pytest.raises(ValueError, match="is 88"):
        Answered(
            milestone="2y",
            series="x",
            percent=Sourced("89", "%", tag="V", source="S1"),
            answered=23,
            asked=26,
        )


def test_lowest_first_and_nothing_where_nothing_was_found() -> None:
    found = [f"{row.percent.value} {row.percent.source}" for row in published_at("2y")]
    assert found == ["71.3 S110", "73.9 S117", "81.7 S11", "88.5 S1", "93.8 S117", "96.6 S2"]
    assert published_at("6w") == ()


@pytest.mark.parametrize("figure", [*AGREEMENT, *REGISTERED, *LATE, *RETURNED], ids=lambda f: f"{f.id}")
def test_a_figure_lies_in_its_interval_and_names_a_listed_source(figure: Figure) -> None:
    assert figure.value.source in SOURCES
    assert (figure.low is None) == (figure.high is None)
    if figure.low and figure.high:
        assert figure.low.value <= figure.value.value <= figure.high.value


def test_readers_agree_on_grades_as_published() -> None:
    assert [str(f.value.value) for f in AGREEMENT] == ["0.887", "0.925", "0.838", "0.87", "0.898"]


def test_the_share_registered_is_derived_from_the_counts_it_names() -> None:
    first, *half_years = REGISTERED
    assert first.value.tag is Tag.DERIVED
    assert f"{100 * 3016 / 5501:.1f}" == str(first.value.value)
    assert [int(f.value.value) for f in half_years] == [35, 43, 57, 59, 61, 68]


@pytest.mark.parametrize("visits", VISITS, ids=lambda v: v.group)
def test_every_group_asks_before_surgery_and_then_in_order(visits: Visits) -> None:
    assert visits.at[0].value == 0
    assert all(a.value < b.value for a, b in pairwise(visits.at))
    assert {v.source for v in visits.at} <= SOURCES.keys()


def test_the_share_to_reach_is_a_proposal() -> None:
    assert TARGET.needs_review
    assert TARGET.value == 80
