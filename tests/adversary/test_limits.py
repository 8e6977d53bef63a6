"""The counters of what visitors send hold when many send at once, on the cache that production uses."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.management import call_command
from django.test import RequestFactory, override_settings

from enthesis.config.settings.base import SHARED_CACHE
from enthesis.web.shell.limits import CONTACTS, REQUESTS, is_within
from tests.support.fresh import together

pytestmark = pytest.mark.usefixtures("fresh_database")
IN_THE_DATABASE = {"default": SHARED_CACHE}
MOST = 5


def sent(*, address: str = "198.51.100.7", forwarded: str = "", key: str = "") -> bool:
    request = RequestFactory().post("/request/check/", REMOTE_ADDR=address, HTTP_X_FORWARDED_FOR=forwarded)
    return is_within(request, CONTACTS if key else REQUESTS, key=key)  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def limits(monkeypatch: pytest.MonkeyPatch, fresh_database: str) -> object:
    monkeypatch.setitem(settings.ACCOUNT_RATE_LIMITS, "request", f"{MOST}/1h/ip")
    monkeypatch.setitem(settings.ACCOUNT_RATE_LIMITS, "request_contact", f"{MOST}/1d/key")
    with override_settings(CACHES=IN_THE_DATABASE):
        call_command("createcachetable", verbosity=0)
        yield
        caches["default"].clear()


def test_of_many_at_once_no_more_come_through_than_the_limit_says() -> None:
    results = together(20, lambda _: sent())

    assert not [r for r in results if isinstance(r, Exception)]
    assert 1 <= sum(r is True for r in results) <= MOST
    assert [sent() for _ in range(MOST)].count(True) <= MOST - sum(r is True for r in results)


def test_each_address_and_each_contact_has_its_own_count() -> None:
    assert [sent() for _ in range(MOST + 1)] == [True] * MOST + [False]
    assert sent(address="198.51.100.8")
    assert [sent(key=" Ida@Example.org ") for _ in range(MOST)] == [True] * MOST
    assert not sent(key="ida@example.org")
    assert sent(key="bea@example.org")


def test_a_few_hundred_addresses_wash_no_count_away() -> None:
    assert [sent() for _ in range(MOST + 1)] == [True] * MOST + [False]
    for number in range(400):
        assert sent(address=f"203.0.{number // 200}.{number % 200}")
    assert not sent()


def test_behind_a_proxy_the_callers_are_told_apart_and_none_can_pretend() -> None:
    with override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=1):
        for n in range(MOST):  # what a caller writes before the proxy's own word counts for nothing
            assert sent(address="10.0.0.1", forwarded=f"203.0.113.{n}, 198.51.100.9")
        assert not sent(address="10.0.0.1", forwarded="203.0.113.200, 198.51.100.9")
        assert sent(address="10.0.0.1", forwarded="198.51.100.10")
    assert sent(address="198.51.100.11", forwarded="198.51.100.9")  # without a proxy nobody's word counts


def test_the_processes_of_a_demonstration_count_together(tmp_path: Path) -> None:
    count = (
        "import django; django.setup()\n"
        "from enthesis.cli.site import migrate; migrate()\n"
        "from django.test import RequestFactory\n"
        "from enthesis.web.shell.limits import REQUESTS, is_within\n"
        "sent = RequestFactory().post('/request/check/', REMOTE_ADDR='198.51.100.7')\n"
        "print([is_within(sent, REQUESTS) for _ in range(2)])"
    )
    at_home = {
        **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
        "DJANGO_SETTINGS_MODULE": "enthesis.config.settings.demo",
        "ENTHESIS_DATA": str(tmp_path),
        "ENTHESIS_LIMIT_REQUESTS": "3/1h/ip",
    }
    told = [
        subprocess.run([sys.executable, "-c", count], env=at_home, capture_output=True, text=True, check=True)
        for _process in range(2)
    ]
    assert [one.stdout.strip() for one in told] == ["[True, True]", "[True, False]"]
