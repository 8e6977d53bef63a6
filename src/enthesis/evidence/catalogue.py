"""Every study of the house: a folder with a protocol, found by walking."""

from collections.abc import Mapping
from pathlib import Path

from enthesis.domain.errors import NotFound
from enthesis.evidence.protocol import Protocol, load_protocol

FOLDER = Path(__file__).parent / "studies"


def studies() -> Mapping[str, Protocol]:
    """The protocols by slug. Raises Invalid for a wrong one, LookupError for two of one slug."""
    found: dict[str, Protocol] = {}
    for file in sorted(FOLDER.glob("*/protocol.toml")):
        protocol = load_protocol(file)
        if protocol.study.slug in found:
            raise LookupError(f"{file} repeats the slug {protocol.study.slug}: give it another.")
        found[protocol.study.slug] = protocol
    return found


def load_study(slug: str) -> Protocol:
    """The protocol of a slug. Raises NotFound when there is none."""
    known = studies()
    if slug not in known:
        raise NotFound("study", f"There is no study {slug!r}.", f"Choose one of {', '.join(known)}.")
    return known[slug]


def folder_of(slug: str) -> Path:
    """Where a study's own files are."""
    return FOLDER / slug.replace("-", "_")
