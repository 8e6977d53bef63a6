"""Runs a door: JSON from standard input or a file, JSON to standard output. Django stays away."""

import argparse
import os
import re
import sys
from collections.abc import Sequence
from errno import EISDIR
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Any, BinaryIO, NoReturn

from enthesis.interop.asking import ask, check_word
from enthesis.interop.door import Chapter, Door, load_door
from enthesis.interop.json_text import MOST_BYTES
from enthesis.interop.refusal import Refusal

DONE, FAILED, WRONG = 0, 1, 2
_LINK = re.compile(r"\[([^]]+)\]\([^)]+\)")


def run_door(words: Sequence[str]) -> int:
    """0 answered, 1 the answer could not be written, 2 bad input; then a sentence is on standard error."""
    chapter = load_door(words[0])
    try:
        told = _parser(chapter).parse_args(words[1:])
        if told.schema:
            answer = _schema(chapter.door)
        else:
            word = check_word(chapter.door.word, told.word) if chapter.door.word else ""
            answer = ask(chapter, word, _read(chapter.door, told.file))
    except Refusal as refused:
        return _say(str(refused), code=WRONG)
    except KeyboardInterrupt:
        return _say("Stopped.", code=FAILED)
    return _write(answer)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise Refusal(f"{' '.join(message.split())}. See: {self.prog} --help")


class _Once(argparse.Action):
    """An option that is given once: of two, nobody knows which was meant."""

    def __call__(
        self, parser: argparse.ArgumentParser, told: argparse.Namespace, given: Any, option: str | None = None
    ) -> None:
        if getattr(told, self.dest) is not None:
            parser.error(f"{option} is given twice: name one file")
        setattr(told, self.dest, given)


def _parser(chapter: Chapter) -> _Parser:
    door = chapter.door
    parser = _Parser(
        prog=f"enthesis {door.name}",
        description=_LINK.sub(r"\1", f"{door.title}. {' '.join(door.notes)}"),
        epilog=f"Example: {example_of(chapter)}",
        allow_abbrev=False,
    )
    if door.word:
        parser.add_argument("word", metavar=door.word.name, nargs="?", default="", help=door.word.what)
    if door.takes:
        told = "read JSON from there, not from standard input"
        parser.add_argument("--file", metavar="PATH", action=_Once, help=told)
    parser.add_argument("--schema", action="store_true", help="print the JSON Schema of input and output")
    parser.set_defaults(word="", file=None)
    return parser


def example_of(chapter: Chapter) -> str:
    """A call of the door."""
    door, word = chapter.door, chapter.examples[0].word
    return " ".join(part for part in ("enthesis", door.name, word, "< input.json" * bool(door.takes)) if part)


def _schema(door: Door) -> bytes:
    import msgspec  # only where it is printed

    from enthesis.interop.schemas import schemas

    return msgspec.json.format(msgspec.json.encode(schemas(door)), indent=2) + b"\n"


def _read(door: Door, file: str | None) -> bytes:
    """One byte more than is taken at most, so that what is too large is seen."""
    if door.takes is None:
        return b""
    if file is not None:
        return _read_file(file)
    if sys.stdin is None:
        raise Refusal("Standard input is closed. Send JSON, or name a file with --file.")
    if sys.stdin.isatty():
        raise Refusal("Standard input is a keyboard. Send JSON through a pipe, or name a file with --file.")
    return _read_from(sys.stdin.buffer, "Standard input")


def _read_file(file: str) -> bytes:
    try:
        if not (S_ISREG(mode := Path(file).stat().st_mode) or S_ISDIR(mode) or _is_standard_input(file)):
            raise Refusal(f"{file!r} is no regular file. Name a file, or send JSON through standard input.")
        with Path(file).open("rb") as opened:
            return _read_from(opened, file)
    except FileNotFoundError:
        raise Refusal(f"There is no file {file!r}.") from None
    except (OSError, ValueError) as problem:
        raise _unreadable(repr(file), problem) from None


def _is_standard_input(file: str) -> bool:
    """Whether a path such as /dev/stdin leads to what this process reads already."""
    try:
        return os.path.samestat(os.stat(file), os.fstat(0))
    except OSError:
        return False


def _read_from(opened: BinaryIO, name: str) -> bytes:
    try:
        return opened.read(MOST_BYTES + 1)
    except OSError as problem:
        raise _unreadable(name, problem) from None


def _unreadable(name: str, problem: Exception) -> Refusal:
    if isinstance(problem, OSError) and problem.errno == EISDIR:
        return Refusal(f"{name} is a folder. Name a file.")
    return Refusal(f"{name} cannot be read: {getattr(problem, 'strerror', None) or problem}.")


def _write(answer: bytes) -> int:
    if sys.stdout is None:
        return _say("Standard output is closed: the answer has nowhere to go.", code=FAILED)
    try:
        sys.stdout.buffer.write(answer)
        sys.stdout.buffer.flush()
    except OSError as problem:  # whoever read has gone, or a disk is full
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _say(f"The answer cannot be written: {problem.strerror}.", code=FAILED)
    return DONE


def _say(sentence: str, *, code: int) -> int:
    if sys.stderr is not None:
        print(sentence, file=sys.stderr)
    return code
