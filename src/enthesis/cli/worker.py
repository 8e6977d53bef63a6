"""The worker: sends what waits in the outbox and looks after queued jobs, each under a lease."""

import logging
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from types import TracebackType

from django.db import close_old_connections

from enthesis.cli.clock import now
from enthesis.cli.follow_up_contacts import ASK_EVERY, ask_those_followed
from enthesis.cli.jobs.queue import Jobs
from enthesis.cli.outbox.pauses import Pauses
from enthesis.cli.outbox.send import send_due_messages, send_next_message
from enthesis.cli.overdue_answers import tell_practices_of_overdue
from enthesis.cli.own_cohorts import renew_cohorts
from enthesis.cli.waiting_list import SERVE_EVERY, serve_waiting_lists
from enthesis.store.attachments import clear_left_files

log = logging.getLogger(__name__)
PAUSE_SECONDS = 2.0
JOB_POLL = 0.5
TIDY_EVERY = timedelta(hours=1)
LONGEST_PAUSE = 60.0  # after errors, one after the other
END_WITHIN = 15.0  # seconds: a job's process is ended, and the job waits again


class Worker:
    """Works beside the site while the context lasts. An error is logged, and it goes on.

    Messages have a thread of their own: a mail server that hangs keeps no job from being looked after.
    """

    def __init__(self) -> None:
        self.stop, self.jobs, self.pauses = threading.Event(), Jobs(), Pauses()
        self.tidy_at = self.serve_at = self.ask_at = now()
        self.threads = [
            threading.Thread(target=self._work, args=(step,), name=name, daemon=True)
            for name, step in (
                ("messages", self._send),
                ("jobs", self._look_after_jobs),
                ("waiting list", self._serve_waiting_lists),
                ("follow-up", self._ask_those_followed),
            )
        ]

    def __enter__(self) -> "Worker":
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop.set()
        for thread in self.threads:
            thread.join(timeout=END_WITHIN)

    @property
    def is_alive(self) -> bool:
        """Whether all of it still works."""
        return all(thread.is_alive() for thread in self.threads)

    def _send(self) -> bool:
        return send_next_message(self.pauses, at=now())

    def _serve_waiting_lists(self) -> bool:
        if now() >= self.serve_at:
            self.serve_at = now() + SERVE_EVERY
            serve_waiting_lists(at=now())
        return False

    def _ask_those_followed(self) -> bool:
        if now() >= self.ask_at:
            self.ask_at = now() + ASK_EVERY
            ask_those_followed(at=now())
        return False

    def _look_after_jobs(self) -> bool:
        self.jobs.step(at=now())
        if now() >= self.tidy_at:
            self.tidy_at = now() + TIDY_EVERY
            clear_left_files(at=now())
            renew_cohorts(at=now())
            tell_practices_of_overdue(at=now())
        return False

    def _work(self, step: Callable[[], bool]) -> None:
        """Does a step after the other; waits where there was nothing to do, and longer after an error."""
        wait = PAUSE_SECONDS
        while not self.stop.wait(wait):
            try:
                wait = 0.0 if step() else PAUSE_SECONDS
            except Exception as problem:  # the database is away or busy: it may come back
                wait = min(max(wait, PAUSE_SECONDS) * 2, LONGEST_PAUSE)
                log.error("The worker met %s and goes on in %.0f s.", type(problem).__name__, wait)
            finally:
                close_old_connections()
        try:
            if step == self._look_after_jobs:
                self.jobs.stop(at=now())
        finally:
            close_old_connections()


def work_once() -> int:
    """What is due now has been sent or put off, and queued jobs are done; how many messages left.

    Times that are free are on offer to those who wait. Files that nobody needs are gone too, and what the own
    hips did is of the last day.
    """
    serve_waiting_lists(at=now())
    ask_those_followed(at=now())
    tell_practices_of_overdue(at=now())
    sent, jobs = send_due_messages(at=now()), Jobs()
    while jobs.step(at=now()):
        time.sleep(JOB_POLL)
    clear_left_files(at=now())
    renew_cohorts(at=now())
    return sent
