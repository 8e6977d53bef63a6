"""Which code made a result: the version of the package and a hash of the rooms that a result depends on."""

from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

ROOMS = ("domain", "evidence")


@cache
def revision() -> str:
    """Such as `0.1.0 sha256:4f0c…`; the same sources give the same text, wherever they are installed."""
    root = Path(__file__).parents[1]
    told = sha256()
    for room in ROOMS:
        for file in sorted((root / room).rglob("*")):
            if file.suffix in (".py", ".toml", ".html", ".css"):
                told.update(file.relative_to(root).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return f"{_version()} sha256:{told.hexdigest()[:16]}"


def _version() -> str:
    try:
        return version("enthesis")
    except PackageNotFoundError:
        return "not installed"
