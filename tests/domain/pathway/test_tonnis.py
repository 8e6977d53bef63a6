"""A grade seen on a radiograph and one told for candidacy are one grade, or a question."""

from datetime import date

import pytest

from enthesis.domain.examination.radiograph import RadiographFindings
from enthesis.domain.pathway.tonnis import tonnis_differs, tonnis_of


def film(grade: int | None) -> RadiographFindings:
    return RadiographFindings(read_on=date(2027, 3, 1), reader_name="R. Reader", tonnis=grade)


@pytest.mark.parametrize(
    ("films", "told", "grade"),
    [
        ((), None, None),
        ((), 1, 1),
        ((film(2),), None, 2),
        ((film(2),), 1, 2),
        ((film(0),), 3, 0),
        ((film(3), film(None)), None, 3),
        ((film(1), film(3)), None, 3),
        ((film(None),), 2, 2),
    ],
)
def test_codes_and_studies_go_by_the_newest_graded_radiograph(
    films: tuple[object, ...], told: int | None, grade: int | None
) -> None:
    assert tonnis_of(films, told) == grade


def test_another_grade_than_told_is_a_question_and_the_same_is_none() -> None:
    assert tonnis_differs((film(2),), 1) == film(2)
    assert tonnis_differs((film(0),), None) == film(0)
    assert tonnis_differs((film(2),), 2) is None
    assert tonnis_differs((film(None),), 2) is None
    assert tonnis_differs((), 2) is None
