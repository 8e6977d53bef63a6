"""Published shares of answers: each of a milestone, with a listed source, and its own arithmetic."""

import pytest

from enthesis.domain.outcomes.published import PUBLISHED, Answered, published_at
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
