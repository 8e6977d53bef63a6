"""Several import, match and decide on a hospital's list at once: what a person says is never overtaken."""

import pytest
from django.db import connection

from enthesis.actions.act import Receipt
from enthesis.actions.operations_list import match_operations, settle_operation
from enthesis.domain.pathway.operations_list.outcome import Answer, Exclusion, Outcome
from enthesis.domain.pathway.stages import Stage
from enthesis.store import operations_list
from enthesis.store.audit import find_break
from enthesis.store.models import ListedOperationRow, OperationAnswerRow
from tests.support.cases import AT, Hip, a_hip, a_house
from tests.support.fresh import together
from tests.support.listing import FERRO, KNEE, imported

pytestmark = pytest.mark.usefixtures("fresh_database")


def a_listed_hip() -> Hip:
    """Its line was imported before the surgery was recorded, so nothing was matched yet."""
    hip = a_hip(a_house())
    imported(hip.house.desk, FERRO)
    hip.to(Stage.OPERATED)
    ListedOperationRow.objects.update(on=hip.file.case.operated_on)
    return hip


def test_lists_that_are_matched_at_once_are_matched_once() -> None:
    hip = a_listed_hip()

    def do(n: int) -> Receipt:
        connection.ensure_connection()
        return match_operations(hip.house.desk, at=AT)

    assert [one for one in together(4, do) if not isinstance(one, Receipt)] == []
    assert OperationAnswerRow.objects.count() == 1
    assert find_break() is None


def test_what_a_person_says_stands_however_many_match() -> None:
    hip = a_listed_hip()
    desk = hip.house.desk
    (kept,) = operations_list.list_listed(desk)
    excluded = Answer(outcome=Outcome.EXCLUDED, reason=Exclusion.DIED)

    def do(n: int) -> Receipt:
        if n == 0:
            return settle_operation(desk, kept.id, excluded, read=kept.version, at=AT)
        return match_operations(desk, at=AT)

    assert [one for one in together(4, do) if not isinstance(one, Receipt)] == []
    (kept,) = operations_list.list_listed(desk)
    assert kept.decision and kept.decision.answer == excluded


def test_lists_that_overlap_are_imported_at_once() -> None:
    desk = a_house().desk
    lines = (FERRO, KNEE)
    told = together(2, lambda n: imported(desk, *lines[n:], *lines[: n + 1]))

    assert [one for one in told if isinstance(one, Exception)] == []
    assert len(operations_list.list_listed(desk)) == 2
