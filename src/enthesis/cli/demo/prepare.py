"""Fills an empty database with a practice of synthetic patients. Runs after Django knows its settings."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, connections, transaction

from enthesis.cli.demo import decisions, followed, listed, protocols, records, stock
from enthesis.cli.demo.accounts import make_accounts
from enthesis.cli.demo.answers import draw_course
from enthesis.cli.demo.cast import Part, cast
from enthesis.cli.demo.house import House
from enthesis.cli.demo.month import Month
from enthesis.cli.demo.people import invent
from enthesis.cli.demo.replay import replay
from enthesis.cli.demo.story import Hip
from enthesis.cli.practice_file import read_practice
from enthesis.cli.site import load_practice_file, migrate
from enthesis.domain.errors import NotAllowed, NotFound
from enthesis.domain.people.patient import Contact
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.terms import Side
from enthesis.store.practice import only_practice_id

SESSIONS = Path(settings.ENTHESIS_PRACTICE_FILE).with_name("demo_sessions.toml")
NOON = 12
OPEN_FOR = timedelta(days=6 * 365)  # before the first request

Say = Callable[[str], None]


def fill(*, hips: int, seed: int, today: date, now: datetime, say: Say) -> None:
    """Practice, accounts and hips are in the database, all of them or none.

    The same hips, seed and day give the same people, stages and scores. Raises NotAllowed when the database
    already holds a practice.
    """
    check_is_empty()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"  # old mail is not sent again
    settings.ENTHESIS_SMS = ""
    say("Making the tables")
    migrate()
    with transaction.atomic():
        say("Loading the practice and its accounts")
        house = _open_house(today, now)
        parts = cast(hips, Random(f"{seed} cast"))  # noqa: S311, dice for invented people
        left = iter(range(hips - 1, -1, -1))
        replay(
            [
                *_stories(house, parts, seed),
                decisions.play(house),
                protocols.play(house),
                records.play(house),
                listed.play(house),
                stock.play(house),
                *followed.stories(house, seed),
                *Month(house, seed, hips).stories(),
            ],
            ended=lambda place: _say_ended(place, parts, left, say),
        )


def _say_ended(place: int, parts: tuple[Part, ...], left: Iterator[int], say: Say) -> None:
    """Tells the end of each hip's story and of the decisions; the visits around them are not told."""
    if place < len(parts):
        say(f"Hip {len(parts) - next(left)} of {len(parts)}: {parts[place].end.name.lower()}")
    elif place == len(parts):
        say("The surgeon with policy right has decided on what ships")


def check_is_empty() -> None:
    """The database holds no practice; otherwise NotAllowed."""
    if _has_practice():
        raise NotAllowed(
            "not-empty",
            "The database already holds a practice.",
            "Nothing was changed: give the demonstration an empty database.",
        )


def _has_practice() -> bool:
    if "practice" not in connection.introspection.table_names():
        return False
    try:
        only_practice_id()
    except NotFound:
        return False
    return True


def close_database() -> None:
    """Everything is in the one file of the database, and nothing holds it open."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connections.close_all()


def _open_house(today: date, now: datetime) -> House:
    files = (Path(settings.ENTHESIS_PRACTICE_FILE), SESSIONS)
    site = read_practice(*files)
    zone = site.offices[0].zone
    noon = datetime(today.year, today.month, today.day, NOON, tzinfo=ZoneInfo(zone))
    until = now if _is_on(now, today, zone) else noon
    opened = until - OPEN_FOR
    people = make_accounts(load_practice_file(*files, at=opened), at=opened)
    return House(site=site, people=people, today=today, now=until, zone=zone)


def _stories(house: House, parts: tuple[Part, ...], seed: int) -> Iterator[Iterator[datetime]]:
    people: list[tuple[Contact, Side]] = []
    for place, part in enumerate(parts):
        rng = Random(f"{seed} hip {place}")  # noqa: S311
        contact, side = invent(rng, place, today=house.today), rng.choice(list(Side))
        if part.other_hip_of is not None:
            contact, first = people[part.other_hip_of]
            side = Side.LEFT if first is Side.RIGHT else Side.RIGHT
        people.append((contact, side))
        course = draw_course(rng, poor=part.poor)
        yield Hip(house=house, part=part, contact=contact, side=side, course=course, rng=rng).play()


def _is_on(moment: datetime, day: date, zone: str) -> bool:
    """Whether the moment lies on that day on the office's clock."""
    return utc_to_wall(moment, zone).date() == day
