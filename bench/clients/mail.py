"""The client of bench/mail.py: books with and without a worker that waits for a mail server that hangs."""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import count
from statistics import median
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from tests.support.cases import Hip

MONDAY = datetime(2027, 4, 5, 9)  # noqa: DTZ001  a wall time
A_DAY = 14  # half hours


def main(rounds: int, each: int) -> None:
    from django.core.management import call_command

    from tests.support.cases import a_hip, a_house

    call_command("migrate", verbosity=0, interactive=False)
    hip, numbers = a_hip(a_house()), count()
    rate(hip, numbers, 20)  # what is made once
    pairs = []
    for _ in range(rounds):
        alone = rate(hip, numbers, each)
        with a_worker_that_waits():
            pairs.append((alone, rate(hip, numbers, each)))
    without, beside = (median(column) for column in zip(*pairs, strict=True))
    print(f"{without:.1f} bookings a second, beside a server that hangs {beside:.1f}, "
          f"ratio {median(b / a for a, b in pairs):.2f}, median of {rounds} pairs")  # fmt: skip


def rate(hip: "Hip", numbers: Iterator[int], each: int) -> float:
    from enthesis.actions.bookings import book_visit
    from tests.support.cases import AT, a_visit

    began = time.perf_counter()
    for number in (next(numbers) for _ in range(each)):
        day, half = divmod(number, A_DAY)
        book_visit(hip.house.desk, hip.case, a_visit(MONDAY + timedelta(days=day, minutes=30 * half)), at=AT)
    return each / (time.perf_counter() - began)


@contextmanager
def a_worker_that_waits() -> Iterator[None]:
    """A worker in the middle of a conversation with a server that takes the connection and says nothing."""
    from django.conf import settings
    from django.db import connections

    from enthesis.cli.outbox.pauses import Pauses
    from enthesis.cli.outbox.send import send_next_message
    from tests.support.cases import AT
    from tests.support.mail_servers import bad_server, hangs

    stop = threading.Event()

    def work() -> None:
        while not stop.is_set():
            send_next_message(Pauses(), at=AT)  # it never learns, so that it always waits
        connections.close_all()

    settings.EMAIL_BACKEND = "enthesis.delivery.messages.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_TIMEOUT = "127.0.0.1", 3
    with bad_server(hangs) as (settings.EMAIL_PORT, _):
        worker = threading.Thread(target=work)
        worker.start()
        time.sleep(0.3)
        yield
        stop.set()
        worker.join()


if __name__ == "__main__":
    django.setup()
    main(*(int(word) for word in sys.argv[1:]))
