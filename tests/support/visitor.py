"""A visitor at the pages of a request: goes through them as a browser does, at a moment of the test's own."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, cast

import time_machine
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.support.cases import AT, BORN

HIP = {"side": "left", "reason": "It hurts at night.", "how_long": "longer", "care": ["injection"]}
WHO = {
    "whom": "oneself",
    "given": "Ida",
    "family": "Ferro",
    "day": str(BORN.day),
    "month": str(BORN.month),
    "year": str(BORN.year),
    "email": "ida@example.org",
    "language": "en",
    "agreed": ["email"],
}


class Visitor:
    """A browser of its own. Every page is opened or sent some seconds after the one before."""

    def __init__(self, *, now: datetime = AT, language: str = "en") -> None:
        self.client, self.now = Client(headers={"accept-language": language}), now

    def tick(self, seconds: int = 10) -> datetime:
        self.now += timedelta(seconds=seconds)
        return self.now

    def get(self, page: str, **place: str) -> HttpResponse:
        return self.open(_address(page, place))

    def open(self, address: str) -> HttpResponse:
        with time_machine.travel(self.tick(), tick=False):
            return cast(HttpResponse, self.client.get(address))

    def post(self, page: str, typed: Mapping[str, Any], **place: str) -> HttpResponse:
        return self.send(_address(page, place), typed)

    def send(self, address: str, typed: Mapping[str, Any]) -> HttpResponse:
        with time_machine.travel(self.tick(), tick=False):
            return cast(HttpResponse, self.client.post(address, {"submit_key": "a key", **typed}))

    def has_no_sign(self) -> "Visitor":
        assert self.post("public:request", {"sign": "none"}).status_code == 303
        return self

    def tells_of_the_hip(self, **typed: Any) -> HttpResponse:
        return self.post("public:request_hip", {**HIP, **typed})

    def slots(self, page: HttpResponse | None = None) -> list[str]:
        shown = page or self.get("public:request_time")
        return re.findall(r'name="slot" value="([^"]+)"', shown.content.decode())

    def chooses(self, slot: str) -> HttpResponse:
        return self.post("public:request_time", {"slot": slot})

    def tells_who(self, **typed: Any) -> HttpResponse:
        return self.post("public:request_who", {**WHO, **typed})

    def comes_to_check(self, slot: str = "", *, hip: Mapping[str, Any] = HIP, **who: Any) -> "Visitor":
        """Everything is told but sent; without a slot it is the first one in the week."""
        self.has_no_sign().tells_of_the_hip(**hip)
        answer = self.chooses(slot or self.slots()[3])
        assert answer.status_code == 303, answer.content.decode()
        answer = self.tells_who(**who)
        assert answer["Location"] == reverse("public:request_check"), answer.content.decode()
        return self

    def sends(self, **typed: Any) -> HttpResponse:
        shown = self.get("public:request_check").content.decode()
        return self.post("public:request_check", {**self.hidden(shown), **typed})

    def hidden(self, shown: str) -> dict[str, str]:
        """What the check page sends with its button."""
        return dict(re.findall(r'name="(submit_key|seen)" value="([^"]+)"', shown))

    def books(self, slot: str = "", **who: Any) -> str:
        """The private link to the visit that is booked now."""
        answer = self.comes_to_check(slot, **who).sends()
        assert answer.status_code == 303, answer.content.decode()
        assert answer["Location"].endswith("/booked/")
        return str(answer["Location"]).removesuffix("booked/")


def _address(page: str, place: Mapping[str, str]) -> str:
    return reverse(page, kwargs=dict(place) or None)
