"""A folder that stands complete under its name, or not at all."""

import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

from enthesis.domain.errors import Invalid, NotAllowed

TAKEN = frozenset({errno.EEXIST, errno.ENOTEMPTY})
FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


@contextmanager
def whole_folder(out: Path) -> Iterator[Path]:
    """A hidden folder beside `out` to write in; afterwards it is `out`. After a failure nothing is left.

    What a killed run left hidden is removed by the next one of that name. Raises Invalid when something of
    that name is there already, NotAllowed when the disk is full.
    """
    out = out.absolute()
    _check_is_free(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    _sweep(out)
    part = Path(mkdtemp(prefix=_hidden(out), dir=out.parent))
    lock = os.open(part, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield part
        for path in (*part.rglob("*"), part):
            _settle(path)
        part.chmod(0o777 & ~_mask())
        _rename(part, out)
    except BaseException as problem:
        shutil.rmtree(part, ignore_errors=True)
        if isinstance(problem, OSError) and problem.errno in FULL:
            raise NotAllowed(
                "out",
                f"The disk is full: nothing was written to {out}.",
                "Free some space, then run it again.",
            ) from None
        raise
    finally:
        os.close(lock)
    _settle(out.parent)


def _check_is_free(out: Path) -> None:
    if out.exists() or out.is_symlink():
        raise Invalid("out", f"{out} is there already.", "Name a folder that does not exist yet.")


def _rename(part: Path, out: Path) -> None:
    try:
        part.rename(out)
    except OSError as problem:
        if problem.errno in TAKEN:
            _check_is_free(out)
        raise


def _sweep(out: Path) -> None:
    """Hidden folders of that name that nobody writes in any more are gone."""
    for left in out.parent.glob(f"{_hidden(out)}*"):
        with suppress(OSError):
            lock = os.open(left, os.O_RDONLY)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(left)
            finally:
                os.close(lock)


def _hidden(out: Path) -> str:
    return f".{out.name}.part-"


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _settle(path: Path) -> None:
    """What is written there has reached the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
