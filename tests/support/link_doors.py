"""Every kind of private link to one patient, devices that come by them, and what the database holds."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast
from uuid import UUID

import time_machine
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from enthesis.actions.intake import issue_intake_link
from enthesis.actions.outcomes import issue_link
from enthesis.actions.visit_links import issue_visit_link
from enthesis.actions.waiting import join_waiting_list
from enthesis.actions.waiting_links import issue_waiting_link
from enthesis.domain.outcomes.wording import DEMONSTRATION
from enthesis.domain.practice.booking import Booking
from enthesis.domain.practice.waiting import Subject
from enthesis.domain.terms import Role
from enthesis.store import bookings
from enthesis.store.models import LinkRow, PersonRow, WaitingRow
from enthesis.web.shell.discovery import Page, pages
from tests.support.cases import Hip
from tests.support.portal import RIGHT
from tests.support.waiting import ANY

HOMES = {
    "answer": "/my/forms/",
    "intake": "/my/intake/",
    "visit": "/visit/",
    "waiting": "/waiting/",
    "tablet": "/my/forms/",
}
"""The kinds of private link, with the first page behind each."""
ENDED = {"answer": "/my/ended/", "intake": "/my/ended/", "visit": "/visit/ended/", "waiting": "/waiting/"}
"""Where a link that leads nowhere leads."""
IN_MESSAGES = tuple(ENDED)


def token_of(address: str) -> str:
    return address.strip("/").split("/")[-1]


def booking_of(hip: Hip) -> Booking:
    return bookings.bookings_of(hip.house.desk, hip.case)[0]


def mailed(hip: Hip, kind: str) -> str:
    """The address in a message that the worker writes now."""
    worker, at = hip.house.scope(Role.SYSTEM), hip.tick()
    match kind:
        case "answer":
            told = issue_link(worker, hip.case, "baseline", wordings=DEMONSTRATION, at=at)
            return reverse("portal:link", kwargs={"token": told.secret})
        case "intake":
            told = issue_intake_link(worker, hip.case, at=at)
            return reverse("portal:link", kwargs={"token": told.secret})
        case "visit":
            told = issue_visit_link(worker, booking_of(hip).id, at=at)
            return reverse("public:visit_link", kwargs={"token": told.secret})
        case _:
            told = issue_waiting_link(worker, place_of(hip), at=at)
            return reverse("public:waiting_link", kwargs={"token": told.secret})


def place_of(hip: Hip) -> UUID:
    """The patient's place on the waiting list, for an earlier visit."""
    booking = booking_of(hip)
    found = WaitingRow.objects.filter(booking_id=booking.id).first()
    if found:
        return found.id
    return join_waiting_list(hip.house.desk, Subject(booking=booking.id), ANY, at=hip.tick()).subject


@dataclass(slots=True)
class Device:
    """A browser of its own whose clock shows the hip's time."""

    hip: Hip
    client: Client = field(default_factory=Client)
    count: int = 0

    def ask(
        self, method: str, url: str, typed: Mapping[str, Any] | None = None, **headers: str
    ) -> HttpResponse:
        with time_machine.travel(self.hip.now, tick=False):
            if method == "POST":
                return self.sends(url, typed or {}, **headers)
            return cast(HttpResponse, self.client.generic(method, url, headers=headers))

    def sends(self, url: str, typed: Mapping[str, Any], **headers: str) -> HttpResponse:
        """A form, at whatever the clock shows: for many at once."""
        self.count += 1
        sent = {"submit_key": f"{id(self)} {self.count}", **typed}
        return cast(HttpResponse, self.client.post(url, sent, headers=headers))

    def get(self, url: str) -> HttpResponse:
        return self.ask("GET", url)

    def post(self, url: str, typed: Mapping[str, Any]) -> HttpResponse:
        return self.ask("POST", url, typed)

    def enters(self, address: str) -> "Device":
        """With the right date of birth."""
        answer = self.post(address, RIGHT)
        assert answer.status_code == 303, answer.content.decode()
        assert answer["Location"] in HOMES.values(), answer["Location"]
        return self

    def answers(self, address: str) -> "Device":
        """Has come in to the questions, with none of the signs that must not wait."""
        self.enters(address)
        assert self.post("/my/signs/", {"sign": "none"}).status_code == 303
        return self

    def is_handed(self) -> "Device":
        """A tablet that staff hand over for this patient, before the date of birth."""
        page = reverse("practice:invite", kwargs={"case_id": self.hip.case, "milestone": "baseline"})
        self.hip.tick()
        assert self.signs_in().post(page, {"do": "tablet"})["Location"] == "/my/tablet/"
        return self

    def signs_in(self, role: Role = Role.NURSE) -> "Device":
        person = self.hip.house.scope(role).actor.person
        assert person
        with time_machine.travel(self.hip.now, tick=False):
            self.client.force_login(PersonRow.objects.get(id=person))
        return self

    def keeps(self, **told: str) -> "Device":
        """This stands in the session of the browser, from whomever."""
        with time_machine.travel(self.hip.now, tick=False):
            session = self.client.session
            session.update(told)
            session.save()
        self.client.cookies["sessionid"] = session.session_key or ""
        return self

    @property
    def session(self) -> dict[str, Any]:
        with time_machine.travel(self.hip.now, tick=False):
            return dict(self.client.session.items())


def a_device(hip: Hip, kind: str) -> tuple[Device, str]:
    """A device, and the address where this kind of link asks for the date of birth."""
    if kind == "tablet":
        return Device(hip).is_handed(), "/my/tablet/"
    return Device(hip), mailed(hip, kind)


def is_in(device: Device, kind: str) -> bool:
    """Whether the first page behind the link shows itself on this device."""
    page = device.get(HOMES[kind])
    if kind == "waiting":
        return "You are on the waiting list" in page.content.decode()
    return page.status_code == 200 or page.headers.get("Location") == "/my/signs/"


def newest(hip: Hip) -> LinkRow:
    return LinkRow.objects.filter(practice_id=hip.house.practice).latest("created_at")


def everything(*, without: tuple[str, ...] = ("django_session",)) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, in an order of its own."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table not in without:
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608  our own names
                found[table] = sorted(cursor.fetchall(), key=str)
    return found


def all_that_is_kept() -> str:
    """Every row of every table as text, the sessions and what is counted in the cache read out."""
    sessions = [session.get_decoded() for session in Session.objects.all()]
    return repr((everything(without=()), sessions, vars(cache).get("_cache", {})))


def placed(page: Page, **given: str) -> str:
    """The address of a page with these values in it; raises KeyError for one that is not given."""
    names = re.findall(r"<(?:\w+:)?(\w+)>", page.route.path)
    return reverse(page.name, kwargs={name: given[name] for name in names} or None)


def page_called(name: str) -> Page:
    return next(page for page in pages() if page.name == name)
