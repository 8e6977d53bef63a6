"""Runs a study on a snapshot: a folder with its results, report, figures, tables and where they come from."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from time import perf_counter

from enthesis.evidence.protocol import Protocol
from enthesis.evidence.report.compose import compose
from enthesis.evidence.report.paper import Paper
from enthesis.evidence.report.provenance import Provenance, provenance_of
from enthesis.evidence.report.render import render
from enthesis.evidence.report.table import as_csv
from enthesis.evidence.results import Results, analyse, as_bytes
from enthesis.evidence.snapshot import Snapshot
from enthesis.evidence.whole_folder import whole_folder

RESULTS, REPORT, PROTOCOL, PROVENANCE = "results.json", "report.html", "protocol.toml", "provenance.json"
FIGURES, TABLES = "figures", "tables"


@dataclass(slots=True)
class _Steps:
    """Hears of each step, passes it on, and keeps how long it took."""

    told: Callable[[str], None]
    seconds: dict[str, float] = field(default_factory=dict)
    _step: str = ""
    _began: float = 0.0

    def __call__(self, step: str) -> None:
        self.end()
        self._step, self._began = step, perf_counter()
        self.told(step)

    def end(self) -> None:
        if self._step:
            self.seconds[self._step] = round(perf_counter() - self._began, 3)
        self._step = ""


def _silent(_step: str) -> None:
    """Nobody listens."""


def run_study(
    protocol: Protocol,
    snapshot: Snapshot,
    out: Path,
    *,
    at: datetime,
    told: Callable[[str], None] = _silent,
) -> Results:
    """Afterwards `out` holds everything of the run; after a failure nothing of that name is there.

    `told` hears of each step as it begins; `at` is when it runs, with its zone. Raises Invalid when `out` is
    there already, NotAllowed when the disk is full.
    """
    steps = _Steps(told)
    with whole_folder(out) as part:
        results = analyse(snapshot, protocol, steps)
        steps("Writing tables and figures")
        paper = compose(results, protocol, provenance_of(snapshot, protocol, at=at, seconds={}))
        steps("Writing the report")
        _write(part, paper, results, protocol)
        steps.end()
        made = provenance_of(snapshot, protocol, at=at, seconds=steps.seconds)
        (part / PROVENANCE).write_text(json.dumps(_as_json(made), indent=1) + "\n", encoding="utf-8")
    return results


def _write(part: Path, paper: Paper, results: Results, protocol: Protocol) -> None:
    (part / RESULTS).write_bytes(as_bytes(results))
    (part / PROTOCOL).write_bytes(protocol.text.encode())
    (part / REPORT).write_text(render(paper), encoding="utf-8")
    for folder, files in ((FIGURES, _figures(paper)), (TABLES, _tables(paper))):
        (part / folder).mkdir()
        for name, content in files.items():
            (part / folder / name).write_bytes(content)


def _figures(paper: Paper) -> Mapping[str, bytes]:
    return {f"{figure.id}.svg": f"{figure.svg}\n".encode() for figure in paper.figures}


def _tables(paper: Paper) -> Mapping[str, bytes]:
    return {f"{table.id}.csv": as_csv(table) for table in paper.tables}


def _as_json(made: Provenance) -> dict[str, object]:
    return {**asdict(made), "at": made.at.isoformat()}
