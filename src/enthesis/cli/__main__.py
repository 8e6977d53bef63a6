"""The command `enthesis`: chooses the site's settings, then hands over to the commands of this floor."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

DEMO_MARK = "demo.json"  # written last into a data folder that holds a finished demonstration
HELP = """enthesis <noun> <verb> [options]

  demo prepare   make a demonstration with synthetic patients   enthesis demo prepare --data data --hips 24
  serve          run the site and its worker                    enthesis serve --data data --port 8000
  practice load  read a practice file into the database         enthesis practice load my-practice.toml
  audit verify   check that the audit trail is whole            enthesis audit verify --data data
  docs build     write the generated reference                  enthesis docs build
  doctor         say what is wrong with this site, if anything  enthesis doctor --data data

`enthesis <noun> --help` tells the options. The data folder is ./data, or what --data or ENTHESIS_DATA says."""


def main(argv: Sequence[str] | None = None) -> None:
    """Runs one command. Exits 0 when done, 1 when it failed with a sentence, 2 when it was called wrongly."""
    words = list(sys.argv[1:] if argv is None else argv)
    if not words or words[0] in ("-h", "--help", "help"):
        print(HELP)
        return
    data = Path(_option(words, "--data") or os.environ.get("ENTHESIS_DATA", "data")).absolute()
    os.environ["ENTHESIS_DATA"] = str(data)
    if words[0] == "demo":
        from enthesis.cli.management.commands.demo import Command

        Command().run_from_argv(["enthesis", *words])
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"enthesis.config.settings.{_site(words, data)}")

    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    from enthesis.domain.errors import Problem

    try:
        execute_from_command_line(["enthesis", *words])
    except (Problem, ImproperlyConfigured) as problem:
        print(problem, file=sys.stderr)
        sys.exit(1)


def _site(words: Sequence[str], data: Path) -> str:
    if words[0] == "docs":
        return "test"  # needs the code only: makes no data folder
    made_for_demo = words[0] == "demo" or (data / DEMO_MARK).exists()
    return "demo" if made_for_demo else "production"


def _option(words: Sequence[str], name: str) -> str | None:
    for place, word in enumerate(words):
        if word == name and place + 1 < len(words):
            return words[place + 1]
        if word.startswith(f"{name}="):
            return word.partition("=")[2]
    return None


if __name__ == "__main__":
    main()
