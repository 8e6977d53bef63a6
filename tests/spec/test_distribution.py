"""Thresholds made from a cohort, by their own examples and against published figures."""

from decimal import Decimal

import pytest

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.distribution import EXAMPLES, MDC95, METHODS, Way, mcid_of, mdc95


@pytest.mark.parametrize(("name", "way", "values", "expected"), EXAMPLES, ids=[e[0] for e in EXAMPLES])
def test_example(name: str, way: Way, values: tuple[Decimal, ...], expected: Decimal | None) -> None:
    assert mcid_of(way, values) == expected


@pytest.mark.parametrize(("mcid", "deviation"), [("5.8", "11.6"), ("7.1", "14.2"), ("11.0", "22.0")])
def test_an_mcid_is_half_the_deviation_it_implies(mcid: str, deviation: str) -> None:
    """Two scores whose sample deviation is exactly d lie d times the square root of two apart."""
    apart = Decimal(deviation) * Decimal(2).sqrt()
    found = mcid_of(Way.BASELINE, (Decimal(50), Decimal(50) + apart))
    assert found is not None
    assert round(found, 10) == Decimal(mcid)


def test_one_way_is_published_and_the_other_recalled() -> None:
    assert METHODS[Way.CHANGE].text.source == "S20, S109"
    assert not METHODS[Way.CHANGE].factor.needs_review
    assert METHODS[Way.BASELINE].text.needs_review
    assert MDC95.text.needs_review


@pytest.mark.parametrize(("reliability", "expected"), [("1", "0"), ("0.84", "11.0874"), ("0", "27.7186")])
def test_the_change_beyond_error_grows_as_reliability_falls(reliability: str, expected: str) -> None:
    """1.96 times the square root of two times a deviation of 10 times the square root of 1 - ICC."""
    found = mdc95([Decimal(n) for n in (50, 60, 70)], reliability=Decimal(reliability))
    assert found is not None
    assert round(found, 4) == Decimal(expected)


def test_one_score_has_no_error() -> None:
    assert mdc95([Decimal(50)], reliability=Decimal("0.9")) is None


@pytest.mark.parametrize("reliability", ["-0.01", "1.01"])
def test_a_reliability_beyond_one_is_refused(reliability: str) -> None:
    with pytest.raises(Invalid, match="does not exist"):
        mdc95([Decimal(50), Decimal(60)], reliability=Decimal(reliability))
