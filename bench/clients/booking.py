"""The clients of bench/booking.py.

`prepare COUNT` fills a database; `book FIRST COUNT EACH MADE` are so many of the clients, a thread each.
"""

import json
import sys
import threading
import time
from datetime import datetime, timedelta
from uuid import UUID

import django

MONDAY = datetime(2027, 4, 5, 9)  # noqa: DTZ001  a wall time
QUARTER = timedelta(minutes=15)


def prepare(count: int) -> None:
    """A practice and so many open cases; prints what the clients need to know."""
    from django.core.management import call_command

    from tests.support.cases import a_hip, a_house, a_visit

    call_command("migrate", verbosity=0, interactive=False)
    house = a_house()
    hips = []
    for n in range(count):
        day, half = divmod(n, 16)
        begins = datetime(2027, 3, 9, 9) + timedelta(days=day, minutes=30 * half)  # noqa: DTZ001
        hips.append(a_hip(house, f"Patient{n}", visit=a_visit(begins, clinician="other")))
    desk = house.desk
    made = (desk.practice, desk.actor.person, *(hip.case for hip in hips))
    print(json.dumps([str(one) for one in made]))


def book(first: int, count: int, each: int, made: list[str]) -> None:
    """So many clients, a thread each: times of their own, then everybody's same times."""
    from enthesis.actions.bookings import book_visit
    from enthesis.domain.practice.claims import Taken
    from enthesis.domain.terms import Actor, PersonId, PracticeId, Role
    from enthesis.store.scope import Scope
    from tests.support.cases import AT, a_visit

    practice, person, *cases = (UUID(one) for one in made)
    desk = Scope(
        practice=PracticeId(practice),
        actor=Actor(role=Role.DESK, name="Desk", person=PersonId(person)),
    )

    def attempt(case: UUID, wall: datetime) -> bool:
        try:
            book_visit(desk, case, a_visit(wall, kind="follow-up"), at=AT)
        except Taken:
            return False
        return True

    def own(client: int) -> int:
        return sum(attempt(cases[client], workday(n) + client * QUARTER) for n in range(each))

    def same(client: int) -> int:
        return sum(attempt(cases[client], workday(n + each)) for n in range(each))

    for do in (own, same):
        told = together(range(first, first + count), do)
        print(count * each, *told, flush=True)


def workday(number: int) -> datetime:
    weeks, days = divmod(number, 5)
    return MONDAY + timedelta(weeks=weeks, days=days)


def together(clients: range, do: object) -> tuple[int, float, float]:
    """How much succeeded, when the first began and the last ended; begins when a line comes in."""
    from django.db import connection, connections

    results: dict[int, object] = {}
    gate, ready = threading.Event(), threading.Barrier(len(clients) + 1)

    def run(client: int) -> None:
        try:
            connection.ensure_connection()
            ready.wait()
            gate.wait()
            results[client] = do(client)  # type: ignore[operator]
        except Exception as problem:
            results[client] = problem
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    ready.wait()
    print("ready", flush=True)
    sys.stdin.readline()
    began = time.time()
    gate.set()
    for thread in threads:
        thread.join()
    ended = time.time()
    broken = [result for result in results.values() if not isinstance(result, int)]
    if broken:
        raise SystemExit(f"{len(broken)} clients failed, the first with {broken[0]!r}.")
    return sum(results.values()), began, ended  # type: ignore[arg-type]


if __name__ == "__main__":
    django.setup()
    what, *words = sys.argv[1:]
    if what == "prepare":
        prepare(int(words[0]))
    else:
        book(*(int(word) for word in words[:3]), json.loads(words[3]))  # type: ignore[misc]
