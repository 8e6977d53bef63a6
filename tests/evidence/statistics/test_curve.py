"""The receiver operating curve, beside R 4.2.2, a textbook and hand-worked cuts.

pROC was not at hand: the area and DeLong's variance were computed in R from their definitions, as written
here.
"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from enthesis.evidence.statistics.curve import area_under, best_cut

# Ratings 1 to 5 of 58 normal and 51 abnormal images, Hanley and McNeil,
# Radiology 1982;143:29 (recalled).
RATINGS = np.repeat([1.0, 2, 3, 4, 5, 1, 2, 3, 4, 5], [33, 6, 6, 11, 2, 3, 2, 2, 11, 33])
ABNORMAL = np.arange(109) >= 58
SCORES = np.array([52.8, 75.9, 62.7, 80.3, 71.5, 69.3, 86.9, 91.3, 45.1, 100.1, 80.3, 58.3])
SATISFIED = np.array([0, 1, 0, 1, 0, 1, 1, 1, 0, 1, 0, 0], dtype=bool)


def test_the_area_of_the_textbook() -> None:
    """Printed there as 0.893 (recalled). R: wilcox.test(pos, neg)$statistic / (51 * 58), and for the interval

    v10 <- sapply(pos, function(x) mean((x > neg) + .5 * (x == neg))), v01 the like of neg,
    s <- sqrt(var(v10) / 51 + var(v01) / 58); a + c(-1, 1) * qnorm(.975) * s
    """
    found = area_under(RATINGS, ABNORMAL)
    assert found.value == pytest.approx(0.8931710615280595, rel=1e-12)
    assert (found.low, found.high) == pytest.approx((0.832952327658172, 0.953389795397947), rel=1e-12)
    assert found.n == 109


def test_the_area_beside_r_never_passes_one() -> None:
    """R as above: 0.902777777777778, 0.7297538059652932 to 1.0758."""
    found = area_under(SCORES, SATISFIED)
    assert found.value == pytest.approx(0.9027777777777778, rel=1e-12)
    assert (found.low, found.high) == pytest.approx((0.7297538059652932, 1.0), rel=1e-12)


def test_the_best_cut_of_the_textbook_by_hand() -> None:
    """From 4 on: 44 of 51 and 45 of 58, index 0.6386; from 3 on 0.574, from 5 on 0.613."""
    cut = best_cut(RATINGS, ABNORMAL)
    assert cut is not None
    assert (cut.value, cut.equal, cut.n, cut.positives) == (3.5, 0, 109, 51)
    assert (cut.sensitivity, cut.specificity) == (44 / 51, 45 / 58)
    assert cut.index == pytest.approx(44 / 51 + 45 / 58 - 1)
    assert cut.warnings == ()


def test_of_two_equal_cuts_the_more_sensitive_is_taken_and_the_other_told() -> None:
    """R finds an index of 2/3 at 66.0 (6 of 6, 4 of 6) and at 73.7 (5 of 6, 5 of 6)."""
    cut = best_cut(SCORES, SATISFIED)
    assert cut is not None
    assert (cut.value, cut.sensitivity, cut.specificity, cut.equal) == (66.0, 1.0, 4 / 6, 1)
    assert cut.warnings == ("Only 6 gave one of the answers: the cut may lie elsewhere.",)


def test_where_lower_is_better_the_cut_is_in_the_scores_own_unit() -> None:
    pain = 100 - SCORES
    assert area_under(pain, SATISFIED, lower_is_better=True).value == area_under(SCORES, SATISFIED).value
    cut = best_cut(pain, SATISFIED, lower_is_better=True)
    assert cut is not None
    assert cut.value == pytest.approx(34.0)
    assert (cut.sensitivity, cut.specificity) == (1.0, 4 / 6)


@pytest.mark.parametrize("answers", [SATISFIED | True, SATISFIED & False], ids=["all", "none"])
def test_one_answer_of_everybody_has_no_curve(answers: np.ndarray) -> None:
    found = area_under(SCORES, answers)
    assert (found.value, found.warnings) == (None, ("Everybody gave the same answer.",))
    assert best_cut(SCORES, answers) is None


def test_scores_all_alike_or_no_better_than_chance_have_no_cut() -> None:
    alike = np.full(12, 50.0)
    assert area_under(alike, SATISFIED).value == 0.5
    assert best_cut(alike, SATISFIED) is None
    assert best_cut(np.array([1.0, 2, 3, 4]), np.array([True, True, False, False])) is None


def test_answers_that_part_without_exception_have_no_interval() -> None:
    found = area_under(np.array([1.0, 2, 3, 4]), np.array([False, False, True, True]))
    assert (found.value, found.low) == (1.0, None)
    assert found.warnings == ("The scores part the answers without one exception.",)


def test_a_missing_score_is_refused() -> None:
    with pytest.raises(ValueError, match="missing or not finite"):
        area_under(np.array([1.0, np.nan]), np.array([True, False]))


@given(data=st.data())
def test_no_cut_that_was_seen_is_better_and_the_order_does_not_matter(data: st.DataObject) -> None:
    n = data.draw(st.integers(2, 25))
    scores = np.array(data.draw(st.lists(st.integers(0, 20), min_size=n, max_size=n)), dtype=np.float64)
    answers = np.array(data.draw(st.lists(st.booleans(), min_size=n, max_size=n)))
    cut = best_cut(scores, answers)
    order = np.array(data.draw(st.permutations(range(n))))
    assert best_cut(scores[order], answers[order]) == cut
    if answers.all() or not answers.any():
        return
    every = [
        (scores[answers] >= value).mean() + (scores[~answers] < value).mean() - 1
        for value in np.unique(scores)
    ]
    assert (cut.index if cut else 0) == pytest.approx(max(0, *every))
