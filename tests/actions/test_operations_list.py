"""A hospital's list is imported, each operation once, and what became of each is said by a person."""

from datetime import date, timedelta
from hashlib import sha256
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction

from enthesis.actions.operations_list import (
    import_operations,
    lay_out_operations,
    match_operations,
    settle_operation,
    settle_unread,
)
from enthesis.domain.errors import Invalid, NotAllowed, Stale
from enthesis.domain.pathway.operations_list.dates import Order
from enthesis.domain.pathway.operations_list.layout import Layout
from enthesis.domain.pathway.operations_list.operation import changes
from enthesis.domain.pathway.operations_list.outcome import Answer, Exclusion, Outcome
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.terms import Role, Side
from enthesis.store import operations_list
from enthesis.store.models import AuditRow, ListedOperationRow, ListedOperationVersionRow, OperationAnswerRow
from enthesis.store.operations_list import File, Kept
from tests.support.cases import AT, Hip, House, a_hip, a_house
from tests.support.listing import FERRO, KNEE, UNLISTED, UNREAD, a_list, imported, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> House:
    return a_house()


@pytest.fixture
def hip(house: House) -> Hip:
    return a_hip(house).to(Stage.OPERATED)


def of(hip: Hip) -> str:
    """The hip as the hospital lists it."""
    assert hip.file.case.operated_on
    return FERRO.replace("2027-03-09", hip.file.case.operated_on.isoformat())


def the_only(house: House) -> Kept:
    (one,) = operations_list.list_listed(house.desk)
    return one


def test_a_list_is_there_once_however_often_it_is_sent(house: House) -> None:
    imported(house.desk, FERRO, KNEE, UNREAD)
    again = imported(house.desk, KNEE, FERRO, UNLISTED)

    assert ListedOperationRow.objects.count() == 3
    taken = operations_list.load_list(house.desk, again).taken
    assert (taken.new, taken.changed, taken.known) == (1, 0, 2)


def test_the_trail_knows_the_file_and_no_name(house: House) -> None:
    imported(house.desk, FERRO, UNREAD)

    entry = AuditRow.objects.get(action="import_operations")
    assert '"unread":1' in entry.detail and '"sha256":"' in entry.detail
    assert "FERRO" not in entry.detail and entry.person == house.desk.actor.person


def test_a_hip_that_is_the_same_in_everything_is_registered(house: House, hip: Hip) -> None:
    imported(house.desk, of(hip), KNEE)

    kept = next(one for one in operations_list.list_listed(house.desk) if one.operation.number == "C-1")
    assert kept.decision and kept.decision.is_exact
    assert kept.decision.answer == Answer(outcome=Outcome.REGISTERED, case=hip.case)
    assert not operations_list.list_unlisted(house.desk)
    imported(house.desk, of(hip))
    assert OperationAnswerRow.objects.count() == 1


def test_a_surgery_that_is_recorded_later_is_matched_when_somebody_asks(house: House) -> None:
    hip = a_hip(house)
    imported(house.desk, FERRO)
    assert the_only(house).decision is None
    hip.to(Stage.OPERATED)
    imported(house.desk, KNEE)
    ListedOperationRow.objects.filter(operation_number="C-1").update(on=hip.file.case.operated_on)
    match_operations(house.desk, at=AT)

    told = {one.operation.number: one.decision for one in operations_list.list_listed(house.desk)}
    assert told["C-1"] and told["C-2"] is None


def test_ours_that_the_list_has_not_are_said(house: House, hip: Hip) -> None:
    assert not operations_list.list_unlisted(house.desk)
    imported(house.desk, of(hip).replace("FERRO", "SOMEBODY"))

    assert [case.id for case in operations_list.list_unlisted(house.desk)] == [hip.case]


def test_a_person_says_what_became_of_it(house: House, hip: Hip) -> None:
    imported(house.desk, of(hip).replace("IDA", "IDDA"))
    kept = the_only(house)
    assert kept.decision is None
    settle_operation(
        house.desk, kept.id, Answer(outcome=Outcome.REGISTERED, case=hip.case), read=kept.version, at=AT
    )
    excluded = Answer(outcome=Outcome.EXCLUDED, reason=Exclusion.DIED)
    settle_operation(house.surgeon, kept.id, excluded, read=kept.version, at=AT)

    told = the_only(house)
    assert told.decision and told.decision.answer == excluded
    assert [one.answer.case for one in told.earlier] == [hip.case]
    entry = AuditRow.objects.filter(action="settle_operation").earliest("number")
    assert entry.patient == hip.patient


def test_what_a_newer_list_tells_otherwise_is_decided_again(house: House) -> None:
    imported(house.desk, FERRO)
    kept = the_only(house)
    settle_operation(house.desk, kept.id, Answer(outcome=Outcome.REFUSED), read=kept.version, at=AT)
    again = imported(house.desk, FERRO.replace("LT", "RT"))

    told = the_only(house)
    assert operations_list.load_list(house.desk, again).taken.changed == 1
    assert told.decision is None and len(told.earlier) == 1
    with pytest.raises(Stale, match="A newer list tells this operation otherwise"):
        settle_operation(house.desk, kept.id, Answer(outcome=Outcome.REFUSED), read=kept.version, at=AT)


