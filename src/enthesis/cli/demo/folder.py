"""The folder of a demonstration: built beside its place, under a lock, and moved there when it is whole."""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from enthesis.domain.errors import NotAllowed

MARK = "demo.json"  # written last: a folder that has it is whole
BEGUN = "unfinished"  # written first: a folder that has it may be thrown away


def partial_of(folder: Path) -> Path:
    """Where the folder is built."""
    return folder.with_name(f"{folder.name}.partial")


def is_finished(folder: Path) -> bool:
    return (folder / MARK).is_file()


def told_by(folder: Path) -> dict[str, object]:
    """What the mark of a finished demonstration says; empty when it cannot be read."""
    try:
        found = json.loads((folder / MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def check_free(folder: Path) -> None:
    """Nothing stands where the demonstration goes; an empty folder, or one we began in, does not count."""
    if folder.is_dir() and ((folder / BEGUN).exists() or not any(folder.iterdir())):
        return
    if folder.exists():
        raise NotAllowed(
            "not-ours",
            f"{folder} holds something that is not a demonstration.",
            "Nothing was changed: choose another folder with --data.",
        )


def check_new(folder: Path) -> None:
    """Nothing stands there yet, not even a finished demonstration."""
    if is_finished(folder):
        raise NotAllowed(
            "finished", f"{folder} holds a finished demonstration.", "Name another folder with --data."
        )
    check_free(folder)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """This process alone prepares the folder; the system lets go when it ends, however it ends."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    file = folder.with_name(f"{folder.name}.lock")
    lock = _take(file)
    while not (file.exists() and os.fstat(lock).st_ino == file.stat().st_ino):
        os.close(lock)  # the run before us removed it while we opened it
        lock = _take(file)
    try:
        yield
    finally:
        file.unlink(missing_ok=True)
        os.close(lock)


@contextmanager
def in_place(folder: Path) -> Iterator[Path]:
    """The folder itself, to hold what belongs to a database that is elsewhere."""
    folder.mkdir(exist_ok=True)
    (folder / BEGUN).touch()
    yield folder


@contextmanager
def workshop(folder: Path) -> Iterator[Path]:
    """An empty folder to build in, which becomes the folder in one step when all went well.

    What a killed run left there is removed first; what fails here leaves nothing.
    """
    partial = partial_of(folder)
    _clear(partial)
    partial.mkdir()
    (partial / BEGUN).touch()
    try:
        yield partial
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    partial.rename(folder)
    _sync(folder.parent)


def put_mark(folder: Path, told: Mapping[str, object]) -> None:
    """Says that the folder is whole; on disk when this returns."""
    with (folder / MARK).open("w", encoding="utf-8") as file:
        json.dump(told, file, indent=2, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    (folder / BEGUN).unlink(missing_ok=True)
    _sync(folder)


def _clear(partial: Path) -> None:
    if not partial.exists():
        return
    if any(partial.iterdir()) and not (partial / BEGUN).exists() and not is_finished(partial):
        raise NotAllowed(
            "not-ours",
            f"{partial} stands where the demonstration is built, and is not from an earlier try.",
            "Move it away, or choose another folder with --data.",
        )
    shutil.rmtree(partial)


def _take(file: Path) -> int:
    lock = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        raise NotAllowed(
            "busy",
            f"Another run is preparing {file.with_suffix('')} just now.",
            "Wait until it is done.",
        ) from None
    return lock


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
