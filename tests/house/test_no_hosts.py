"""No file of the project names a package registry's host or a path of one machine."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# Written so that this file does not contain what it looks for.
HOSTS = re.compile(
    r"(py" r"pi\.org|python" r"hosted\.org|registry\." r"npmjs|deb\." r"debian\.org|archive\." r"ubuntu\.com)"
)
PATHS = re.compile(r"(?<![\w.$}])/(?:ro" r"ot|ho" r"me/\w|Us" r"ers/\w|wo" r"rk)/")


MADE_HERE = frozenset({".venv", "build", "data", "data.partial", "dist", "__pycache__"})


def project_files() -> Iterator[Path]:
    """Every file of the project, without what scripts and tools make; git need not be there."""
    for folder, below, names in os.walk(ROOT):
        below[:] = [n for n in below if n not in MADE_HERE and (n == ".ci" or not n.startswith("."))]
        yield from (Path(folder, name) for name in names)


def found(pattern: re.Pattern[str]) -> list[str]:
    places = []
    for file in project_files():
        for number, line in enumerate(file.read_bytes().decode(errors="ignore").splitlines(), 1):
            if match := pattern.search(line):
                places.append(f"{file.relative_to(ROOT)}:{number}: {match.group()}")
    return places


def test_no_file_names_a_package_registry() -> None:
    assert found(HOSTS) == []


def test_no_file_names_a_path_of_one_machine() -> None:
    assert found(PATHS) == []


def test_the_patterns_find_what_they_look_for() -> None:
    assert HOSTS.search("https://files.python" + "hosted.org/x")
    assert PATHS.search("cd /wo" + "rk/main")
    assert PATHS.search('"/ro' + 'ot/.cache"')
    assert not PATHS.search("https://example.org/wo" + "rk/")
    assert not PATHS.search("web/ho" + "me/page.html")
