"""Slot search over a full book beside `portion`, and bookings a second at 32 clients on both databases.

The search: 4 offices, 12 clinicians who change offices through the week, 90 days, 80 % of all times taken,
rooms and devices that are scarce, holidays and closures. The peer answers the same question with `portion`,
the interval arithmetic of choice in Python: sessions less closures and claims, cut into the same grid. Both
get the same values in the same process and must give the same times; they take turns, so that a busy machine
slows both.

The bookings: 32 clients, each on a connection of its own, book, each a case and a time of their own, through
the action that staff use: rules, claims, history, message and audit entry in one transaction. Then all 32
want the same times. SQLite writes to disk with every commit (synchronous=FULL); so does PostgreSQL here.
"""

import os
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from zoneinfo import ZoneInfo

import portion
import psycopg

from enthesis.domain.practice.availability import Wanted, free_times
from enthesis.domain.practice.booking import Visit
from enthesis.domain.practice.claims import Claim, Taken, choose_claims, needs_of
from enthesis.domain.practice.practice import Clinician, Office, Practice
from enthesis.domain.practice.resource import Device, Room, clinician_resource
from enthesis.domain.practice.session import WEEKDAYS, Closure, Holiday, Session
from enthesis.domain.practice.ticks import moment_of
from enthesis.domain.practice.visit_type import VisitType

ROOT = Path(__file__).parents[1]
ZONES = ("America/New_York", "America/New_York", "America/Chicago", "America/Los_Angeles")
FIRST, DAYS, FULL = date(2027, 2, 1), 90, 0.8
LAST = FIRST + timedelta(days=DAYS - 1)
NOW = datetime(2027, 2, 1, 15, 7, tzinfo=UTC)
CLIENTS, PROCESSES, EACH = 32, 2, 12
ROUNDS = 15

Times = list[tuple[datetime, str, str]]


def main() -> None:
    told = ArgumentParser(description=__doc__)
    told.add_argument("--rounds", type=int, default=ROUNDS, help="of the search")
    told.add_argument("--each", type=int, default=EACH, help="bookings by each of the 32 clients")
    told.add_argument("--only", choices=("search", "sqlite", "postgres"), default="")
    asked = told.parse_args()
    if asked.only in ("", "search"):
        search(asked.rounds)
    for name in ("sqlite", "postgres"):
        if asked.only in ("", name):
            bookings(name, asked.each)


def search(rounds: int) -> None:
    site = a_practice()
    claims = fill(site, Random(7))  # noqa: S311
    wanted = Wanted(visit_type="consultation", first=FIRST, last=LAST)

    def ours() -> Times:
        return [told(free.visit) for free in free_times(site, wanted, claims, now=NOW)]

    def first_twenty() -> Times:
        return [told(free.visit) for free in islice(free_times(site, wanted, claims, now=NOW), 20)]

    def peer() -> Times:
        return by_portion(site, claims)

    found = ours()
    if found != peer() or first_twenty() != found[:20]:
        raise RuntimeError("The two searches do not find the same times.")
    took = [(seconds(ours), seconds(first_twenty), seconds(peer)) for _ in range(rounds)]
    mine, twenty, theirs = (median(column) for column in zip(*took, strict=True))
    print(f"slot search: {len(site.offices)} offices, {len(site.clinicians)} clinicians, {DAYS} days, "
          f"{len(claims):,} claims, {len(found):,} free times; the same from both")  # fmt: skip
    print(f"  all of them          {mine * 1e3:9.1f} ms")
    print(f"  the earliest twenty  {twenty * 1e3:9.1f} ms")
    print(f"  portion {portion.__version__:<12} {theirs * 1e3:9.1f} ms   the peer: all of them")
    print(f"  ratio                {median(c / a for a, _, c in took):9.1f}      median of {rounds} pairs")


