"""Takes a snapshot of a practice so that the trail tells of it, for the operator and for a study's job."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

from enthesis.actions.snapshots import record_snapshot
from enthesis.cli.clock import now
from enthesis.domain.errors import Invalid, NotFound
from enthesis.store.scope import Scope

if TYPE_CHECKING:
    from enthesis.evidence.snapshot import Manifest

TRUTH = "truth.json"  # beside the records of a synthetic practice: what is true of it


def take_snapshot(scope: Scope, out: Path, *, told: Callable[[int, int], None]) -> "Manifest":
    """Afterwards `out` holds the practice of the scope, and the trail tells of it; `told` hears of hips done.

    Raises NotFound when the libraries of the extra evidence are missing, and what making it raises.
    """
    try:
        from enthesis.evidence.extract.make import make_snapshot
    except ImportError as problem:
        raise NotFound(
            "evidence",
            f"Snapshots need a library that is not installed: {problem.name}.",
            "Install the extra evidence of this package.",
        ) from None
    at = now()

    def sealed(manifest: "Manifest", digest: str) -> None:
        record_snapshot(
            scope,
            hips=manifest.rows["hips"],
            left_out=sum(manifest.left_out.values()),
            responses=count_responses(manifest),
            schema=manifest.schema,
            manifest=digest,
            at=at,
        )

    return make_snapshot(
        scope, out, at=at, truth=_truth(), synthetic=settings.ENTHESIS_DEMO, told=told, sealed=sealed
    )


def count_responses(made: "Manifest") -> int:
    return sum(count for table, count in made.rows.items() if table.startswith("responses_"))


def _truth() -> Mapping[str, Any] | None:
    """What is true of the practice, where it is a synthetic one. Raises Invalid when that cannot be read."""
    file = Path(settings.DATA) / TRUTH
    if not file.is_file():
        return None
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
    except ValueError:
        told = None
    if not isinstance(told, dict):
        raise Invalid("truth", f"{file} cannot be read.", "Restore it, or remove it if the records are real.")
    return told
