"""What makes a site sound. A check says what it found, or raises a Problem when that is wrong."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.core.checks import WARNING, run_checks
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor

from enthesis.cli.clock import now
from enthesis.cli.first_checks import (
    Checked,
    check_folder,
    check_practice_file,
    check_python,
    dotted,
    look_at_clinicians,
    look_at_hospitals,
    look_at_people_and_places,
    look_at_public_words,
    made,
    practice_file,
)
from enthesis.cli.instrument_checks import look_at_instruments
from enthesis.cli.practice_file import read_practice
from enthesis.domain.errors import NotAllowed, NotFound, Problem
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.terms import Actor, PracticeId, Role
from enthesis.store.attachments import count_attachments, list_astray
from enthesis.store.attention import list_attention
from enthesis.store.audit import find_break
from enthesis.store.policies import count_signed_policies, find_broken_policy
from enthesis.store.practice import load_practice, only_practice_id
from enthesis.store.protocols import count_signed_protocols, find_broken_protocol
from enthesis.store.review import count_signed, find_broken_sign_off
from enthesis.store.scope import Scope
from enthesis.store.signatures import count_signatures, find_broken_signature
from enthesis.store.waiting import list_waiting
from enthesis.store.work import count_dead

WAL_IS_SAFE_FROM = (3, 51, 3)  # older SQLite can corrupt a write-ahead file that several connections use

WAITING_LIST = "waiting list"
ANSWERS = "answers"
LOADED = "The practice that is loaded"
IN_THE_DATABASE = frozenset({"migrations", "practice", "audit", "signatures", "attachments", "outbox"})


def check_settings() -> str:
    """Everything Django finds, and for a real practice what it finds about deployment."""
    found = [
        f"{str(message.msg).partition('. ')[0].rstrip('.')} ({message.id})."
        for message in run_checks(include_deployment_checks=not settings.ENTHESIS_DEMO)
        if message.level >= WARNING and not message.is_silenced()
    ]
    if found:
        raise NotAllowed("settings", " ".join(found), "Correct the settings.")
    return "a demonstration" if settings.ENTHESIS_DEMO else f"a practice at {settings.ENTHESIS_ORIGIN}"


def check_engine() -> str:
    """SQLite is new enough for its write-ahead log; PostgreSQL says its version."""
    if connection.vendor != "sqlite":
        return f"PostgreSQL {dotted(connection.get_database_version())}"
    import sqlite3

    if sqlite3.sqlite_version_info < WAL_IS_SAFE_FROM:
        raise NotAllowed(
            "sqlite",
            f"SQLite {sqlite3.sqlite_version} is older than {dotted(WAL_IS_SAFE_FROM)}.",
            "Set up again, so that the one that is carried along is used.",
        )
    return f"SQLite {sqlite3.sqlite_version}"


def check_database() -> str:
    """The database answers; an embedded one is there, and its pages fit together."""
    if connection.vendor == "sqlite":
        file = Path(connection.settings_dict["NAME"])
        if not file.is_file():
            raise NotFound("database", f"There is no database {file}.", "Make it: enthesis practice load")
        return _quick_check(file)
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return f"{connection.settings_dict['NAME']} answers"


def _quick_check(file: Path) -> str:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check(1)")
        said = cursor.fetchone()[0]
    if said != "ok":
        raise NotAllowed("database", f"{file} is damaged: {said}", "Restore a backup.")
    return f"{file.name} is whole, {file.stat().st_size // 1024} kB"


def check_migrations() -> str:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        names = ", ".join(f"{m.app_label} {m.name}" for m, _ in waiting[:3])
        raise NotAllowed(
            "migrations",
            f"{len(waiting)} migrations have not been applied ({names}{' …' if len(waiting) > 3 else ''}).",
            "Run: enthesis practice load",
        )
    return "all applied"


def check_practice() -> str:
    only_practice_id()
    return "loaded"


def check_audit() -> str:
    broken = find_break()
    if broken is not None:
        raise NotAllowed(
            "audit",
            f"The audit trail does not fit together at entry {broken}: it was changed.",
            "Keep the database as it is, and compare it with a backup.",
        )
    return "the trail is whole"


def check_signatures() -> str:
    """Every signed entry and decision is still what was signed, and the trail knows its signature."""
    broken = find_broken_signature()
    if broken is not None:
        raise NotAllowed(
            "signature",
            f"Entry {broken.number} ({broken.kind}) of case {broken.case} is not what was signed.",
            "Keep the database as it is, and compare it with a backup.",
        )
    if (changed := find_broken_sign_off()) is not None:
        raise NotAllowed(
            "signature",
            f"The decision on {' '.join(changed)} is not what was signed.",
            "Keep the database as it is, and compare it with a backup.",
        )
    if (policy := find_broken_policy()) is not None:
        raise NotAllowed(
            "signature",
            f"Version {policy[1]} of the policy of practice {policy[0]} is not what was signed.",
            "Keep the database as it is, and compare it with a backup.",
        )
    if (protocol := find_broken_protocol()) is not None:
        raise NotAllowed(
            "signature",
            f"Version {protocol[1]} of preparation protocol {protocol[0]} is not what was signed.",
            "Keep the database as it is, and compare it with a backup.",
        )
    signed = count_signatures() + count_signed() + count_signed_policies() + count_signed_protocols()
    return f"{signed} signatures match"


def check_attachments() -> str:
    """Every file of a case is there and has its size; what it holds is looked at whenever it is read."""
    astray = tuple(list_astray())
    if astray:
        raise NotAllowed(
            "attachments",
            f"{len(astray)} files of cases are gone or changed, the first is {astray[0].id} of case "
            f"{astray[0].case}.",
            "Restore them from a backup of the data folder.",
        )
    return f"{count_attachments()} files of cases are there"


def check_work() -> str:
    if dead := count_dead():
        raise NotAllowed("work", f"{dead} messages or jobs failed at every try.", "Find out why.")
    return "nothing was given up"


CHECKS: dict[str, Callable[[], str]] = {
    "data folder": lambda: check_folder(Path(settings.DATA)),
    "python": check_python,
    "settings": check_settings,
    "engine": check_engine,
    "database": check_database,
    "migrations": check_migrations,
    "practice": check_practice,
    "practice file": check_practice_file,
    "audit": check_audit,
    "signatures": check_signatures,
    "attachments": check_attachments,
    "outbox": check_work,
}


def look_at_waiting_list() -> tuple[Checked, ...]:
    """A line; it warns where somebody waits for what the practice has no more."""
    scope = Scope(practice=PracticeId(only_practice_id()), actor=Actor(role=Role.SYSTEM, name="Doctor"))
    site = load_practice(scope)
    stuck = sum(not one.wish.is_known(site) for one in list_waiting(scope, at=now()))
    if not stuck:
        return (Checked(name=WAITING_LIST, is_well=True, said="the practice has whatever is waited for"),)
    said = (
        f"{stuck} on the list wait for a visit type, office or clinician the practice no longer has: "
        "nothing is offered to them. The desk sees who on its list."
    )
    return (Checked(name=WAITING_LIST, is_well=True, said=said, warns=True),)


def look_at_answers() -> tuple[Checked, ...]:
    """A line: whether answers that need a person are overdue, and whether anybody is told of it."""
    scope = Scope(practice=PracticeId(only_practice_id()), actor=Actor(role=Role.SYSTEM, name="Doctor"))
    site = load_practice(scope)
    today = utc_to_wall(now(), site.offices[0].zone).date()
    late = len(list_attention(scope, due_before=today))
    said = (
        f"{late} answers that need a person are overdue"
        if late
        else "no answer that needs a person is overdue"
    )
    if site.follow_up.overdue_to:
        return (Checked(name=ANSWERS, is_well=True, said=said, warns=bool(late)),)
    said += ". Nobody is told when one is: name an address as overdue_to in [follow_up] of the practice file."
    return (Checked(name=ANSWERS, is_well=True, said=said, warns=True),)


def look_at_practice() -> tuple[Checked, ...]:
    """What the practice lacks: the one that is loaded, or that of the file while none is.

    Warns where the file that is looked at is not what was loaded.
    """
    file = practice_file()
    try:
        scope = Scope(practice=PracticeId(only_practice_id()), actor=Actor(role=Role.SYSTEM, name="Doctor"))
        loaded = load_practice(scope)
    except (Problem, Error):
        return look_at_people_and_places()
    found = (*look_at_hospitals(loaded, LOADED), *look_at_clinicians(loaded, LOADED))
    with suppress(Problem):
        if not settings.ENTHESIS_DEMO and read_practice(file) != loaded:
            said = (
                f"{file.name} is not what was loaded: name the file of this practice as ENTHESIS_PRACTICE, "
                "or load it again with enthesis practice load."
            )
            return (Checked(name="practice loaded", is_well=True, said=said, warns=True), *found)
    return found


def examine() -> Iterator[Checked]:
    """Every check, in order; without a database, what is in it is not looked at."""
    has_database = True
    for name, check in CHECKS.items():
        if name in IN_THE_DATABASE and not has_database:
            yield Checked(name=name, is_well=False, said="Cannot be looked at without the database.")
            continue
        checked = _made(name, check)
        has_database = has_database and (checked.is_well or name != "database")
        yield checked
    if has_database:
        with suppress(Problem, Error):  # the checks of the database and of the practice tell it
            yield from look_at_waiting_list()
            yield from look_at_answers()
            yield from look_at_instruments()
    yield from look_at_practice()
    yield from look_at_public_words()


def _made(name: str, check: Callable[[], str]) -> Checked:
    try:
        return made(name, check)
    except Error as problem:
        said = str(problem).strip().splitlines() or [type(problem).__name__]
        return Checked(name=name, is_well=False, said=f"The database says: {said[0]}")
