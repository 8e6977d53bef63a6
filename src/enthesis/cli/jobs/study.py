"""The job that computes a study: a snapshot, the study on it, its report kept, the run published.

The snapshot is made for this run alone and removed with it: records leave the database for as long as they
are needed and no longer. What is kept is the report, whose provenance names the manifest by its hash.
"""

import logging
import re
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import file_digest
from pathlib import Path
from uuid import UUID

from django.db import Error

from enthesis.actions.studies import STUDY, fail_study, give_up_study, publish_study
from enthesis.cli.clock import now
from enthesis.cli.jobs.kind import Kind, worker_of
from enthesis.cli.jobs.telling import Telling
from enthesis.cli.taking import take_snapshot
from enthesis.domain.errors import Invalid, Problem, Stale
from enthesis.domain.terms import PracticeId
from enthesis.store import studies
from enthesis.store.scope import Scope
from enthesis.store.studies import Report, Run, reports_folder
from enthesis.store.work import Leased

log = logging.getLogger("enthesis.cli.jobs")

STEPS = 9  # the snapshot, seven of the study, and keeping its report
PUBLISHED = re.compile(r"(?:[a-z]+/)?[A-Za-z0-9][A-Za-z0-9_-]*\.(?:html|json|csv|svg|toml)")
WAITS = "It waits for another try: the one before ended early"
MISSING = Invalid(
    "evidence",
    "The packages that studies are computed with are not installed.",
    "Install the extra “evidence” and “charts”, then run it again.",
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where one try of a run works, and where its report lies when it is done. No two tries share it."""

    run: UUID
    token: UUID

    @property
    def name(self) -> str:
        return f"{self.run}-{self.token.hex[:8]}"

    @property
    def report(self) -> Path:
        return reports_folder() / self.name

    @property
    def workshop(self) -> Path:
        return reports_folder() / f".{self.name}"

    def clear(self, *, report: bool = False) -> None:
        """The workshop is gone; the report only when told so."""
        shutil.rmtree(self.workshop, ignore_errors=True)
        if report:
            shutil.rmtree(self.report, ignore_errors=True)


def run(leased: Leased) -> None:
    """The run is published, or has failed with a sentence. Raises Stale when another worker took over.

    What may pass by itself, a database that is away, is raised: the job is tried again.
    """
    scope, asked = _asked(leased)
    place = Place(asked.id, leased.token)
    _clear_earlier_tries(asked.id)
    try:
        report = _compute(scope, asked, leased, place)
        publish_study(scope, asked.id, report, leased, at=now())
    except (Stale, Error):
        place.clear(report=True)
        raise
    except Exception as problem:
        place.clear(report=True)
        fail_study(scope, asked.id, _sentence(problem), leased, at=now())
    finally:
        place.clear()


def _compute(scope: Scope, asked: Run, leased: Leased, place: Place) -> Report:
    from enthesis.evidence.catalogue import load_study
    from enthesis.evidence.revision import revision
    from enthesis.evidence.run import run_study
    from enthesis.evidence.snapshot import MANIFEST, open_snapshot

    protocol = load_study(asked.slug)
    if protocol.digest != asked.protocol:
        raise Invalid("protocol", "The protocol has changed since the study was asked for.", "Run it again.")
    place.workshop.mkdir(parents=True)
    with Telling(scope, asked.id, leased, steps=STEPS) as telling:
        telling.tell("Taking a snapshot of the records")
        records = place.workshop / "snapshot"
        take_snapshot(scope, records, told=telling.tell_part)
        made = place.workshop / "report"
        results = run_study(protocol, open_snapshot(records), made, at=now(), told=telling.tell)
        telling.tell("Keeping the report")
        made.rename(place.report)
        flow = results.flow
        return Report(
            folder=place.name,
            files=_files(place.report),
            snapshot=_digest(records / MANIFEST),
            revision=revision(),
            synthetic=results.synthetic,
            hips=flow.total,
            eligible=flow.eligible,
            analysed=flow.analysed,
            persons=flow.persons,
        )


def _interrupted(leased: Leased) -> None:
    scope, asked = _asked(leased)
    studies.save_interruption(scope, asked.id, WAITS)


def _took_too_long(leased: Leased, longest: timedelta, at: datetime) -> None:
    scope, asked = _asked(leased)
    minutes = int(longest.total_seconds() // 60)
    fail_study(scope, asked.id, f"It was not done after {minutes} minutes and was ended.", leased, at=at)


def _clear(leased: Leased) -> None:
    Place(_run_of(leased), leased.token).clear()


def _give_up(at: datetime) -> None:
    for practice, stranded in studies.list_stranded_runs():
        with suppress(Problem):  # another worker was faster
            give_up_study(worker_of(practice), stranded, at=at)
        _clear_earlier_tries(stranded)


def _asked(leased: Leased) -> tuple[Scope, Run]:
    scope = worker_of(PracticeId(leased.practice))
    return scope, studies.load_run(scope, _run_of(leased))


def _run_of(leased: Leased) -> UUID:
    return UUID(str(leased.body["run"]))


def _clear_earlier_tries(asked: UUID) -> None:
    """What killed tries of this run left: none of them can publish any more."""
    for left in (*reports_folder().glob(f"{asked}-*"), *reports_folder().glob(f".{asked}-*")):
        shutil.rmtree(left, ignore_errors=True)


def _files(folder: Path) -> dict[str, str]:
    """The files of a report by name, each with its SHA-256. Others than a report has are left out."""
    found = {file.relative_to(folder).as_posix(): file for file in sorted(folder.rglob("*"))}
    return {
        name: _digest(file)
        for name, file in found.items()
        if PUBLISHED.fullmatch(name) and file.is_file() and not file.is_symlink()
    }


def _digest(file: Path) -> str:
    with file.open("rb") as content:
        return file_digest(content, "sha256").hexdigest()


def _sentence(problem: Exception) -> str:
    """Why it failed, for people; of a fault of ours only its kind, and the log says where."""
    match problem:
        case Problem():
            return str(problem)
        case ImportError():
            return str(MISSING)
        case MemoryError():
            return "There was not enough memory. Ask whoever runs the site."
        case OSError():
            return f"The data folder: {problem.strerror or problem}. Ask whoever runs the site."
        case _:
            log.error("A study broke.", exc_info=problem)
            return f"It broke on our side ({type(problem).__name__}). Tell whoever runs the site."


KIND = Kind(
    name=STUDY,
    run=run,
    interrupted=_interrupted,
    took_too_long=_took_too_long,
    clear=_clear,
    give_up=_give_up,
)
