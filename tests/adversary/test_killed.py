"""Killed with -9 in the middle of writing, again and again: what was acknowledged is there, whole."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection

from enthesis.domain.candidacy.facts import Facts
from enthesis.store import bookings
from enthesis.store.audit import find_break, list_audit
from enthesis.store.models import OutboxRow
from tests.support.cases import Hip, a_hip, a_house

ROOT = Path(__file__).parents[2]
KILLS = 10


def environment(database: str) -> dict[str, str]:
    """The child's way to this test's own database."""
    told = {**os.environ, "DJANGO_SETTINGS_MODULE": "enthesis.config.settings.test"}
    if address := os.environ.get("DATABASE_URL"):
        return {**told, "DATABASE_URL": address.replace("/enthesis?", f"/{database}?")}
    return {**told, "ENTHESIS_DATA": str(Path(database).parent)}


def write_and_die(hip: Hip, database: str, chance: random.Random) -> list[tuple[str, str]]:
    """What the child said was done before it was killed."""
    words = (hip.house.practice, hip.house.nurse.actor.person, hip.case)
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.support.writer", *map(str, words)],
        cwd=ROOT,
        env=environment(database),
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout
    told = [child.stdout.readline() for _ in range(chance.randint(2, 12))]
    time.sleep(chance.random() / 50)
    child.send_signal(signal.SIGKILL)
    told += child.stdout.readlines()
    assert child.wait() == -signal.SIGKILL
    return [(kind, subject) for kind, _, subject in (line.strip().partition(" ") for line in told) if subject]


@pytest.mark.timeout(180)
def test_what_was_acknowledged_is_there_and_nothing_is_half(fresh_database: str) -> None:
    hip = a_hip(a_house())
    before, waiting = hip.read, 0
    hip.house.nurse  # noqa: B018  the account the child writes with
    asked_before = len(list_audit(hip.house.desk, limit=10_000))
    connection.close()
    chance = random.Random(20270308)  # noqa: S311
    acknowledged: list[tuple[str, str]] = []

    for _ in range(KILLS):
        acknowledged += write_and_die(hip, fresh_database, chance)
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                assert cursor.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert find_break() is None

        entries = [e for e in hip.file.entries if isinstance(e.value, Facts)]
        trail = list_audit(hip.house.desk, limit=10_000)[:-asked_before]
        requests = {str(r.id) for r in bookings.list_requests(hip.house.desk)}
        told_facts = [int(version) for kind, version in acknowledged if kind == "facts"]
        told_requests = {subject for kind, subject in acknowledged if kind == "request"}

        assert told_requests <= requests
        assert len(requests - told_requests) <= len(acknowledged)
        assert hip.read - before == len(entries) >= len(told_facts)
        assert hip.read >= max(told_facts)
        assert [e.action for e in trail].count("record_facts") == len(entries)
        assert {str(e.subject) for e in trail if e.action == "request_consultation"} == requests
        sent = OutboxRow.objects.filter(kind="request_received").values_list("subject", flat=True)
        assert {str(s) for s in sent} >= requests
        assert len(requests) > waiting
        waiting = len(requests)
        connection.close()