def a_practice() -> Practice:
    offices = tuple(
        Office(slug=f"o{n}", name=f"Office {n}", state="NY", zone=zone) for n, zone in enumerate(ZONES)
    )
    clinicians = tuple(Clinician(slug=f"c{n}", name=f"Clinician {n}") for n in range(12))
    sessions = tuple(
        Session(
            clinician=clinician.slug,
            office=f"o{(number + place) % len(ZONES)}",
            weekday=weekday,
            opens=time(8, 30),
            closes=time(16, 30),
        )
        for number, clinician in enumerate(clinicians)
        for place, weekday in enumerate(WEEKDAYS[:5])
    )
    return Practice(
        slug="bench",
        name="Bench",
        telephone="+12015550100",
        offices=offices,
        clinicians=clinicians,
        visit_types=(
            VisitType(slug="consultation", name="Consultation", minutes=30, after=5, every=5, room="exam",
                      devices=("ultrasound",), horizon_days=DAYS),
            VisitType(slug="follow-up", name="Follow-up", minutes=15),
        ),
        sessions=sessions,
        rooms=tuple(
            Room(slug=f"r{n}", name="R", office=f"o{n % 4}", kind="exam") for n in range(12)
        ),
        devices=tuple(
            Device(slug=f"d{n}", name="D", office=f"o{n % 4}", kind="ultrasound") for n in range(8)
        ),
        closures=(Closure(first=date(2027, 3, 8), last=date(2027, 3, 12), clinician="c3"),
                  Closure(first=date(2027, 4, 5), last=date(2027, 4, 5), office="o1"),
                  Closure(first=FIRST, last=LAST, begins=time(12), ends=time(12, 30))),
        holidays=(Holiday(on=date(2027, 2, 15), name="A holiday"),),
    )  # fmt: skip


def fill(site: Practice, chance: Random) -> list[Claim]:
    """Four of five blocks of a visit's length are taken, by a consultation or two follow-ups in a row."""
    consultation, *rest = site.visit_types
    blocks = replace(site, visit_types=(replace(consultation, every=0), *rest))
    wanted = Wanted(visit_type="consultation", first=FIRST, last=LAST, by_desk=True)
    claims: dict[str, list[Claim]] = {}
    for free in list(free_times(blocks, wanted, (), now=NOW)):
        if chance.random() < FULL:
            visits = [free.visit] if chance.random() < FULL else two_short(free.visit)
            for visit in visits:
                needs = needs_of(site, visit)
                try:
                    taken = choose_claims(needs, [c for r in needs.resources for c in claims.get(r, ())])
                except Taken:  # no room or device left for a consultation
                    taken = (needs.clinician,)
                for claim in taken:
                    claims.setdefault(claim.resource, []).append(claim)
    return [claim for found in claims.values() for claim in found]


def two_short(visit: Visit) -> list[Visit]:
    starts = (visit.starts_at + n * timedelta(minutes=15) for n in range(2))
    return [replace(visit, visit_type="follow-up", minutes=15, starts_at=start) for start in starts]


def told(visit: Visit) -> tuple[datetime, str, str]:
    return visit.starts_at, visit.office, visit.clinician


