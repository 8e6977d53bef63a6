"""Packages of npm that a test asks as an outsider: fetched once, checked by their hash, kept in `build/`."""

import base64
import hashlib
import os
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

KEPT = Path(__file__).resolve().parents[2] / "build" / "npm"


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """One version of one package; `sha512` is that of the file as it was published, in base64."""

    name: str
    version: str
    sha512: str

    @property
    def kept(self) -> Path:
        return KEPT / f"{self.name.removeprefix('@').replace('/', '-')}-{self.version}.tgz"


def fetch(package: Package) -> bytes | None:
    """The package as it was published; None, where it is not kept and cannot be had.

    Raises ValueError for a package of another content.
    """
    if not package.kept.is_file():
        content = _packed(package)
        if content is None:
            return None
        _check(package, content)
        KEPT.mkdir(parents=True, exist_ok=True)
        part = package.kept.with_suffix(f".{os.getpid()}")
        part.write_bytes(content)
        part.replace(package.kept)  # other processes see the whole of it or nothing
    content = package.kept.read_bytes()
    _check(package, content)
    return content


def _packed(package: Package) -> bytes | None:
    with tempfile.TemporaryDirectory() as folder:
        named = f"{package.name}@{package.version}"
        command = ["npm", "pack", "--silent", named, "--pack-destination", folder]
        try:
            subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=120)
        except (OSError, subprocess.SubprocessError):
            return None
        return next(Path(folder).glob("*.tgz")).read_bytes()


def _check(package: Package, content: bytes) -> None:
    found = base64.b64encode(hashlib.sha512(content).digest()).decode()
    if found != package.sha512:
        raise ValueError(f"{package.kept.name} is not what was published: delete it and look at why.")
