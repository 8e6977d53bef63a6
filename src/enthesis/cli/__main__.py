"""The command `enthesis`: chooses the site's settings, then hands over to the commands of this floor."""

import os
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from enthesis.cli.ask import example_of, run_door
from enthesis.cli.call import Called, choose, doors, read_call
from enthesis.domain.errors import Problem
from enthesis.interop.door import load_doors

OPERATE = """enthesis <noun> <verb> [options]

  demo prepare   make a demonstration with synthetic patients   enthesis demo prepare --data data --hips 26
  serve          run the site and its worker                    enthesis serve --data data --port 8000
  work           run a worker alone                             enthesis work --data data --once
  practice load  read a practice file into the database         enthesis practice load my-practice.toml
  person add     make a staff account                           enthesis person add --help
  patients       register patients from a table                 enthesis patients import --help
  operations     import a hospital's list of operations         enthesis operations import --help
  trace          follow a product to its hip, a lot to its hips   enthesis trace CODE --lot
  audit verify   check that the audit trail is whole            enthesis audit verify --data data
  verify         say who signed what a PDF of ours tells        enthesis verify report.pdf --data data
  instrument     list, export, import questionnaires            enthesis instrument export mhhs
  review         list what a clinician must confirm             enthesis review --open
  demo-data      draw operated hips whose truth is known        enthesis demo-data --hips 750 --data data
  snapshot       write de-identified records for studies        enthesis snapshot --out snapshot
  study list     list the studies                               enthesis study list --json
  study check    say a study in plain words                     enthesis study check SLUG
  study run      run it on a snapshot and write its report      enthesis study run --help
  docs build     write the generated reference                  enthesis docs build
  doctor         say what is wrong with this site, if anything  enthesis doctor --data data
"""
ASK = "Doors for other programs: JSON from standard input or --file, an answer in JSON, --schema for both."
ENDS = """`enthesis <noun> --help` tells the options, `enthesis --version` the version.
The data folder is ./data, or what --data or ENTHESIS_DATA says.
It ends with 0 when done, 1 when it failed (standard error says why), 2 when it was called wrongly."""


def main(argv: Sequence[str] | None = None) -> None:
    """Runs one command and ends the process: 0 done, 1 failed with a sentence, 2 called wrongly."""
    words = list(sys.argv[1:] if argv is None else argv)
    if not words or words[0] in ("-h", "--help", "help"):
        print(help_text())
        return
    if words[0] == "--version":
        print(f"enthesis {_version()}")
        return
    if words[0] in doors():
        sys.exit(run_door(words))
    os.umask(0o077)  # what the house writes is for its own account only
    sys.exit(_run(read_call(words)))


def help_text() -> str:
    """What there is to type: the commands of a site, then the doors."""
    listed = (f"  {c.door.name:<14} {c.door.title:<46} {example_of(c)}\n" for c in load_doors())
    return f"{OPERATE}\n{ASK}\n\n{''.join(listed)}\n{ENDS}"


def _run(call: Called) -> int:
    """The exit code; every failure a user can cause has become a sentence on standard error."""
    if os.environ.get("NO_COLOR"):
        os.environ["DJANGO_COLORS"] = "nocolor"
    choose(call)
    if not call.is_known:
        return _fail(call.unknown, code=2)
    from enthesis.cli.hand_over import hand_over  # not before the choice: it loads Django

    try:
        return hand_over(call)
    except Problem as problem:
        return _fail(str(problem))
    except KeyboardInterrupt:
        return _fail("Stopped.")
    except BrokenPipeError:  # whoever read our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as problem:
        return _fail(f"{problem.filename or 'The system'}: {problem.strerror or problem}.")


def _fail(sentence: str, *, code: int = 1) -> int:
    print(sentence, file=sys.stderr)
    return code


def _version() -> str:
    try:
        return version("enthesis")
    except PackageNotFoundError:
        return f"from {Path(__file__).parents[3]}, not installed"


if __name__ == "__main__":
    main()