def by_portion(site: Practice, claims: list[Claim]) -> Times:
    """The same search by sums of intervals: where a visit may begin, as pieces of time."""
    kind = site.visit_type("consultation")
    whole = timedelta(minutes=kind.before + kind.minutes + kind.after)
    every = timedelta(minutes=kind.every)
    always = portion.closedopen(NOW - timedelta(days=2), NOW + timedelta(days=DAYS + 3))
    runs: dict[str, list[portion.Interval]] = {}
    for claim in claims:
        runs.setdefault(claim.resource, []).append(
            portion.closedopen(moment_of(claim.first), moment_of(claim.end))
        )
    free = {resource: always - portion.Interval(*pieces) for resource, pieces in runs.items()}

    def begins(pieces: portion.Interval) -> portion.Interval:
        long_enough = (one for one in pieces if one.upper - one.lower >= whole)
        return portion.Interval(*(portion.closed(one.lower, one.upper - whole) for one in long_enough))

    beside = {}
    for office in site.offices:
        found = always
        for resources in site.choices(kind, office.slug):
            found &= portion.Interval(*(begins(free.get(resource, always)) for resource in resources))
        beside[office.slug] = found
    order = {noun.slug: n for nouns in (site.offices, site.clinicians) for n, noun in enumerate(nouns)}
    times = []
    for session in site.sessions:
        zone = ZoneInfo(site.office(session.office).zone)
        clinician = free.get(clinician_resource(session.clinician), always)
        possible = begins(clinician - shut_by_portion(site, session, zone)) & beside[session.office]
        opening = hours_by_portion(session, zone)
        hours = portion.Interval(*(portion.closed(opens, closes - whole) for opens, closes in opening))
        opened = {opens.astimezone(zone).date(): opens for opens, _ in opening}
        for piece in possible & hours:
            opens = opened[piece.lower.astimezone(zone).date()]
            begin = opens + -((opens - piece.lower) // every) * every
            while begin <= piece.upper:
                starts = begin + timedelta(minutes=kind.before)
                if starts >= NOW:
                    times.append((starts, order[session.office], order[session.clinician], session))
                begin += every
    times.sort(key=lambda one: one[:3])
    return [(starts, session.office, session.clinician) for starts, _, _, session in times]


def hours_by_portion(session: Session, zone: ZoneInfo) -> list[tuple[datetime, datetime]]:
    days = (FIRST + timedelta(days=n) for n in range(DAYS))
    return [
        tuple(
            datetime.combine(day, wall, tzinfo=zone).astimezone(UTC)
            for wall in (session.opens, session.closes)
        )
        for day in days
        if session.is_on(day)
    ]  # type: ignore[misc]


def shut_by_portion(site: Practice, session: Session, zone: ZoneInfo) -> portion.Interval:
    pieces = []
    for closure in site.closed:
        if closure.concerns(session.clinician, session.office):
            for n in range((closure.last - closure.first).days + 1):
                day = closure.first + timedelta(days=n)
                begins = datetime.combine(day, closure.begins or time(0), tzinfo=zone)
                ends = (
                    datetime.combine(day, closure.ends, tzinfo=zone)
                    if closure.ends
                    else datetime.combine(day + timedelta(days=1), time(0), tzinfo=zone)
                )
                pieces.append(portion.closedopen(begins.astimezone(UTC), ends.astimezone(UTC)))
    return portion.Interval(*pieces)


def bookings(name: str, each: int) -> None:
    """Rates of 32 clients in two processes, as the server has two workers, on a database of their own."""
    with standing_database(name) as told:
        environment = {**os.environ, **told, "DJANGO_SETTINGS_MODULE": "enthesis.config.settings.test"}
        command = [sys.executable, "-m", "bench.clients.booking"]
        made = subprocess.run(
            [*command, "prepare", str(CLIENTS)],
            cwd=ROOT,
            env=environment,
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        share = CLIENTS // PROCESSES
        clients = [
            subprocess.Popen(
                [*command, "book", str(n * share), str(share), str(each), made],
                cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            )
            for n in range(PROCESSES)
        ]  # fmt: skip
        own, same = (race(clients) for _ in range(2))
        for client in clients:
            client.wait()
    if own.won != CLIENTS * each or same.won != each:
        raise RuntimeError(f"{own.won} and {same.won} bookings stand, not {CLIENTS * each} and {each}.")
    print(f"{name}: {CLIENTS} clients in {PROCESSES} processes")
    print(f"  a time of their own  {own.won / own.seconds:9.1f} bookings a second, {own.won} bookings")
    print(f"  all the same time    {same.tried / same.seconds:9.1f} answers a second, {same.won} booked, "
          f"{same.tried - same.won} told the next free times")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Race:
    tried: int
    won: int
    seconds: float


def race(clients: list[subprocess.Popen[str]]) -> Race:
    """All begin when all are ready; what they did together, from the first beginning to the last end."""
    for client in clients:
        if client.stdout.readline() != "ready\n":  # type: ignore[union-attr]
            raise RuntimeError("A client did not come up.")
    for client in clients:
        client.stdin.write("go\n")  # type: ignore[union-attr]
        client.stdin.flush()  # type: ignore[union-attr]
    told = [client.stdout.readline().split() for client in clients]  # type: ignore[union-attr]
    begins, ends = min(float(t[2]) for t in told), max(float(t[3]) for t in told)
    return Race(sum(int(t[0]) for t in told), sum(int(t[1]) for t in told), ends - begins)


@contextmanager
def standing_database(name: str) -> Iterator[dict[str, str]]:
    """An empty database on disk, gone afterwards, and how a process is pointed at it."""
    sys.path.insert(0, str(ROOT))
    from tests.support.postgres import DURABLE, find_programs, private_postgres

    with tempfile.TemporaryDirectory() as folder:
        if name == "sqlite":
            yield {"ENTHESIS_DATA": folder, "DATABASE_URL": ""}
            return
        programs = find_programs()
        if programs is None:
            raise RuntimeError("There is no PostgreSQL here: install one (initdb on PATH).")
        with private_postgres(programs, DURABLE) as address:
            with psycopg.connect(address.replace("/enthesis?", "/postgres?"), autocommit=True) as server:
                server.execute("CREATE DATABASE enthesis")
            yield {"ENTHESIS_DATA": folder, "DATABASE_URL": address}


def seconds(do: Callable[[], object]) -> float:
    began = perf_counter()
    do()
    return perf_counter() - began


if __name__ == "__main__":
    main()
