"""Snapshots of every kind: drawn, written by hand, shuffled, and read back as plain rows."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq

from enthesis.domain.outcomes.catalogue import instruments, load_instrument
from enthesis.evidence.snapshot import MANIFEST, Snapshot, open_snapshot, writing
from enthesis.evidence.tables import EVENTS, HIPS, MISSING, Kind, Table, responses, score_column

TODAY = date(2026, 11, 23)
Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Form:
    """A form a hip answered. `score` None: too little was answered."""

    hip: int
    instrument: str
    day: int
    score: float | None
    milestone: str = "2y"
    wording: str = "official"


@dataclass(frozen=True)
class Event:
    hip: int
    kind: str
    day: int
    grade: str | None = None


def hip(key: int, **more: Any) -> dict[str, Any]:
    """A hip that meets every criterion but the scores, four years after surgery."""
    meets = {
        "hip": key,
        "person": key,
        "side": "left",
        "pathway": 1,
        "observed": 1460,
        "approach": "endoscopic",
        "repair": "double_row",
        "concomitant": "none",
        "biologic": "none",
    }
    return {**meets, **more}


def before(key: int, *names: str, score: float = 50.0, day: int = -10) -> list[Form]:
    """A form before surgery for each instrument; pain gets a tenth of the score."""
    return [Form(key, name, day, _scaled(name, score), "baseline") for name in names]


def later(key: int, day: int, *names: str, score: float = 80.0) -> list[Form]:
    return [Form(key, name, day, _scaled(name, score)) for name in names]


def by_hand(
    folder: Path, hips: Iterable[dict[str, Any]], forms: Iterable[Form] = (), events: Iterable[Event] = ()
) -> Snapshot:
    """A snapshot of exactly these rows, everything else unknown."""
    with writing(folder, source="sqlite", as_of=TODAY.isoformat(), revision="test") as writer:
        writer.add(HIPS, _columns(HIPS, list(hips)))
        told = [{"hip": e.hip, "kind": e.kind, "day": e.day, "grade": e.grade} for e in events]
        writer.add(EVENTS, _columns(EVENTS, told))
        answered = list(forms)
        for instrument in instruments().values():
            mine = [_row(form) for form in answered if form.instrument == instrument.id]
            writer.add(responses(instrument), _columns(responses(instrument), mine))
    return open_snapshot(folder)


def drawn(folder: Path, *, hips: int, seed: int) -> Snapshot:
    """A synthetic practice as it ships."""
    from enthesis.evidence.synthetic.shipped import SHIPPED
    from enthesis.evidence.synthetic.write import write_synthetic

    write_synthetic(folder, SHIPPED, hips=hips, seed=seed, today=TODAY, revision="test")
    return open_snapshot(folder)


def shuffled(snapshot: Snapshot, folder: Path, *, seed: int) -> Snapshot:
    """The same rows in another order in every file, under a manifest of its own."""
    folder.mkdir()
    dice = np.random.default_rng(seed)
    digests = {}
    for name in snapshot.manifest.sha256:
        content = (snapshot.folder / name).read_bytes()
        if name.endswith(".parquet"):
            table = pq.read_table(snapshot.folder / name)
            pq.write_table(table.take(dice.permutation(len(table))), folder / name)
        else:
            (folder / name).write_bytes(content)
        digests[name] = sha256((folder / name).read_bytes()).hexdigest()
    told = json.loads((snapshot.folder / MANIFEST).read_text("utf-8"))
    (folder / MANIFEST).write_text(json.dumps({**told, "sha256": digests}), "utf-8")
    return open_snapshot(folder)


def rows_of(snapshot: Snapshot, table: str) -> Rows:
    """Every row as a dictionary, unknown cells as None."""
    found: Rows = pq.read_table(snapshot.folder / f"{table}.parquet").to_pylist()
    return found


def _row(form: Form) -> dict[str, Any]:
    scale = load_instrument(form.instrument).scale
    return {
        "hip": form.hip,
        "milestone": form.milestone,
        "day": form.day,
        "wording": form.wording,
        score_column(scale.id): form.score,
    }


def _columns(table: Table, rows: Rows) -> dict[str, Any]:
    return {
        column.name: [
            row.get(column.name, [MISSING] * column.width if column.kind is Kind.ANSWERS else None)
            for row in rows
        ]
        for column in table.columns
    }


def _scaled(name: str, score: float) -> float:
    return score / 10 if name == "vas-pain-10" else score
