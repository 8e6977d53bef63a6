"""What a result was made from: records, protocol, code, libraries and moment."""

import platform
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version

from enthesis.evidence.protocol import Protocol
from enthesis.evidence.revision import revision
from enthesis.evidence.snapshot import MANIFEST, Manifest, Snapshot

LIBRARIES = ("numpy", "scipy", "pyarrow", "jinja2", "altair", "vl-convert-python")


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """`manifest_sha256` is of the manifest file, which holds the hash of every other file of the snapshot.

    `at` has its zone. `seconds` are by step, in the order of the steps.
    """

    study: str
    study_version: str
    protocol_sha256: str
    manifest: Manifest
    manifest_sha256: str
    revision: str
    python: str
    libraries: Mapping[str, str]
    at: datetime
    seconds: Mapping[str, float]


def provenance_of(
    snapshot: Snapshot, protocol: Protocol, *, at: datetime, seconds: Mapping[str, float]
) -> Provenance:
    return Provenance(
        study=protocol.study.slug,
        study_version=protocol.study.version,
        protocol_sha256=protocol.digest,
        manifest=snapshot.manifest,
        manifest_sha256=sha256((snapshot.folder / MANIFEST).read_bytes()).hexdigest(),
        revision=revision(),
        python=platform.python_version(),
        libraries={name: found for name in LIBRARIES if (found := _version(name))},
        at=at,
        seconds=seconds,
    )


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
