"""Several surgeons decide at once: on one file one of them is first, on several files all are kept."""

import pytest

from enthesis.actions.act import Receipt
from enthesis.domain.errors import Stale
from enthesis.domain.review.catalogue import places
from enthesis.domain.review.sign_off import Seen
from enthesis.domain.terms import Role
from enthesis.store.audit import find_break
from enthesis.store.models import SignOffRow
from enthesis.store.review import find_broken_sign_off, list_sign_offs
from tests.support.cases import a_house
from tests.support.fresh import together
from tests.support.reviewing import SEEN, decide

pytestmark = pytest.mark.usefixtures("fresh_database")


def test_on_one_file_one_is_first_and_the_others_are_told() -> None:
    house = a_house()
    surgeons = [house.scope(Role.POLICY_SURGEON, str(n)) for n in range(6)]

    results = together(6, lambda n: decide(surgeons[n], *SEEN[:2], read=0))

    (winner,) = (n for n, result in enumerate(results) if isinstance(result, Receipt))
    assert [type(r) for n, r in enumerate(results) if n != winner] == [Stale] * 5
    assert {s.by for s in list_sign_offs(house.desk)} == {surgeons[winner].actor.person}
    assert len(list_sign_offs(house.desk)) == 2


def test_on_several_files_all_are_kept_one_after_the_other() -> None:
    house = a_house()
    surgeons = [house.scope(Role.POLICY_SURGEON, str(n)) for n in range(6)]

    def one(n: int) -> Receipt:
        value = places()[n].values[0]
        return decide(surgeons[n], Seen(path=value.path, digest=value.digest), place=value.place)

    results = together(6, one)

    assert [type(result) for result in results] == [Receipt] * 6
    assert list(SignOffRow.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]
    assert find_broken_sign_off() is None
    assert find_break() is None
