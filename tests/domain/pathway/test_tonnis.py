"""A grade seen on a radiograph and one told for candidacy are one grade, or a question."""

from datetime import UTC, date, datetime

import pytest

from enthesis.domain.candidacy.facts import Facts, Tonnis
from enthesis.domain.examination.radiograph import RadiographFindings
from enthesis.domain.pathway.tonnis import tonnis_differs, tonnis_of

AT = datetime(2027, 3, 8, 14, tzinfo=UTC)
NOTHING = Facts(at=AT)


def film(grade: int | None) -> RadiographFindings:
    return RadiographFindings(
        read_on=date(2027, 3, 1), reader_name="R. Reader", tonnis=grade, comment="Seen."
    )


def told(grade: int) -> Facts:
    return Facts(at=AT, tonnis=Tonnis(grade=grade, at=AT))


@pytest.mark.parametrize(
    ("values", "grade"),
    [
        ((), None),
        ((NOTHING,), None),
        ((told(1),), 1),
        ((told(1), NOTHING), None),
        ((film(2),), 2),
        ((film(2), told(1)), 2),
        ((film(0), told(3)), 0),
        ((film(3), film(None)), 3),
        ((film(1), film(3)), 3),
        ((film(None), told(2)), 2),
    ],
)
def test_codes_and_studies_go_by_the_newest_graded_radiograph(
    values: tuple[object, ...], grade: int | None
) -> None:
    assert tonnis_of(values) == grade


def test_another_grade_than_told_is_a_question_and_the_same_is_none() -> None:
    assert tonnis_differs((film(2),), told(1)) == film(2)
    assert tonnis_differs((film(0),), None) == film(0)
    assert tonnis_differs((film(0),), NOTHING) == film(0)
    assert tonnis_differs((film(2),), told(2)) is None
    assert tonnis_differs((film(None),), told(2)) is None
    assert tonnis_differs((), told(2)) is None
