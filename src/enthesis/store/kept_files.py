"""Files outside the database, in the data folder: each under the SHA-256 of its content, read by us alone.

A file comes in under a random name and is renamed when its row is written: what was interrupted has no row,
counts for nothing, and is cleared away.
"""

import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import file_digest, sha256
from pathlib import Path
from tempfile import mkstemp
from typing import BinaryIO
from uuid import UUID

from django.conf import settings

from enthesis.domain.errors import Stale
from enthesis.store.locks import Line, wait_in
from enthesis.store.scope import Scope

LEFT_AFTER = timedelta(hours=1)  # nobody is still sending a file to which nothing was added for so long
OWN_FOLDER, INCOMING = 0o700, ".incoming"


class Incoming:
    """A file being received: written to the disk as it comes, and hashed on the way."""

    def __init__(self) -> None:
        folder = _made(_root() / INCOMING)
        descriptor, name = mkstemp(dir=folder)  # 0600, whatever the process's mask
        self.path, self.size = Path(name), 0
        self._file, self._hash = os.fdopen(descriptor, "wb"), sha256()

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()

    def write(self, part: bytes) -> None:
        self._file.write(part)
        self._hash.update(part)
        self.size += len(part)

    def finish(self) -> None:
        """Everything is on the disk, not only in its memory."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def hand_over(self, scope: Scope) -> None:
        """It waits under its hash for the row that `keep` is called with."""
        os.replace(self.path, _waiting(scope.practice, self.sha256))

    def discard(self) -> None:
        """Nothing of it is left, unless it was kept."""
        self._file.close()
        self.path.unlink(missing_ok=True)


def keep(scope: Scope, digest: str) -> None:
    """What was handed over lies in its place, whole or not at all; the same content twice is one file.

    Must run in the transaction that writes its row, after `lock_files`. Raises Stale where nothing was handed
    over, or it was cleared away since.
    """
    place = _place(scope.practice, digest)
    _made(place.parent)
    try:
        os.replace(_waiting(scope.practice, digest), place)
    except FileNotFoundError:
        if not place.is_file():  # else somebody was faster with the same file
            raise Stale("file-gone", "The file did not wait for us.", "Send it once more.") from None
    _sync_folder(place.parent)


def drop(scope: Scope, digest: str) -> None:
    """What was handed over is not needed."""
    _waiting(scope.practice, digest).unlink(missing_ok=True)


def open_kept(scope: Scope, digest: str) -> BinaryIO | None:
    """The file, read once and found to be what was kept; None when it is gone or another one."""
    try:
        descriptor = os.open(_place(scope.practice, digest), os.O_RDONLY | os.O_NOFOLLOW)
    except OSError:
        return None
    file = os.fdopen(descriptor, "rb")
    if file_digest(file, "sha256").hexdigest() != digest:
        file.close()
        return None
    file.seek(0)
    return file


def lock_files(practice: UUID) -> None:
    """Until the transaction ends nobody else adds or clears files."""
    wait_in(Line.FILES, practice)


def size_kept(practice: UUID, digest: str) -> int | None:
    """The bytes that lie under a hash; None where nothing does."""
    try:
        return _place(practice, digest).stat().st_size
    except OSError:
        return None


def list_kept(practice: UUID) -> Iterator[Path]:
    """Every file of a practice; its name is the hash of its content."""
    folder = _root() / str(practice)
    return (file for file in sorted(folder.glob("??/*")) if file.is_file())


def clear_incoming(*, at: datetime) -> int:
    """What was never received to its end is gone; how many there were."""
    left = [file for file in (_root() / INCOMING).glob("*") if is_left(file, at=at)]
    for file in left:
        file.unlink(missing_ok=True)
    return len(left)


def is_left(file: Path, *, at: datetime) -> bool:
    """Whether nothing was added to it for so long that nobody works with it any more."""
    try:
        return file.stat().st_mtime < (at - LEFT_AFTER).timestamp()
    except OSError:
        return False


def _root() -> Path:
    return Path(settings.DATA) / "attachments"


def _waiting(practice: UUID, digest: str) -> Path:
    return _root() / INCOMING / f"{practice}-{digest}"


def _place(practice: UUID, digest: str) -> Path:
    """Made of a hash we computed ourselves, never of a name that was sent."""
    return _root() / str(practice) / digest[:2] / digest


def _made(folder: Path) -> Path:
    root = _root()
    root.parent.mkdir(parents=True, exist_ok=True)
    for place in (root, *reversed([p for p in folder.parents if root in p.parents]), folder):
        place.mkdir(mode=OWN_FOLDER, exist_ok=True)  # of a parent made on the way the mode would not hold
    return folder


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
