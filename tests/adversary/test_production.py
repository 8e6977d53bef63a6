"""A real site does not start on an unsafe configuration, and says what is unsafe."""

import os
import subprocess
import sys

import pytest

SAFE = {
    "ENTHESIS_SECRET_KEY": "k3Y-" * 16,
    "ENTHESIS_HOSTS": "hips.example",
    "ENTHESIS_ORIGIN": "https://hips.example",
    "ENTHESIS_MAIL_HOST": "mail.example",
    "ENTHESIS_FROM": "hips@hips.example",
}
UNSAFE = {
    "no key": ({"ENTHESIS_SECRET_KEY": ""}, "ENTHESIS_SECRET_KEY must hold"),
    "a short key": ({"ENTHESIS_SECRET_KEY": "k" * 49}, "ENTHESIS_SECRET_KEY must hold"),
    "no host": ({"ENTHESIS_HOSTS": ""}, "ENTHESIS_HOSTS must list"),
    "any host": ({"ENTHESIS_HOSTS": "hips.example,*"}, "ENTHESIS_HOSTS must not be *"),
    "links without TLS": ({"ENTHESIS_ORIGIN": "http://hips.example"}, "ENTHESIS_ORIGIN must begin"),
    "no mail server": ({"ENTHESIS_MAIL_HOST": ""}, "ENTHESIS_MAIL_HOST must name"),
    "no sender": ({"ENTHESIS_FROM": ""}, "ENTHESIS_FROM must be"),
    "another database": ({"DATABASE_URL": "mysql://x/y"}, "DATABASE_URL must begin"),
}
TRY = "from enthesis.config.settings.production import *; print(DEBUG, ENTHESIS_DEMO, SESSION_COOKIE_SECURE)"


def _start(**changes: str) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("ENTHESIS_", "DATABASE_URL", "DJANGO_"))}
    paths = {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    return subprocess.run(
        [sys.executable, "-c", TRY], env={**kept, **paths, **SAFE, **changes}, capture_output=True, text=True
    )


def test_a_safe_configuration_starts_as_a_real_site() -> None:
    started = _start()
    assert started.stdout.split() == ["False", "False", "True"], started.stderr


@pytest.mark.parametrize(("changes", "sentence"), UNSAFE.values(), ids=UNSAFE)
def test_an_unsafe_configuration_is_named(changes: dict[str, str], sentence: str) -> None:
    refused = _start(**changes)
    assert refused.returncode != 0
    assert sentence in refused.stderr


def test_everything_unsafe_is_named_at_once() -> None:
    refused = _start(ENTHESIS_HOSTS="", ENTHESIS_FROM="")
    assert "ENTHESIS_HOSTS" in refused.stderr
    assert "ENTHESIS_FROM" in refused.stderr
