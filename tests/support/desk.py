"""A person at the desk: opens a page of a hip and sends its form as it stands, with what is typed over it."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from enthesis.store.scope import Scope
from tests.support.cases import Hip
from tests.support.screen import Screen, form_in


class Desk:
    """`open` and `send` name a page of the hip; every sending happens a minute after the last act."""

    def __init__(self, hip: Hip, scope: Scope | None = None) -> None:
        self.hip, self.screen = hip, Screen(scope or hip.house.surgeon, hip)

    def address(self, page: str, **place: str) -> str:
        return reverse(f"practice:{page}", kwargs={"case_id": self.hip.case, **place})

    def open(self, page: str, **place: str) -> HttpResponse:
        return self.screen.get(self.address(page, **place))

    def form(self, page: str, **place: str) -> dict[str, str]:
        """What the page would send untouched."""
        return form_in(self.open(page, **place), None, version=str(self.hip.read))

    def send(self, page: str, *, place: dict[str, str] | None = None, **typed: Any) -> HttpResponse:
        self.hip.tick()
        form = self.form(page, **(place or {}))
        return self.screen.post(self.address(page, **(place or {})), {**form, **typed})
