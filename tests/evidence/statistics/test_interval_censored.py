"""Times seen between two visits only, beside an estimate that R prints."""

import math

import numpy as np
import pytest

from enthesis.evidence.statistics.interval_censored import Times, turnbull

# Months to a change of the breast after radiotherapy alone (Finkelstein and Wolfe 1985), 46 patients; the
# last visit alone where it was not seen.
RADIOTHERAPY = """
45 6,10 0,7 46 46 7,16 17 7,14 37,44 0,8 4,11 15 11,15 22 46 46 25,37 46 26,40 46 27,34 36,44 46 36,48 37 40
17,25 46 11,18 38 5,12 37 0,5 18 24 36 5,11 19,35 17,25 24 32 33 19,26 37 34 36
"""
# As interval::icfit prints it of these in R.
PRINTED: tuple[tuple[float, float, float], ...] = (
    (4, 5, 0.0463),
    (6, 7, 0.0334),
    (7, 8, 0.0887),
    (11, 12, 0.0708),
    (24, 25, 0.0926),
    (33, 34, 0.0818),
    (38, 40, 0.1209),
    (46, 48, 0.4656),
)


def made(*pairs: tuple[float, float]) -> Times:
    after, by = np.array(pairs, dtype=np.float64).reshape(-1, 2).T
    return turnbull(after, by)


def read(words: str) -> list[tuple[float, float]]:
    told = ([float(part) for part in word.split(",")] for word in words.split())
    return [(one[0], one[1] if len(one) > 1 else math.inf) for one in told]


def test_it_is_the_estimate_of_the_radiotherapy_arm() -> None:
    found = made(*read(RADIOTHERAPY))
    assert found.n == 46
    assert found.after == tuple(after for after, _, _ in PRINTED)
    assert found.by == tuple(by for _, by, _ in PRINTED)
    assert found.share == pytest.approx([share for _, _, share in PRINTED], abs=5e-5)
    assert found.median == (38.0, 40.0)
    assert found.reached_by(24) == pytest.approx((0.2391, 0.2391), abs=5e-5)
    assert found.reached_by(39) == pytest.approx((0.4136, 0.5345), abs=2e-4)  # between: nobody knows


def test_times_that_are_known_apart_are_shares_of_all() -> None:
    found = made((0, 3), (0, 3), (3, 6), (12, math.inf))
    assert (found.after, found.by, found.share) == ((0, 3, 12), (3, 6, math.inf), (0.5, 0.25, 0.25))
    assert found.median == (0.0, 3.0)


def test_there_is_no_median_where_half_were_never_there() -> None:
    assert made((0, 3), (12, math.inf), (24, math.inf)).median is None


def test_nobody_has_no_times() -> None:
    found = made()
    assert (found.n, found.median, found.reached_by(12)) == (0, None, None)
    assert found.warnings == ("Nobody to count.",)


def test_a_time_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match=r"A time ends before it begins\."):
        made((6, 3))


def test_the_order_of_hips_changes_nothing() -> None:
    pairs = read(RADIOTHERAPY)
    assert made(*pairs) == made(*reversed(pairs))
