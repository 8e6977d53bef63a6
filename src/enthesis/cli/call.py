"""What was typed, before Django is loaded: which command, which data folder, which kind of site."""

import os
from argparse import ArgumentTypeError
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from pkgutil import iter_modules

from enthesis.cli.demo.folder import is_finished
from enthesis.domain.errors import NotFound

COMMANDS = Path(__file__).parent / "management" / "commands"
DOORS = Path(__file__).parents[1] / "interop" / "doors"
OF_NO_SITE = frozenset({"demo", "demo-data", "docs", "study"})  # need no settings of a real practice
MAYBE_OF_A_SITE = frozenset({"instrument", "review"})  # tell of a site where there is one, else of what ships
OF_A_FOLDER = frozenset(
    {"serve", "work", "audit", "person", "patients", "operations", "snapshot", "verify", "trace"}
)  # work on what is there already
BUILDS = frozenset({"demo", "demo-data"})
FOR_DEVELOPERS = frozenset({"makemigrations", "makemessages", "compilemessages", "migrate", "shell", "check"})
OF_DJANGO = {"--version", "--settings", "--pythonpath", "--no-color", "--force-color", "--verbosity"}
HOST, PORT = "127.0.0.1", 8000


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    words: tuple[str, ...]
    data: Path
    names_data: bool = False

    @property
    def noun(self) -> str:
        return self.words[0]

    @property
    def module(self) -> str:
        """The module of the command, in the folder of commands."""
        return self.noun.replace("-", "_")

    @property
    def is_known(self) -> bool:
        return self.noun in nouns() | FOR_DEVELOPERS

    @property
    def unknown(self) -> str:
        """Why a command that is not known is not, and what may have been meant."""
        near = get_close_matches(self.noun, nouns() | doors(), n=1)
        meant = f" Did you mean {near[0]}?" if near else ""
        return f"There is no command {self.noun!r}.{meant} See: enthesis --help"

    @property
    def asks_for_help(self) -> bool:
        return not {"-h", "--help"}.isdisjoint(self.words)

    @property
    def site(self) -> str:
        """The kind of site: a demonstration is one that says so in its folder."""
        needs_none = self.noun in OF_NO_SITE or self.asks_for_help or self.is_without_site
        return "demo" if needs_none or is_finished(self.data) else "production"

    @property
    def is_without_site(self) -> bool:
        """Whether only what ships is asked about: nobody named a data folder, and none is here."""
        return self.noun in MAYBE_OF_A_SITE and not self.names_data and not self.data.is_dir()

    def check_folder(self) -> None:
        """What works on a data folder finds one; raises NotFound otherwise."""
        needs_one = self.noun in OF_A_FOLDER or (self.noun in MAYBE_OF_A_SITE and self.names_data)
        if needs_one and not self.asks_for_help and not self.data.is_dir():
            raise NotFound(
                "data",
                f"There is no data folder {self.data}.",
                "Name it with --data, or make one: enthesis demo prepare",
            )

    def option(self, name: str, default: str) -> str:
        return _option(self.words, name) or default


def read_call(words: Sequence[str]) -> Called:
    named = _option(words, "--data") or os.environ.get("ENTHESIS_DATA")
    return Called(words=tuple(words), data=Path(named or "data").absolute(), names_data=bool(named))


def choose(call: Called) -> None:
    """The environment names data folder and settings, for this process and those it starts."""
    os.environ["ENTHESIS_DATA"] = str(call.data)
    if call.noun in BUILDS and not call.asks_for_help:
        return  # it chooses by itself, once it has a place to build in
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"enthesis.config.settings.{call.site}")
    if call.noun in ("serve", "work") and call.site == "demo":  # links in its mail lead back to it
        host, port = call.option("--host", HOST), call.option("--port", str(PORT))
        os.environ.setdefault("ENTHESIS_ORIGIN", f"http://{HOST if host == '0.0.0.0' else host}:{port}")  # noqa: S104


def nouns() -> frozenset[str]:
    """Every command of this floor."""
    return frozenset(module.name.replace("_", "-") for module in iter_modules([str(COMMANDS)]))


def doors() -> frozenset[str]:
    """Every door for other programs; none is loaded."""
    return frozenset(module.name for module in iter_modules([str(DOORS)]))


def port_number(word: str) -> int:
    """A port as an option of a command; raises with a sentence for what is none."""
    if not (word.isascii() and word.isdecimal()) or not 0 < int(word[:6]) <= 65535:
        raise ArgumentTypeError(f"{word!r} is no port: give a number from 1 to 65535")
    return int(word)


def day_typed(word: str) -> date:
    """A day as an option of a command; raises with a sentence for what is none."""
    try:
        return date.fromisoformat(word)
    except ValueError:
        raise ArgumentTypeError(f"{word!r} is no day: write it like 2026-03-02") from None


def _option(words: Sequence[str], name: str) -> str | None:
    for place, word in enumerate(words):
        if word == name and place + 1 < len(words):
            return words[place + 1]
        if word.startswith(f"{name}="):
            return word.partition("=")[2]
    return None
