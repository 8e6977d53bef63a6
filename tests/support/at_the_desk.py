"""The desk's browser at a house of its own, with what several of its pages show."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from enthesis.domain.practice.booking import Booking
from enthesis.domain.terms import Role
from enthesis.store import bookings
from enthesis.web.shell.diary import visit_at
from tests.support.cases import Hip, House, a_hip, a_house, a_request, a_visit, book, practice_of
from tests.support.screen import Screen

NINTH = datetime(2027, 3, 9)  # noqa: DTZ001  a wall time: the Tuesday on which a_visit() is
SLOT = re.compile(r'name="slot" value="([^"]+)"')
HOUR = timedelta(hours=1)


@dataclass(slots=True)
class Desk:
    """A house with one hip, booked for ten on the ninth; the screen shows its own moment."""

    house: House
    hip: Hip
    screen: Screen
    role: Role = Role.DESK

    def get(self, name: str, *, query: str = "", **kwargs: object) -> HttpResponse:
        return self.screen.get(reverse(name, kwargs=kwargs or None) + query)

    def post(self, name: str, data: dict[str, object], *, query: str = "", **kwargs: object) -> HttpResponse:
        return self.screen.post(reverse(name, kwargs=kwargs or None) + query, {"submit_key": "a key", **data})

    @property
    def booking(self) -> Booking:
        return bookings.bookings_of(self.house.desk, self.hip.case)[-1]

    def also(self, family: str, hour: int, minute: int = 0) -> Booking:
        """Another hip, booked on the ninth."""
        case = book(
            self.house, a_request(self.house, family), a_visit(NINTH.replace(hour=hour, minute=minute))
        )
        return bookings.bookings_of(self.house.desk, case)[0]

    def also_at(self, key: str) -> Booking:
        """Another hip, booked for the free time a page offered."""
        visit = visit_at(practice_of("north"), key, visit_type="consultation")
        case = book(self.house, a_request(self.house, "Faster"), visit)
        return bookings.bookings_of(self.house.desk, case)[0]

    def on_the_day(self) -> "Desk":
        """It is the ninth, at ten past ten, and whoever sits here has just signed in."""
        self.hip.now = self.booking.visit.starts_at + timedelta(minutes=10)
        self.screen = Screen(self.house.scope(self.role), self.hip)
        return self


def a_desk(role: Role = Role.DESK) -> Desk:
    hip = a_hip(a_house())
    return Desk(hip.house, hip, Screen(hip.house.scope(role), hip), role)


def slots(page: HttpResponse) -> list[str]:
    """The keys of the free times a page shows."""
    return SLOT.findall(page.content.decode())


def booking_in(told: str) -> UUID:
    found = re.search(r"/visits/([0-9a-f-]{36})/", told)
    assert found
    return UUID(found[1])
