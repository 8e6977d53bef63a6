"""Five weeks of visits that are booked, moved and cancelled at random, over a change of the clocks."""

from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from enthesis.actions import bookings as acts
from enthesis.domain.errors import Problem
from enthesis.domain.practice.booking import Booking, BookingStatus, Why
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.practice.reminders import APART, KIND
from enthesis.domain.practice.send_window import is_open, next_open
from enthesis.store import bookings
from enthesis.store.models import OutboxRow
from tests.support import sending
from tests.support.cases import AT, ZONE, Hip, a_hip, a_house, a_visit
from tests.support.sending import BOTH, Left, agree

pytestmark = pytest.mark.django_db

STEP, STEPS = timedelta(minutes=97), 520  # at every time of day and night, for five weeks
HIPS = 8
FIRST = datetime(2027, 3, 10)  # noqa: DTZ001  wall times; the clocks change on the 14th


@pytest.fixture(autouse=True)
def carried(settings: Any, tmp_path: Path) -> None:
    settings.ENTHESIS_SMS, settings.DATA = "file", tmp_path


class Spring:
    """A practice whose visits change at random, and what left it, each with the visit as it then stood."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)  # noqa: S311
        self.house = a_house()
        self.hips = [self._hip(number) for number in range(HIPS)]
        self.left: list[tuple[Left, Booking, int]] = []
        agree(*BOTH)

    def pass_by(self) -> "Spring":
        for number in range(STEPS):
            at = AT + number * STEP
            if self.chance.random() < 0.08:
                self._change(self.chance.choice(self.hips), at)
            for one in sending.send(at):
                row = OutboxRow.objects.get(id=one.id)
                if row.kind.startswith((KIND, "visit_")):
                    self.left.append((one, bookings.load_booking(self.house.desk, row.subject), row.version))
        return self

    def _hip(self, number: int) -> Hip:
        return a_hip(self.house, f"Patient{number}", visit=a_visit(self._wall(number)))

    def _wall(self, number: int) -> datetime:
        """No two hips ever want the same time: each has days of its own."""
        day = FIRST + timedelta(days=number + HIPS * self.chance.randrange(4))
        return day + timedelta(hours=self.chance.choice((7, 9, 13, 19)), minutes=self.chance.choice((0, 40)))

    def _change(self, hip: Hip, at: datetime) -> None:
        (booking, *_) = bookings.bookings_of(self.house.desk, hip.case)
        told: dict[str, Any] = {
            "why": self.chance.choice(list(Why)),
            "read": booking.version,
            "at": at,
        }
        try:
            if self.chance.random() < 0.15:
                acts.cancel_booking(self.house.desk, booking.id, **told)
            else:
                wall = self._wall(self.hips.index(hip))
                acts.move_booking(self.house.desk, booking.id, a_visit(wall), outside=True, **told)
        except Problem:
            pass  # it is over, or off, or there already: nothing has changed


@pytest.mark.parametrize("seed", range(3))
def test_nothing_leaves_at_night_after_the_visit_twice_or_too_near_another(seed: int) -> None:
    spring = Spring(seed).pass_by()
    reminders = [told for told in spring.left if told[0].kind.startswith(KIND)]
    news = [told for told in spring.left if told[0].kind in ("visit_moved", "visit_cancelled")]
    assert len(reminders) > 3 and len(news) > 5  # some come too late for what they tell, and stay

    for one, booking, _ in reminders:
        assert is_open(one.at, ZONE), f"{utc_to_wall(one.at, ZONE)}"
        assert one.at < booking.visit.starts_at and booking.status is BookingStatus.BOOKED
        assert f"{booking.visit.wall_start:%-I:%M %p}" in one.body
        others = [o.at for o, b, _ in spring.left if b.id == booking.id and o is not one and o.at <= one.at]
        assert all(one.at - other >= APART for other in others)
    keys = [(booking.id, one.kind, version) for one, booking, version in spring.left]
    assert len(keys) == len(set(keys))

    for one, booking, _ in news:
        by_patient = '"answers":true' in OutboxRow.objects.get(id=one.id).body
        is_in_time = next_open(one.at, ZONE) < booking.visit.starts_at
        assert by_patient or is_open(one.at, ZONE) or not is_in_time
