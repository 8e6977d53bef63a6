"""A mail scanner opens every address in every message before its reader does: nothing comes of it.

It asks as such programs do, follows where it is sent and every address on the pages it is shown, and brings
no cookie. What a message leads to is changed by a form that somebody sends, and by nothing else.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, cast

import pytest
from django.core import mail
from django.core.cache import cache
from django.http import HttpResponse

from enthesis.actions.feeds import make_feed
from enthesis.actions.intake import invite_to_intake
from enthesis.domain.people.patient import Reach
from enthesis.domain.terms import Role
from enthesis.store.models import LinkRow, MessageStopRow
from tests.support.cases import AT, Hip, a_hip, a_visit
from tests.support.link_doors import Device, everything, token_of
from tests.support.portal import RIGHT
from tests.support.sending import agree, send, walk
from tests.support.waiting import TEN, a_holder, a_small_house, cancels, joins, on, open_offers, serve

pytestmark = pytest.mark.django_db

HERE = "http://testserver"
ADDRESS = re.compile(r"https?://[^\s<>\"]+")
AHEAD = {
    "purpose": "prefetch",
    "sec-purpose": "prefetch;prerender",
    "x-moz": "prefetch",
    "x-purpose": "preview",
}
PLAIN = {"user-agent": "Mozilla/5.0 (compatible; LinkScanner/3.1)"}


@pytest.fixture
def hip(settings: Any) -> Hip:
    """A patient to whom every kind of message went that leads somewhere, and the worker is done."""
    cache.clear()
    settings.ENTHESIS_ORIGIN, settings.ENTHESIS_SENDS_AT_NIGHT = HERE, True
    house = a_small_house()
    hip = a_hip(house, visit=a_visit(TEN + timedelta(days=3))).invite()
    early, late = a_holder(house, "Early", on(7)), a_holder(house, "Late", on(8))
    joins(house, late)
    agree(Reach.EMAIL)
    invite_to_intake(house.desk, hip.case, at=hip.tick())
    walk(AT, AT + timedelta(days=3))
    hip.now = AT + timedelta(days=3, minutes=1)
    cancels(house, early, now=hip.now)
    serve(house, now=hip.now)
    send(hip.now)
    assert open_offers(house)
    return hip


def addresses() -> Iterator[str]:
    """Every address in every message that left, in its words, its headers and what is attached to it."""
    for message in mail.outbox:
        whole = message.message()
        told = [str(message.body), *map(str, whole.values())]
        parts = (part for part in whole.walk() if not part.is_multipart())
        told += [cast(bytes, part.get_payload(decode=True)).decode() for part in parts]
        for words in told:
            yield from (found.rstrip(".,)") for found in ADDRESS.findall(words))


def opened(device: Device, address: str, seen: set[str], method: str, headers: dict[str, str]) -> None:
    """The address, where it leads, and every address on what it shows, as far as this site goes."""
    here = address.removeprefix(HERE).split("#")[0]
    if not here.startswith("/") or here.startswith("//") or here in seen or len(seen) > 40:
        return
    seen.add(here)
    answer = device.ask(method, here, None, **headers)
    assert answer.status_code < 500, here
    for further in [answer.headers.get("Location", ""), *on_page(answer)]:
        opened(device, further, seen, method, headers)


def on_page(answer: HttpResponse) -> list[str]:
    if "text/html" not in answer.headers.get("Content-Type", ""):
        return []
    private = r"/(?:my|v|w|visit|waiting|stop|calendar)/"
    return [
        one
        for one in re.findall(r'(?:href|src|action)="([^"]+)"', answer.content.decode())
        if re.match(private, one)
    ]


def test_a_scanner_that_opens_everything_changes_nothing(hip: Hip) -> None:
    feed = make_feed(hip.house.scope(Role.ADMINISTRATOR), "doctor", at=hip.tick()).secret
    found = sorted({*addresses(), f"{HERE}/calendar/{feed}.ics"})
    kinds = {address.removeprefix(HERE).split("/")[1] for address in found}
    assert {"my", "v", "w", "stop", "calendar"} <= kinds, kinds
    before = everything(without=())

    for address in found:
        for method in ("GET", "HEAD", "OPTIONS"):
            for headers in (PLAIN, AHEAD):
                opened(Device(hip), address, set(), method, headers)

    assert everything(without=()) == before
    assert not LinkRow.objects.exclude(opened_at=None).exists()
    assert not MessageStopRow.objects.exists()


def test_after_the_scanner_every_link_does_what_it_is_for(hip: Hip) -> None:
    links = sorted({a.removeprefix(HERE) for a in addresses() if re.search(r"/(?:my/link|v|w)/", a)})
    assert len(links) >= 4
    led = set()
    for link in links:
        Device(hip).get(link)
        answer = Device(hip).post(link, RIGHT)
        led.add(answer.headers["Location"])
    assert {"/my/forms/", "/my/intake/", "/visit/", "/waiting/"} <= led


def test_a_token_alone_is_not_enough_for_a_scanner_that_sends_forms(hip: Hip) -> None:
    """It presses what it finds, as a form without a date; that is no try, and no answer."""
    before = everything(without=())
    for address in {a.removeprefix(HERE) for a in addresses() if re.search(r"/(?:my/link|v|w)/", a)}:
        for typed in (
            {},
            {"day": "", "month": "", "year": ""},
            {"day": "test", "month": "1", "year": "test"},
        ):
            assert Device(hip).post(address, typed).status_code == 422
        assert Device(hip).post(f"/my/link/{token_of(address)}/", {}).status_code == 422
    assert everything(without=()) == before
