"""Reads what a practice decided about the rules: the [policy] table of its file."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import TypeVar

import msgspec

from enthesis.cli.practice_file import POLICY
from enthesis.cli.toml_file import TomlFile, read_toml
from enthesis.domain.candidacy.policy import ACTIONS, SHIPPED, Policy, PolicyAction, PolicyValue
from enthesis.domain.candidacy.rulebook import check_is_decided, check_policy
from enthesis.domain.errors import Invalid, Problem

Decision = TypeVar("Decision", PolicyValue, PolicyAction)

_VERDICTS = {verdict.name.lower(): verdict.value for verdict in ACTIONS}


def read_policy(*files: Path, on: date) -> Policy:
    """The policy of the last file that holds one; the shipped one where none does.

    It speaks only of rules and numbers that exist, and was decided by the day `on`. Raises Invalid,
    naming file and line.
    """
    found = SHIPPED
    for file in files:
        source = read_toml(file)
        if POLICY in source.told:
            found = _policy(source, on=on)
    return found


def _policy(source: TomlFile, *, on: date) -> Policy:
    told = source.told[POLICY]
    if not isinstance(told, dict):
        raise source.wrong(source.line_of_key(POLICY), f"{POLICY} is a table: write [{POLICY}]")
    for key in told.keys() - {field.name for field in fields(Policy)}:
        raise source.wrong(source.line_of(POLICY, 0, key), f"{key!r} is not known in [{POLICY}]")
    version = told.get("version", "")
    if not isinstance(version, str) or version == SHIPPED.version:
        line = source.line_of(POLICY, 0, "version")
        raise source.wrong(line, "a policy has a name of its own as its version", 'Write: version = "site-1"')
    values = tuple(_decisions(source, told, "values", PolicyValue))
    actions = tuple(_decisions(source, told, "actions", PolicyAction))
    try:
        policy = Policy(version=version, values=values, actions=actions)
        check_policy(policy)
        check_is_decided(policy, on=on)
    except Problem as problem:
        raise source.wrong(
            _line_of(source, values, actions, problem), problem.sentence, problem.remedy
        ) from None
    return policy


def _decisions(
    source: TomlFile, told: Mapping[str, object], name: str, kind: type[Decision]
) -> Iterator[Decision]:
    table = f"{POLICY}.{name}"
    for place, entry in enumerate(_listed(source, told, table, name)):
        for key in entry.keys() - {field.name for field in fields(kind)}:
            raise source.wrong(source.line_of(table, place, key), f"{key!r} is not known in [[{table}]]")
        try:
            yield msgspec.convert(_with_verdict(entry), kind)
        except (msgspec.ValidationError, Problem) as problem:
            raise source.wrong_entry(table, place, problem) from None


def _listed(source: TomlFile, told: Mapping[str, object], table: str, name: str) -> list[dict[str, object]]:
    entries = told.get(name, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise source.wrong(source.line_of_key(table), f"{table} is a list of tables: write [[{table}]]")
    return entries


def _with_verdict(entry: Mapping[str, object]) -> Mapping[str, object]:
    """The entry with the verdict's word read: info, warn or block."""
    if "verdict" not in entry:
        return entry
    word = entry["verdict"]
    if not isinstance(word, str) or word not in _VERDICTS:
        raise Invalid("verdict", f"{word!r} is not a verdict.", f"Use one of {', '.join(_VERDICTS)}.")
    return {**entry, "verdict": _VERDICTS[word]}


def _line_of(
    source: TomlFile,
    values: tuple[PolicyValue, ...],
    actions: tuple[PolicyAction, ...],
    problem: Problem,
) -> int:
    """The line of the last entry that a problem of the whole policy names, else of the policy."""
    named = [("values", place, "key") for place, v in enumerate(values) if v.key == problem.code]
    named += [
        ("actions", place, "rule")
        for place, a in enumerate(actions)
        if problem.code in (a.rule, f"{a.rule} for {a.option}")
    ]
    if not named:
        return source.line_of(POLICY, 0)
    name, place, key = named[-1]
    return source.line_of(f"{POLICY}.{name}", place, key)
