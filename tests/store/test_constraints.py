"""A refusal of the database is told from another by the rule that was about to be broken."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from enthesis.domain.errors import NotAllowed
from enthesis.domain.practice.waiting import Subject
from enthesis.domain.terms import PatientId, RequestId
from enthesis.store import waiting
from enthesis.store.constraints import is_of
from enthesis.store.models import BookingRow, TickRow
from tests.support.cases import AT, a_hip, a_house
from tests.support.waiting import ANY, an_asker

pytestmark = pytest.mark.django_db


def test_a_second_place_on_the_list_is_refused_and_any_other_fault_is_one() -> None:
    house = a_house()
    subject = Subject(request=RequestId(an_asker(house, "Asker")))
    waiting.save_waiting(house.desk, subject, ANY, patient=None, at=AT)

    with pytest.raises(NotAllowed, match="This visit is on the waiting list already"):
        waiting.save_waiting(house.desk, subject, ANY, patient=None, at=AT)
    other = Subject(request=RequestId(an_asker(house, "Other")))
    with pytest.raises(IntegrityError), transaction.atomic():
        waiting.save_waiting(house.desk, other, ANY, patient=PatientId(uuid4()), at=None)  # type: ignore[arg-type]


def test_the_rule_is_known_by_its_name_on_both_databases() -> None:
    a_hip(a_house())
    tick = TickRow.objects.first()
    assert tick is not None
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        TickRow.objects.create(
            practice_id=tick.practice_id, resource=tick.resource, tick=tick.tick, booking_id=tick.booking_id
        )
    assert is_of(refused.value, TickRow, "tick_claimed_once")
    assert not is_of(refused.value, TickRow, "tick_has_one_owner")
    assert not is_of(refused.value, BookingRow, "request_holds_one", "room_holds_one")
