"""Reads the table `[follow_up]` of a practice file: what it names exists, and each mistake has its line."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import get_args, get_type_hints

import msgspec

from enthesis.cli.toml_file import TomlFile, is_key, plain
from enthesis.domain.errors import Problem
from enthesis.domain.outcomes.schedule import check_protocol
from enthesis.domain.pathway.threshold_choices import choices_of
from enthesis.domain.practice.follow_up_settings import FollowUpSettings

TABLE = "follow_up"


def check_follow_up(source: TomlFile) -> None:
    """Raises Invalid, naming file and line, for a key nobody knows, or what is not there."""
    told = source.told.get(TABLE)
    if told is None:
        return
    if not isinstance(told, dict):
        raise source.wrong(source.line_of_key(TABLE), f"{TABLE} is one table: write [{TABLE}]")
    for path in _unknown(told, FollowUpSettings):
        raise source.wrong(_line(source, *path), f"{path[-1]!r} is not known in [{TABLE}]")
    try:
        settings = msgspec.convert(told, FollowUpSettings)
    except (msgspec.ValidationError, Problem) as problem:
        raise _placed(source, problem) from None
    try:
        check_protocol(settings.protocol)
    except Problem as problem:
        raise source.wrong(
            _line(source, "protocol", problem.code), problem.sentence, problem.remedy
        ) from None
    try:
        choices_of(settings)
    except Problem as problem:
        raise source.wrong(_line(source, "thresholds"), problem.sentence, problem.remedy) from None


def _placed(source: TomlFile, problem: Exception) -> Problem:
    if isinstance(problem, Problem):
        return source.wrong(_line(source, problem.code), problem.sentence, problem.remedy)
    said = plain(problem)
    path = str(problem).rpartition("`$.")[2].rstrip("`").split(".")
    return source.wrong(_line(source, *(part.partition("[")[0] for part in path)), said)


def _unknown(told: object, kind: type) -> Iterator[tuple[str, ...]]:
    """The path to each key that no field has."""
    if not isinstance(told, dict) or not is_dataclass(kind):
        return
    hints = get_type_hints(kind)
    for key, value in told.items():
        if key not in {field.name for field in fields(kind)}:
            yield (key,)
            continue
        inner = [hints[key], *get_args(hints[key])]
        for one in value if isinstance(value, list) else [value]:
            for nested in inner:
                if isinstance(nested, type):
                    yield from ((key, *path) for path in _unknown(one, nested))


def _line(source: TomlFile, *path: str) -> int:
    """The line of the last key of a path that stands in the table, or of the table."""
    found, at = source.line_of_key(TABLE), ""
    for number, line in enumerate(source.text.splitlines(), 1):
        stripped = line.strip()
        if stripped.startswith("["):
            at = stripped.strip("[] ").replace('"', "")
            if at == f"{TABLE}.{path[0]}":
                found = number
        elif at == TABLE and is_key(line, path[0]):
            found = number
        elif at.startswith(TABLE) and is_key(line, path[-1]):
            return number
    return found
