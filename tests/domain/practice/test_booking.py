"""The course of a visit: every pair of a status and an act leads on or is a sentence."""

from dataclasses import replace
from datetime import timedelta
from itertools import product
from uuid import uuid4

import pytest

from enthesis.domain.errors import NotAllowed
from enthesis.domain.practice.booking import LEADS, Booking, BookingAct, BookingStatus
from enthesis.domain.terms import BookingId, CaseId
from tests.support.cases import a_visit

VISIT = a_visit()
BOOKED = Booking(
    id=BookingId(uuid4()), case=CaseId(uuid4()), visit=VISIT, status=BookingStatus.BOOKED, version=1
)
BEFORE, DURING = VISIT.starts_at - timedelta(hours=1), VISIT.starts_at + timedelta(minutes=5)


@pytest.mark.parametrize(("status", "act"), list(product(BookingStatus, LEADS)))
def test_a_pair_leads_on_or_is_a_sentence(status: BookingStatus, act: BookingAct) -> None:
    booking, (sources, target) = replace(BOOKED, status=status), LEADS[act]
    at = BEFORE if act is BookingAct.CANCEL else DURING

    if status in sources:
        assert booking.after(act, at=at) == replace(booking, status=target, version=2)
        return
    with pytest.raises(NotAllowed) as refused:
        booking.after(act, at=at)
    assert refused.value.code == "booking-status"
    assert f"This visit is {status.label} and cannot be " in refused.value.sentence
    assert all(source.label in refused.value.remedy for source in sources)


def test_every_act_but_the_first_is_in_the_table_and_every_status_is_reached() -> None:
    assert set(LEADS) == set(BookingAct) - {BookingAct.BOOK}
    assert {target for _, target in LEADS.values()} == set(BookingStatus)


def test_a_cancelled_visit_stays_cancelled() -> None:
    assert not [act for act, (sources, _) in LEADS.items() if BookingStatus.CANCELLED in sources]


def test_a_patient_arrives_early_but_not_on_another_day() -> None:
    assert BOOKED.after(BookingAct.ARRIVE, at=BEFORE).status is BookingStatus.ARRIVED
    midnight = VISIT.starts_at.replace(hour=5)  # in New York
    assert BOOKED.after(BookingAct.ARRIVE, at=midnight).status is BookingStatus.ARRIVED
    with pytest.raises(NotAllowed, match="on 09 March 2027, not today"):
        BOOKED.after(BookingAct.ARRIVE, at=midnight - timedelta(seconds=1))


def test_a_visit_of_which_nobody_spoke_is_not_moved() -> None:
    over = VISIT.ends_at
    assert BOOKED.is_unspoken(at=over) and not BOOKED.is_unspoken(at=over - timedelta(seconds=1))
    assert not replace(BOOKED, status=BookingStatus.ARRIVED).is_unspoken(at=over)
    with pytest.raises(NotAllowed, match="nobody has said whether the patient came") as refused:
        BOOKED.after(BookingAct.MOVE, at=over)
    assert "Record that the patient arrived or did not come" in refused.value.remedy
    assert BOOKED.after(BookingAct.MOVE, at=DURING).status is BookingStatus.BOOKED
