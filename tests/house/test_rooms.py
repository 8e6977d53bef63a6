"""Tests stand in their rooms, scripts stand where the README says, and no test reaches the outside."""

import os
import re
import socket
from pathlib import Path

import pytest
from pytest_socket import SocketConnectBlockedError

from enthesis.cli import call
from enthesis.cli.__main__ import help_text
from tests.support.source import ROOT

TESTS = ROOT / "tests"
ROOMS = frozenset(
    {
        "spec",
        "domain",
        "evidence",
        "delivery",
        "store",
        "actions",
        "interop",
        "web",
        "cli",
        "journeys",
        "adversary",
        "house",
    }
)
NOT_TESTS = frozenset({"support"})
SCRIPTS = ("demo", "test", "check", "bench", "lock")
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def homeless(tests: Path) -> list[str]:
    """Test files outside the rooms, and files in a room that pytest would not run."""
    found = []
    for file in sorted(tests.rglob("*.py")):
        path = file.relative_to(tests)
        if path.parts[0] in NOT_TESTS or path.name in ("__init__.py", "conftest.py"):
            continue
        if len(path.parts) == 1 or path.parts[0] not in ROOMS or not path.name.startswith("test_"):
            found.append(path.as_posix())
    return found


def unknown_commands(text: str) -> list[str]:
    """Scripts and commands this text names in code that do not exist."""
    scripts = set(re.findall(r"(?<![\w/.])script/(\w+)", text))
    nouns = set(re.findall(r"(?:^|`|\s)(?:\.venv/bin/)?enthesis ([a-z]+)(?= [a-z-]|`|$)", text, re.MULTILINE))
    known = call.nouns() | call.doors()
    return [f"script/{name}" for name in sorted(scripts) if not (ROOT / "script" / name).exists()] + [
        f"enthesis {noun}" for noun in sorted(nouns - known)
    ]


def broken_links(page: Path) -> list[str]:
    """Files a page links to that are not there."""
    told = re.findall(r"\]\((?!https?:|mailto:|#)([^)\s#]+)", page.read_text(encoding="utf-8"))
    return [name for name in told if not (page.parent / name).exists()]


def test_every_test_stands_in_a_room() -> None:
    assert homeless(TESTS) == []


@pytest.mark.parametrize("name", SCRIPTS)
def test_every_script_can_be_run(name: str) -> None:
    assert os.access(ROOT / "script" / name, os.X_OK)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_what_a_page_tells_to_run_or_read_exists(page: Path) -> None:
    assert unknown_commands(page.read_text(encoding="utf-8")) == []
    assert broken_links(page) == []


def test_what_help_tells_to_run_exists() -> None:
    assert unknown_commands(help_text()) == []


def test_no_test_reaches_the_outside() -> None:
    with pytest.raises(SocketConnectBlockedError):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


def test_the_guards_see_it(tmp_path: Path) -> None:
    (tmp_path / "attic").mkdir()
    (tmp_path / "attic" / "test_x.py").touch()
    (tmp_path / "web").mkdir()
    (tmp_path / "web" / "pages.py").touch()
    assert homeless(tmp_path) == ["attic/test_x.py", "web/pages.py"]
    assert unknown_commands("Run `script/fly`, then `enthesis teleport now`.") == [
        "script/fly",
        "enthesis teleport",
    ]
    page = tmp_path / "page.md"
    page.write_text("[there](nowhere.md)")
    assert broken_links(page) == ["nowhere.md"]
