"""Weighted kappa is that of the textbooks, and of few hips nothing is told that they cannot carry."""

from datetime import date
from uuid import UUID

import pytest

from enthesis.domain.errors import NotAllowed
from enthesis.domain.examination.agreement import LEAST, Weights, kappa_of, weighted_kappa
from enthesis.domain.examination.imaging import MriFindings
from enthesis.domain.examination.muscle import Scale, medius
from enthesis.domain.examination.second_reading import (
    ReadTwice,
    SecondReading,
    agreements,
    check_can_read_second,
)
from enthesis.domain.examination.tear import Tear, Thickness
from enthesis.domain.terms import EntryId, PersonId

ONE, OTHER = PersonId(UUID(int=1)), PersonId(UUID(int=2))
ON = date(2026, 3, 2)
# Anxiety rated by two of three raters, 20 subjects: the example of R's irr::kappa2.
RATER_1 = (3, 3, 3, 4, 5, 5, 2, 3, 5, 2, 2, 6, 1, 5, 2, 2, 1, 2, 4, 3)
RATER_2 = (3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4)
ANXIETY = tuple((a - 1, b - 1) for a, b in zip(RATER_1, RATER_2, strict=True))


def test_quadratic_weights_give_what_irr_gives() -> None:
    found = weighted_kappa(ANXIETY, levels=6, weights=Weights.QUADRATIC)
    assert found.value is not None and round(found.value, 3) == 0.297


def test_the_published_table_of_cohen_1968() -> None:
    """Two judges on 200 patients; disagreements cost 1, 3 and 6. Cohen gives a weighted kappa of .348."""
    table = ((88, 10, 2), (14, 40, 6), (18, 10, 12))
    cost = ((0, 1, 3), (1, 0, 6), (3, 6, 0))
    counts = {(i, j): table[i][j] for i in range(3) for j in range(3)}
    found = kappa_of(counts, levels=3, weigh=lambda i, j: 1 - cost[i][j] / 6)
    assert found.value is not None and round(found.value, 3) == 0.348
    plain = kappa_of(counts, levels=3, weigh=lambda i, j: float(i == j))
    assert plain.value is not None and round(plain.value, 3) == 0.492


def test_the_error_is_that_of_fleiss_cohen_and_everitt() -> None:
    """Their table of 1969: unweighted kappa .429; R gives .002885 for the variance by their formula."""
    table = ((106, 10, 4), (22, 28, 10), (2, 12, 6))
    counts = {(i, j): table[i][j] for i in range(3) for j in range(3)}
    found = kappa_of(counts, levels=3, weigh=lambda i, j: float(i == j))
    assert found.value is not None and found.low is not None and found.high is not None
    assert round(found.value, 3) == 0.429
    assert round(((found.high - found.low) / 2 / 1.959964) ** 2, 6) == 0.002885


@pytest.mark.parametrize("weights", Weights)
def test_the_ends_of_the_scale(weights: Weights) -> None:
    alike = [(n % 5, n % 5) for n in range(40)]
    assert weighted_kappa(alike, levels=5, weights=weights).value == pytest.approx(1)
    opposed = [(0, 4), (4, 0)] * 20
    assert weighted_kappa(opposed, levels=5, weights=weights).value == pytest.approx(-1)


def test_few_hips_have_no_interval() -> None:
    few = weighted_kappa([(1, 1), (2, 3)], levels=5, weights=Weights.LINEAR)
    assert (few.n, few.same, few.low, few.high) == (2, 1, None, None)
    enough = [(n % 5, (n + n // 20) % 5) for n in range(int(LEAST.value))]
    assert weighted_kappa(enough, levels=5, weights=Weights.LINEAR).low is not None


def test_one_grade_for_every_hip_tells_nothing() -> None:
    found = weighted_kappa([(2, 2)] * 50, levels=5, weights=Weights.LINEAR)
    assert (found.value, found.same) == (None, 50) and "same grade" in found.why
    assert weighted_kappa([], levels=5, weights=Weights.LINEAR).why == "No hip was read twice."
    with pytest.raises(ValueError, match="not one of the 5"):
        weighted_kappa([(5, 1)], levels=5, weights=Weights.LINEAR)


def seen(reader: PersonId, grade: int, *, scale: Scale = Scale.GOUTALLIER) -> MriFindings:
    return MriFindings(
        read_on=ON,
        reader=reader,
        tear=Tear(thickness=Thickness.FULL),
        muscle=medius(grade, None, None, scale=scale),
    )


def twice(first: MriFindings, second: MriFindings, *, blinded: bool = True) -> ReadTwice:
    names = {ONE: "Ames", OTHER: "Bell"}
    assert first.reader and second.reader
    return ReadTwice(
        first=first,
        first_by=names[first.reader],
        second=SecondReading(of=EntryId(UUID(int=9)), blinded=blinded, seen=second),
        second_by=names[second.reader],
    )


def test_only_blinded_readings_on_one_scale_are_compared() -> None:
    found = agreements(
        [
            twice(seen(ONE, 1), seen(OTHER, 2)),
            twice(seen(OTHER, 3), seen(ONE, 4)),
            twice(seen(ONE, 1), seen(OTHER, 1), blinded=False),
            twice(seen(ONE, 1), seen(OTHER, 1, scale=Scale.QUARTILE)),
        ]
    )
    told = [(a.readers, a.measure, a.scale, a.linear.n, a.linear.same) for a in found]
    assert told == [
        (("Ames", "Bell"), "gluteus_medius_anterior", "Goutallier", 2, 0),
        (("Ames", "Bell"), "thickness", "", 3, 3),
    ]


def test_nobody_is_their_own_second_reader() -> None:
    first, second = seen(ONE, 1), twice(seen(ONE, 1), seen(OTHER, 2)).second
    check_can_read_second(first, (), OTHER)
    with pytest.raises(NotAllowed, match="You made the first reading"):
        check_can_read_second(first, (), ONE)
    with pytest.raises(NotAllowed, match="read these images already"):
        check_can_read_second(first, (second.seen,), OTHER)
