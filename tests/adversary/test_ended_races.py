"""Two who record the same end at once, or take it back: it stands once."""

from datetime import date

import pytest

from enthesis.actions.act import Receipt
from enthesis.actions.ended import record_end, take_end_back
from enthesis.actions.outcomes import issue_link
from enthesis.domain.errors import Problem
from enthesis.domain.outcomes.wording import DEMONSTRATION
from enthesis.domain.pathway.ended import Ended, EndKind, ToldBy
from enthesis.store import ended, links
from enthesis.store.audit import find_break
from enthesis.store.models import EndedRow
from tests.support.cases import AT, a_hip, a_house
from tests.support.fresh import together

pytestmark = pytest.mark.usefixtures("fresh_database")

MANY = 6
DIED = Ended(kind=EndKind.DIED, on=date(2027, 3, 8), told_by=ToldBy.FAMILY)


def test_one_of_many_records_a_death_and_one_takes_it_back() -> None:
    house = a_house()
    hip = a_hip(house)
    patient, desk = hip.patient, house.desk

    results = together(MANY, lambda _: record_end(desk, patient, DIED, at=AT))

    (kept,) = [one for one in results if isinstance(one, Receipt)]
    assert all(isinstance(one, Receipt | Problem) for one in results)
    assert ended.list_ended(desk) == {patient: (DIED,)}

    results = together(MANY, lambda _: take_end_back(desk, kept.subject, why="A slip.", at=AT))

    assert sum(isinstance(one, Receipt) for one in results) == 1
    assert all(isinstance(one, Receipt | Problem) for one in results)
    assert ended.list_ended(desk) == {}
    assert EndedRow.objects.count() == 2
    assert find_break() is None


def test_a_link_made_at_the_moment_of_a_death_does_not_outlive_it() -> None:
    house = a_house()
    hip = a_hip(house)
    case, patient, desk = hip.case, hip.patient, house.desk

    def act(number: int) -> object:
        if number == 0:
            return record_end(desk, patient, DIED, at=AT)
        return issue_link(desk, case, "baseline", wordings=DEMONSTRATION, at=AT).secret

    results = together(2, act)

    assert isinstance(results[0], Receipt)
    if isinstance(results[1], str):
        assert links.find_link(results[1], at=AT) is None
    else:
        assert isinstance(results[1], Problem)
