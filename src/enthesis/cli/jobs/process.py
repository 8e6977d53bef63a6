"""One job: told on standard input which, done in this process, ended when whoever started it is gone."""

import json
import logging
import os
import sys
import threading
from uuid import UUID

import django

log = logging.getLogger("enthesis.cli.jobs")
STDIN = 0
TAKEN_OVER = 3  # the exit code of a process whose job is another worker's by now


def main() -> None:
    """Reads `{"job": …, "token": …}`, does the job, settles it. Ends with 0, or 3 when it was taken over."""
    os.umask(0o077)  # what the house writes is for its own account only
    os.nice(10)  # pages come first
    told = json.loads(_line())
    threading.Thread(target=_end_with_parent, daemon=True).start()
    django.setup()
    sys.exit(_work(UUID(told["job"]), UUID(told["token"])))


def _work(job: UUID, token: UUID) -> int:
    from enthesis.cli.jobs.queue import KINDS  # not before the settings: it loads tables
    from enthesis.domain.errors import Stale
    from enthesis.store.work import load_held_job

    try:
        leased = load_held_job(job, token)
        KINDS[leased.kind].run(leased)
    except Stale:
        log.info("A job was taken over by another worker.")
        return TAKEN_OVER
    return 0


def _line() -> bytes:
    """The first line of standard input, and no more of it."""
    line = b""
    while (byte := os.read(STDIN, 1)) and byte != b"\n":
        line += byte
    return line


def _end_with_parent() -> None:
    """Waits for the end of standard input: it comes when the worker that holds the other end is gone."""
    while os.read(STDIN, 1):
        pass
    os._exit(1)


if __name__ == "__main__":
    main()