def test_what_was_told_when_it_was_decided_is_kept(house: House) -> None:
    imported(house.desk, FERRO)
    kept = the_only(house)
    settle_operation(house.desk, kept.id, Answer(outcome=Outcome.REFUSED), read=kept.version, at=AT)
    imported(house.desk, FERRO.replace("LT", "RT"))
    imported(house.desk, FERRO.replace("LT", "RT").replace("FERRO", "FERRI"))

    told = operations_list.list_former(house.desk, kept.id)
    assert [one.version for one in told] == [2, 1]
    (decided,) = (one for one in told if one.version == the_only(house).earlier[0].read)
    assert decided.operation == kept.operation
    assert changes(told[1].operation, told[0].operation) == (("Side", "left", "right"),)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        ListedOperationVersionRow.objects.update(line=9)


def test_the_same_file_is_not_imported_again(house: House) -> None:
    imported(house.desk, FERRO)
    imported(house.desk, FERRO.replace("LT", "RT"))
    with pytest.raises(NotAllowed, match=r"This very file was imported on .* by Desk; nothing has changed"):
        imported(house.desk, FERRO)

    assert the_only(house).operation.side is Side.RIGHT
    assert len(operations_list.list_lists(house.desk)) == 2


def test_the_same_file_is_imported_again_where_it_is_read_better(house: House) -> None:
    content = a_list(FERRO, UNREAD)
    imported(house.desk, FERRO, UNREAD)
    file = File(hospital="General", name="x", size=1, sha256=sha256(content).hexdigest())
    better = read(content, Layout(hospital="General", order=Order.MONTH_FIRST))
    again = import_operations(house.desk, file, better, at=AT + timedelta(hours=1)).subject
    assert operations_list.load_list(house.desk, again).taken.new == 1

    with pytest.raises(NotAllowed, match="say first how this hospital's list is laid out"):
        import_operations(house.desk, file, better, at=AT + timedelta(hours=2))
    lay_out_operations(house.desk, Layout(hospital="General"), at=AT + timedelta(hours=3))
    import_operations(house.desk, file, better, at=AT + timedelta(hours=4))
    assert len(operations_list.list_lists(house.desk)) == 3


def test_a_hip_stands_for_one_line_only(house: House, hip: Hip) -> None:
    imported(house.desk, of(hip), UNLISTED)
    other = next(one for one in operations_list.list_listed(house.desk) if one.operation.number == "C-3")
    with pytest.raises(NotAllowed, match="stands for another line of the lists already"):
        settle_operation(
            house.desk, other.id, Answer(outcome=Outcome.REGISTERED, case=hip.case), read=1, at=AT
        )


def test_unread_lines_wait_until_somebody_has_dealt_with_them(house: House) -> None:
    kept = imported(house.desk, FERRO, UNREAD)
    assert operations_list.load_list(house.desk, kept).is_open
    with pytest.raises(Invalid, match="What became of these lines is not told"):
        settle_unread(house.desk, kept, words=" ", at=AT)
    settle_unread(house.desk, kept, words="Corrected and sent again.", at=AT)

    assert not operations_list.load_list(house.desk, kept).is_open
    with pytest.raises(NotAllowed, match="There is no line left to be dealt with"):
        settle_unread(house.desk, kept, words="Again.", at=AT)


def test_a_list_of_which_nothing_can_be_read_is_refused(house: House) -> None:
    with pytest.raises(Invalid, match="No line of the list could be read"):
        import_operations(
            house.desk,
            File(hospital="General", name="x", size=1, sha256="0"),
            read(a_list(UNREAD)),
            at=AT,
        )


def test_the_newest_layout_of_a_hospital_is_remembered(house: House) -> None:
    lay_out_operations(house.desk, Layout(hospital="General"), at=AT)
    lay_out_operations(house.desk, Layout(hospital="General", order=Order.MONTH_FIRST), at=AT)

    found = operations_list.find_layout(house.desk, "GENERAL")
    assert found and found.order is Order.MONTH_FIRST
    assert operations_list.find_layout(house.desk, "Other") is None


def test_who_may_not_see_names_reads_counts_alone(house: House) -> None:
    imported(house.desk, FERRO)
    researcher = house.scope(Role.RESEARCHER)

    (one,) = operations_list.list_counted(researcher)
    assert (one.on, one.surgeon) == (date(2027, 3, 9), "Lall")
    assert operations_list.list_counted(researcher, first=one.on, last=one.on) == (one,)
    assert not operations_list.list_counted(researcher, first=date(2027, 3, 10))
    assert not operations_list.list_counted(researcher, last=date(2027, 3, 8))
    with pytest.raises(NotAllowed):
        operations_list.list_listed(researcher)
    with pytest.raises(NotAllowed):
        operations_list.load_listed(researcher, UUID(int=0))
