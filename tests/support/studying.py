"""Runs of studies at any state, by the same actions people and the worker use."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from enthesis.actions.studies import fail_study, publish_study, run_study
from enthesis.cli.jobs.kind import worker_of
from enthesis.evidence.catalogue import studies
from enthesis.store import work
from enthesis.store.scope import Scope
from enthesis.store.studies import Report, reports_folder
from enthesis.store.work import Leased
from tests.support.cases import AT

SLUG = "isolated-endoscopic-two-year"
PROTOCOL = studies()[SLUG]
FILES = {
    "report.html": b"<!doctype html><title>A report</title><style>p{color:red}</style><p>23 hips</p>",
    "results.json": b'{"study":"x"}\n',
    "tables/flow.csv": b"Hips,n\r\nall,3\r\n",
    "figures/flow.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><title>Flow</title></svg>\n',
    "protocol.toml": b"[study]\n",
}


def ask(scope: Scope, *, at: datetime = AT) -> UUID:
    """The run somebody asked for."""
    return run_study(scope, SLUG, PROTOCOL.digest, at=at).subject


def lease(*, at: datetime = AT) -> Leased:
    found = work.lease_job(at=at)
    assert found
    return found


def write_report(folder: str, files: Mapping[str, bytes] = FILES) -> Report:
    """The files lie among the reports, and this is what is told of them."""
    for name, content in files.items():
        file: Path = reports_folder() / folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return Report(
        folder=folder,
        files={name: sha256(content).hexdigest() for name, content in files.items()},
        snapshot="5" * 64,
        revision="0.1.0 sha256:0123456789abcdef",
        synthetic=False,
        hips=750,
        eligible=26,
        analysed=23,
        persons=22,
    )


def publish(scope: Scope, *, at: datetime = AT) -> UUID:
    """A run that was asked for and is done, with its files."""
    run, held = ask(scope, at=at), lease(at=at)
    publish_study(worker_of(scope.practice), run, write_report(f"{run}-1"), held, at=at)
    return run


def fail(scope: Scope, sentence: str, *, at: datetime = AT) -> UUID:
    run, held = ask(scope, at=at), lease(at=at)
    fail_study(worker_of(scope.practice), run, sentence, held, at=at)
    return run
