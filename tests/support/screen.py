"""A person at a screen: signed in, sending the forms of a page as a browser would, at the hip's own time."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from html.parser import HTMLParser
from typing import Any, cast
from zoneinfo import ZoneInfo

import time_machine
from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.test import Client

from enthesis.store.scope import Scope
from tests.support.cases import ZONE, Hip


class Screen:
    """One person's browser. `send` takes the form of a page as it stands and types over it."""

    def __init__(self, scope: Scope, hip: Hip) -> None:
        self.client, self.hip = Client(), hip
        assert scope.actor.person
        with self._now():
            self.client.force_login(get_user_model().objects.get(pk=scope.actor.person))

    def get(self, url: str) -> HttpResponse:
        with self._now():
            return cast(HttpResponse, self.client.get(url))

    def form(self, url: str, act: str, **marks: str) -> dict[str, str]:
        """What the page's form would send untouched."""
        return form_in(self.get(url), act, **marks)

    def send(self, url: str, act: str, *, marks: dict[str, str] | None = None, **typed: Any) -> HttpResponse:
        return self.post(url, {**self.form(url, act, **(marks or {})), **typed})

    def post(self, url: str, data: dict[str, Any]) -> HttpResponse:
        with self._now():
            return cast(HttpResponse, self.client.post(url, data))

    @contextmanager
    def _now(self) -> Iterator[None]:
        with time_machine.travel(self.hip.now, tick=False):
            yield


class _Forms(HTMLParser):
    """Every form of a page as the pairs it would send."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, str]] = []
        self._select = self._text = ""
        self._first = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        name = told.get("name") or ""
        if tag == "form":
            self.forms.append({})
        elif not self.forms:
            return
        elif tag == "input" and name:
            if told.get("type") not in ("radio", "checkbox") or "checked" in told:
                self.forms[-1][name] = told.get("value") or ""
        elif tag == "select":
            self._select, self._first = name, True
        elif tag == "option" and (self._first or "selected" in told):
            self.forms[-1][self._select] = told.get("value") or ""
            self._first = False
        elif tag == "textarea":
            self._text = name
            self.forms[-1][name] = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._text = ""

    def handle_data(self, data: str) -> None:
        if self._text and self.forms:
            self.forms[-1][self._text] += data.removeprefix("\n")


def form_in(response: HttpResponse, act: str | None, **marks: str) -> dict[str, str]:
    parser = _Forms()
    parser.feed(response.content.decode())
    for form in parser.forms:
        if form.get("act") == act and all(form.get(name) == value for name, value in marks.items()):
            return form
    raise LookupError(f"The page has no form {act} {marks}: {[f.get('act') for f in parser.forms]}")


def text_of(response: HttpResponse) -> str:
    """The page as one line of text, entities decoded, tags gone."""
    parser = _Words()
    parser.feed(response.content.decode())
    return " ".join(" ".join(parser.words).split())


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def wall(at: datetime) -> str:
    """A moment as the office's clock shows it in a field."""
    return at.astimezone(ZoneInfo(ZONE)).strftime("%Y-%m-%dT%H:%M")


LONG = "x" * 10_000
ODD = "Łukasz O’Hara-Ωmega 试 🦴 <b>&"
