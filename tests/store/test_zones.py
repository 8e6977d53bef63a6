"""The zone of a hip's days: its newest visit tells; where none does, no day is made up."""

from datetime import timedelta

import pytest

from enthesis.actions.bookings import book_visit, cancel_booking
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.practice.booking import Why
from enthesis.store import bookings, follow_ups, rounds
from enthesis.store.models import BookingChangeRow, BookingRow, TickRow
from tests.support.cases import ZONE, Hip, a_hip, a_house, a_visit
from tests.support.portal import MHHS, Telephone
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def lost() -> Hip:
    """A hip that answered, and whose visits are gone: nothing of ours does that."""
    hip = a_hip_at(Stage.OPERATED)
    hip.now += timedelta(days=45)
    Telephone(hip).enter("6w").send("mhhs", MHHS)
    TickRow.objects.all().delete()
    BookingChangeRow.objects.all().delete()
    BookingRow.objects.all().delete()
    return hip


def test_the_newest_visit_tells() -> None:
    hip = a_hip(a_house())
    assert bookings.zone_of(hip.house.desk, hip.case) == ZONE


def test_a_cancelled_visit_does_not_tell() -> None:
    hip = a_hip(a_house())
    desk, later = hip.house.desk, a_visit(a_visit().wall_start + timedelta(days=7))
    second = book_visit(desk, hip.case, later, at=hip.tick()).subject
    BookingRow.objects.filter(id=second).update(zone="America/Chicago")
    assert bookings.zone_of(desk, hip.case) == "America/Chicago"

    cancel_booking(desk, second, why=Why.MISTAKE, read=1, at=hip.tick())

    assert bookings.zone_of(desk, hip.case) == ZONE
    assert [b.id == second for b in bookings.bookings_of(desk, hip.case)] == [True, False]


def test_an_unknown_zone_never_becomes_a_date(lost: Hip) -> None:
    desk = lost.house.desk
    for read in (
        lambda: bookings.zone_of(desk, lost.case),
        lambda: follow_ups.list_follow_ups(desk),
        lambda: rounds.load_asking(desk, lost.case, "6w", at=lost.now),
    ):
        with pytest.raises(LookupError, match="no visit"):
            read()
