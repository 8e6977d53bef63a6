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
    """Nothing stands where the demonstration goes; an empty folder does not count."""
    if folder.is_dir() and not any(folder.iterdir()):
        return
    if folder.exists():
        raise NotAllowed(
            "not-ours",
            f"{folder} holds something that is not a demonstration.",
            "Nothing was changed: choose another folder with --data.",
        )


@contextmanager
def workshop(folder: Path) -> Iterator[Path]:
    """The empty folder to build in, this process's alone. What a killed run left there is removed first."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with _locked(folder.with_name(f"{folder.name}.lock")):
            yield _begin(partial_of(folder))
    except (PermissionError, NotADirectoryError, FileExistsError) as problem:
        raise NotAllowed(
            "not-writable", f"{folder} cannot be made: {problem.strerror}.", "Choose another with --data."
        ) from None


def put_mark(folder: Path, told: Mapping[str, object]) -> None:
    """Says that the folder is whole, on disk before anything else is done."""
    (folder / BEGUN).unlink(missing_ok=True)
    with (folder / MARK).open("w", encoding="utf-8") as file:
        json.dump(told, file, indent=2, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    _sync(folder)


def move_into_place(folder: Path) -> None:
    """The finished folder takes its name in one step."""
    partial_of(folder).rename(folder)
    _sync(folder.parent)


def _begin(partial: Path) -> Path:
    if partial.exists():
        ours = not any(partial.iterdir()) or (partial / BEGUN).exists() or is_finished(partial)
        if not ours:
            raise NotAllowed(
                "not-ours",
                f"{partial} stands where the demonstration is built, and is not from an earlier try.",
                "Move it away, or choose another folder with --data.",
            )
        shutil.rmtree(partial)
    partial.mkdir()
    (partial / BEGUN).touch()
    return partial


@contextmanager
def _locked(file: Path) -> Iterator[None]:
    """Held by one process; the system lets go of it when that process ends, however it ends."""
    while True:
        lock = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
            raise NotAllowed(
                "busy", f"Another run is just now preparing {file.stem}.", "Wait until it is done."
            ) from None
        if file.exists() and os.fstat(lock).st_ino == file.stat().st_ino:
            break
        os.close(lock)  # the one before removed it as we opened it
    try:
        yield
    finally:
        file.unlink(missing_ok=True)
        os.close(lock)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
