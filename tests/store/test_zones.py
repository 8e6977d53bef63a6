"""The zone of a hip's days: its newest visit tells; where none does, no day is made up."""

from datetime import timedelta

import pytest

from enthesis.actions import outcomes
from enthesis.domain.pathway.stages import Stage
from enthesis.store import bookings, follow_ups
from enthesis.store.models import BookingRow, TickRow
from tests.support.cases import ZONE, Hip, a_hip, a_house
from tests.support.portal import MHHS, Telephone

pytestmark = pytest.mark.django_db


@pytest.fixture
def lost() -> Hip:
    """A hip that answered, and whose visits are gone: nothing of ours does that."""
    hip = a_hip(a_house()).to(Stage.OPERATED)
    hip.now += timedelta(days=45)
    Telephone(hip).enter("6w").send("mhhs", MHHS)
    TickRow.objects.all().delete()
    BookingRow.objects.all().delete()
    return hip


def test_the_newest_visit_tells() -> None:
    hip = a_hip(a_house())
    assert bookings.zone_of(hip.house.desk, hip.case) == ZONE


def test_an_unknown_zone_never_becomes_a_date(lost: Hip) -> None:
    desk = lost.house.desk
    for read in (
        lambda: bookings.zone_of(desk, lost.case),
        lambda: follow_ups.list_follow_ups(desk),
        lambda: outcomes.load_asking(desk, lost.case, "6w", at=lost.now),
    ):
        with pytest.raises(LookupError, match="no visit"):
            read()
