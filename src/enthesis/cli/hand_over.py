"""Runs the command that was called, and makes sentences of what Django and its databases raise."""

from importlib import import_module

from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, execute_from_command_line
from django.core.management.base import BaseCommand
from django.db import Error, OperationalError, ProgrammingError

from enthesis.cli.call import Called
from enthesis.domain.errors import NotAllowed

# Must do something before, or without, the settings.
SETS_ITSELF_UP = frozenset({"demo", "demo-data", "doctor"})


def hand_over(call: Called) -> int:
    """The command's exit code. Raises a Problem with a sentence for whatever a user can mend."""
    call.check_folder()
    try:
        if call.noun in SETS_ITSELF_UP:
            _run_alone(call)
        else:
            execute_from_command_line(["enthesis", *call.words])
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except (ImproperlyConfigured, CommandError) as problem:
        raise NotAllowed("site", str(problem)) from None
    except Error as problem:
        raise _of_database(problem) from None
    return 0


def _run_alone(call: Called) -> None:
    command: BaseCommand = import_module(f"enthesis.cli.management.commands.{call.module}").Command()
    command.run_from_argv(["enthesis", *call.words])


def _of_database(problem: Error) -> NotAllowed:
    said = str(problem).strip().splitlines()[0] if str(problem).strip() else type(problem).__name__
    if "locked" in said:
        return NotAllowed(
            "database", "Another process kept the database busy for too long.", "Try again when it is done."
        )
    if "no such table" in said or "does not exist" in said:
        return NotAllowed(
            "database", f"The database lacks a table: {said}.", "Load a practice: enthesis practice load"
        )
    if isinstance(problem, OperationalError | ProgrammingError):
        return NotAllowed("database", f"The database cannot be used: {said}.", "Ask: enthesis doctor")
    raise problem  # a bug: its traceback is wanted
