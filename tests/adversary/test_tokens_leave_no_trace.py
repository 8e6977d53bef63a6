"""What opens a private page stands in its message and in the address its holder types, and nowhere else."""

import io
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client

from enthesis.actions.feeds import make_feed
from enthesis.cli.outbox.send import send_due_messages
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.people.patient import Reach
from enthesis.domain.terms import Role
from enthesis.store.links import hash_of
from enthesis.store.models import LinkRow, OutboxRow
from enthesis.web.shell.logs import Line
from tests.support.cases import Hip
from tests.support.link_doors import (
    IN_MESSAGES,
    Device,
    all_that_is_kept,
    mailed,
    token_of,
)
from tests.support.portal import MHHS, RIGHT, WRONG, Telephone
from tests.support.sending import agree
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.usefixtures("fresh_database")


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Every line of every logger, however small, as the site writes it."""
    kept, root, changed = io.StringIO(), logging.getLogger(), list[tuple[logging.Logger, int]]()
    handler = logging.StreamHandler(kept)
    handler.setFormatter(Line())
    for name in ("", "django", "django.request", "django.security", "enthesis", "asyncio"):
        logger = logging.getLogger(name)
        changed.append((logger, logger.level))
        logger.setLevel(logging.DEBUG)
        logger.addHandler(handler)
    yield kept
    for logger, level in changed:
        logger.setLevel(level)
        logger.removeHandler(handler)
    root.removeHandler(handler)


def used(hip: Hip, tokens: dict[str, str]) -> Iterator[object]:
    """Every answer to what people do with these addresses: rightly, wrongly, too late, twice."""
    for kind, address in tokens.items():
        device = Device(hip)
        yield device.get(address)
        yield device.post(address, WRONG)
        yield device.post(address, RIGHT)
        yield device.get(f"{address[:-1]}x/")
        if kind == "answer":
            yield device.post("/my/signs/", {"sign": "none"})
            form = Telephone(hip).form()
            yield device.get(f"{form}?q=1")
            yield device.post(form, MHHS)
            yield device.post(f"{form}?q=end", {"go": "send"})
            for page in (
                "/my/own/",
                "/my/own/sent/",
                "/my/own/data/?form=json",
                "/my/thanks/",
                "/my/forms/none/",
            ):
                yield device.get(page)
        for page in ("/visit/", "/waiting/", "/my/intake/", "/my/later/"):
            yield device.get(page)
        LinkRow.objects.filter(token_hash=hash_of(token_of(address))).update(revoked_at=hip.now)
        yield device.post(address, RIGHT)
        yield device.get("/my/forms/")


def broken(hip: Hip, address: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """Answers where something fails at the address itself."""
    strict = Device(hip, Client(enforce_csrf_checks=True, raise_request_exception=False))
    yield strict.post(address, RIGHT)
    yield strict.ask("POST", address, RIGHT, origin="https://evil.example")
    with monkeypatch.context() as patch:
        patch.setattr("enthesis.store.links.hash_of", lambda token: 1 / 0 and token)
        yield Device(hip, Client(raise_request_exception=False)).post(address, RIGHT)


def test_nothing_keeps_or_tells_a_token(
    fresh_database: str, log: io.StringIO, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.clear()
    settings.ENTHESIS_ORIGIN, settings.ENTHESIS_SENDS_AT_NIGHT = "http://testserver", True
    hip = a_hip_at(Stage.BOOKED).invite()
    agree(Reach.EMAIL)
    tokens = {kind: mailed(hip, kind) for kind in IN_MESSAGES}
    send_due_messages(at=hip.tick())
    sent = {
        found for one in mail.outbox for found in re.findall(r"/(?:my/link|v|w)/[\w-]{43}/", str(one.body))
    }
    feed = make_feed(hip.house.scope(Role.ADMINISTRATOR), "doctor", at=hip.tick()).secret
    assert len(sent) >= 2

    every = {**tokens, **{address: address for address in sent}}
    answers = [*used(hip, every), Device(hip).get(f"/calendar/{feed}.ics")]
    broken_ones = list(broken(hip, tokens["answer"], monkeypatch))
    assert [answer.status_code for answer in broken_ones] == [403, 403, 500]  # type: ignore[attr-defined]

    secrets = {token_of(address) for address in every.values()} | {feed}
    kept, lines = all_that_is_kept(), log.getvalue()
    assert hash_of(next(iter(secrets))) in kept and lines.count("\n") > 20
    for secret in secrets:
        assert secret not in kept
        assert secret not in lines
        for row in OutboxRow.objects.all():
            assert secret not in row.body
        for file in Path(fresh_database).parent.glob("*") if connection.vendor == "sqlite" else ():
            assert not file.is_file() or secret.encode() not in file.read_bytes(), file
        for answer in answers:
            assert secret not in str(answer.headers), answer  # type: ignore[attr-defined]
    assert "Ferro" not in lines and "1961" not in lines and site.ENTHESIS_ORIGIN not in lines


def test_a_page_behind_a_link_names_no_token(settings: Any) -> None:
    """Nor does the page of an error at its address, but for the field that leads back to itself."""
    cache.clear()
    hip = a_hip_at(Stage.BOOKED).invite()
    address = mailed(hip, "answer")
    device = Device(hip).answers(address)
    for page in ("/my/forms/", "/my/own/", "/my/own/data/", "/my/later/", "/my/thanks/"):
        assert token_of(address) not in device.get(page).content.decode()
    refused = Device(hip, Client(enforce_csrf_checks=True)).post(address, RIGHT).content.decode()
    shown = re.sub(r'<input type="hidden" name="next" value="[^"]*">', "", refused)
    assert token_of(address) not in shown
