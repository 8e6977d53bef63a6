"""Starts what is queued, one job at a time, each in a process of its own, and looks after it.

The lease is renewed while the process lives. A process that ends before its job is settled is tried again;
one that takes too long is ended for good. When the site stops, its job waits again.
"""

import json
import logging
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from enthesis.cli.jobs import study
from enthesis.cli.jobs.kind import Kind
from enthesis.domain.errors import Problem
from enthesis.store import work
from enthesis.store.work import Leased

log = logging.getLogger(__name__)

KINDS: Mapping[str, Kind] = {study.KIND.name: study.KIND}
LONGEST = timedelta(hours=1)
RENEW_EVERY = timedelta(minutes=1)
GRACE = 5.0  # seconds a process has to end after it was asked to
PROGRAM = (sys.executable, "-m", "enthesis.cli.jobs.process")


@dataclass(slots=True)
class Going:
    """A job being done: its lease, its process, when it began and when the lease was last renewed."""

    leased: Leased
    process: subprocess.Popen[bytes]
    began: datetime
    renewed: datetime

    @property
    def kind(self) -> Kind:
        return KINDS[self.leased.kind]


class Jobs:
    """At most one job at a time. `environment` is what its process is started with, None as ours."""

    def __init__(self, *, environment: Mapping[str, str] | None = None, longest: timedelta = LONGEST) -> None:
        self.environment, self.longest = environment, longest
        self.going: Going | None = None

    def step(self, *, at: datetime) -> bool:
        """Looks after the job that is going on, or starts the next; whether one is going on now."""
        if self.going is not None:
            self._look_after(self.going, at)
        elif (leased := work.lease_job(at=at)) is not None:
            self._start(leased, at)
        else:
            for kind in KINDS.values():
                kind.give_up(at)
        return self.going is not None

    def stop(self, *, at: datetime) -> None:
        """No process of ours is left, and its job waits for the next worker."""
        if self.going is None:
            return
        going = self._end()
        if work.release_job(going.leased, at=at):
            going.kind.interrupted(going.leased)

    def _start(self, leased: Leased, at: datetime) -> None:
        if leased.kind not in KINDS:
            work.fail_job(leased, f"no job is of kind {leased.kind}", at=at)
            return
        process = subprocess.Popen(
            PROGRAM,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            env=self.environment,
            start_new_session=True,  # ctrl-C reaches us alone, and we end it in order
        )
        self.going = Going(leased=leased, process=process, began=at, renewed=at)
        assert process.stdin is not None  # noqa: S101  asked for above
        with suppress(BrokenPipeError):  # it has ended already: seen at the next step
            told = {"job": str(leased.id), "token": str(leased.token)}
            process.stdin.write(json.dumps(told).encode() + b"\n")
            process.stdin.flush()  # and stays open: the process ends when we do

    def _look_after(self, going: Going, at: datetime) -> None:
        if going.process.poll() is not None:
            self._settle(self._end(), at)
        elif at - going.began > self.longest:
            self._end()
            with suppress(Problem):  # it was settled, or taken over, in the same moment
                going.kind.took_too_long(going.leased, self.longest, at)
        elif at - going.renewed >= RENEW_EVERY:
            going.renewed = at
            if not work.renew_job(going.leased, at=at):
                self._end()

    def _settle(self, going: Going, at: datetime) -> None:
        """A process that ended without settling its job is followed by another."""
        code = going.process.returncode
        if work.fail_job(going.leased, f"its process ended with {code}", at=at):
            log.warning("A job of kind %s ended with %s on try %d.", *_told(going))
            going.kind.interrupted(going.leased)

    def _end(self) -> Going:
        """The process has ended, however it was asked to, and what it left is cleared away."""
        going, self.going = self.going, None
        assert going is not None  # noqa: S101  only called while one is going on
        if going.process.poll() is None:
            going.process.terminate()
            try:
                going.process.wait(GRACE)
            except subprocess.TimeoutExpired:
                going.process.kill()
        going.process.wait()
        if going.process.stdin is not None:
            with suppress(OSError):
                going.process.stdin.close()
        going.kind.clear(going.leased)
        return going


def _told(going: Going) -> tuple[str, int, int]:
    return going.leased.kind, going.process.returncode, going.leased.attempts
