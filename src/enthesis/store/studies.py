"""Runs of studies: who asked for which, how far each is, and the report it published."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction

from enthesis.domain.errors import NotAllowed, NotFound
from enthesis.domain.terms import PersonId, PracticeId
from enthesis.store.codec import decode, encode
from enthesis.store.models import JobRow, PracticeRow, StudyRunRow
from enthesis.store.scope import Scope, rows
from enthesis.store.work import Leased, check_holds

TABLE = StudyRunRow._meta.db_table


class RunState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"

    @property
    def is_open(self) -> bool:
        return self in OPEN


OPEN = (RunState.WAITING, RunState.RUNNING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What is being done: step `step` of `steps`, and how much of that, where anybody can say."""

    doing: str = ""
    step: int = 0
    steps: int = 0
    percent: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a run published. `folder` lies among the reports of the data folder; `files` are its files by
    name, each with its SHA-256; `snapshot` is that of the manifest of the records it was computed from.
    """

    folder: str
    files: Mapping[str, str]
    snapshot: str
    revision: str
    synthetic: bool
    hips: int
    eligible: int
    analysed: int
    persons: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One computation of a study. `problem` says why it failed."""

    id: UUID
    slug: str
    protocol: str
    asked_at: datetime
    asked_by: PersonId
    asked_by_name: str
    state: RunState
    progress: Progress = field(default_factory=Progress)
    ended_at: datetime | None = None
    problem: str = ""
    report: Report | None = None


def reports_folder() -> Path:
    """Where the reports lie, each in a folder of its own."""
    return Path(settings.DATA) / "reports"


def save_run(scope: Scope, slug: str, protocol: str, *, by: PersonId, name: str, at: datetime) -> UUID:
    """The study waits to be computed. Raises NotAllowed while the practice computes it already."""
    list(PracticeRow.objects.select_for_update(no_key=True).filter(id=scope.practice))
    before = rows(scope, StudyRunRow).filter(slug=slug, state__in=OPEN).first()
    if before is not None:
        raise NotAllowed(
            "study-open",
            f"This study is {before.state} already: {before.asked_by_name} asked for it.",
            "Wait until it is done, then run it again.",
        )
    row = StudyRunRow.objects.create(
        practice_id=scope.practice,
        slug=slug,
        protocol=protocol,
        asked_at=at,
        asked_by=by,
        asked_by_name=name,
    )
    return row.id


def save_job_of_run(scope: Scope, run: UUID, job: UUID) -> None:
    """The run is computed by this job."""
    rows(scope, StudyRunRow).filter(id=run).update(job=job)


def load_run(scope: Scope, run: UUID) -> Run:
    row = rows(scope, StudyRunRow).filter(id=run).first()
    if row is None:
        raise NotFound("run", "There is no such run of a study.", "Go back to the list of studies.")
    return _run(row)


def list_runs(scope: Scope, *, slug: str = "") -> tuple[Run, ...]:
    """Every run of the practice, or of one study, newest first."""
    found = rows(scope, StudyRunRow).order_by("-asked_at", "id")
    return tuple(_run(row) for row in (found.filter(slug=slug) if slug else found))


def load_report_file(scope: Scope, run: UUID, name: str) -> bytes:
    """A file of a published report, exactly as it was published.

    Raises NotFound for a name that the report does not have, NotAllowed where the file is gone or changed.
    """
    report = load_run(scope, run).report
    if report is None or name not in report.files:
        raise NotFound("file", "This report has no such file.", "Go back to the study.")
    content = _read(reports_folder() / report.folder / name)
    if content is None or sha256(content).hexdigest() != report.files[name]:
        raise NotAllowed(
            "report-changed",
            f"The file {name} of this report is not what was published.",
            "Run the study again, and tell whoever runs the site.",
        )
    return content


def save_progress(scope: Scope, run: UUID, held: Leased, progress: Progress) -> None:
    """The run is under way and so far. Raises Stale when another worker has taken over."""
    with transaction.atomic():
        check_holds(held)
        rows(scope, StudyRunRow).filter(id=run, state__in=OPEN).update(
            state=RunState.RUNNING,
            doing=progress.doing,
            step=progress.step,
            steps=progress.steps,
            percent=progress.percent,
        )


def save_interruption(scope: Scope, run: UUID, doing: str) -> None:
    """A run that was under way waits again; `doing` says what for."""
    rows(scope, StudyRunRow).filter(id=run, state=RunState.RUNNING).update(
        state=RunState.WAITING, doing=doing, step=0, steps=0, percent=None
    )


def save_report(scope: Scope, run: UUID, report: Report, *, at: datetime) -> None:
    """The run is done, and this is its report. Raises NotAllowed when the run has ended before."""
    _end(
        scope,
        run,
        at=at,
        state=RunState.DONE,
        folder=report.folder,
        files=encode(report.files),
        snapshot=report.snapshot,
        revision=report.revision,
        synthetic=report.synthetic,
        hips=report.hips,
        eligible=report.eligible,
        analysed=report.analysed,
        persons=report.persons,
    )


def save_failure(scope: Scope, run: UUID, sentence: str, *, at: datetime) -> None:
    """The run has failed, for this reason. Raises NotAllowed when the run has ended before."""
    _end(scope, run, at=at, state=RunState.FAILED, problem=sentence[:500])


def list_stranded_runs() -> tuple[tuple[PracticeId, UUID], ...]:
    """Of all practices: runs that wait for a job which was given up."""
    going_on = JobRow.objects.filter(status__in=("waiting", "leased")).values("id")
    found = StudyRunRow.objects.filter(state__in=OPEN, job__isnull=False).exclude(job__in=going_on)
    return tuple((PracticeId(row.practice_id), row.id) for row in found)


def _end(scope: Scope, run: UUID, *, at: datetime, **changes: object) -> None:
    ended = rows(scope, StudyRunRow).filter(id=run, state__in=OPEN)
    if not ended.update(ended_at=at, doing="", step=0, steps=0, percent=None, **changes):
        raise NotAllowed("run-ended", "This run of the study has ended already.", "Run the study again.")


def _read(file: Path) -> bytes | None:
    """The content of a file; None where there is none, or only a link to another."""
    try:
        with open(os.open(file, os.O_RDONLY | os.O_NOFOLLOW), "rb") as content:
            return content.read()
    except OSError:
        return None


def _run(row: StudyRunRow) -> Run:
    return Run(
        id=row.id,
        slug=row.slug,
        protocol=row.protocol,
        asked_at=row.asked_at.astimezone(UTC),
        asked_by=PersonId(row.asked_by),
        asked_by_name=row.asked_by_name,
        state=RunState(row.state),
        progress=Progress(doing=row.doing, step=row.step, steps=row.steps, percent=row.percent),
        ended_at=row.ended_at.astimezone(UTC) if row.ended_at else None,
        problem=row.problem,
        report=_report(row) if row.state == RunState.DONE else None,
    )


def _report(row: StudyRunRow) -> Report:
    return Report(
        folder=row.folder,
        files=decode(row.files, dict[str, str]),
        snapshot=row.snapshot,
        revision=row.revision,
        synthetic=row.synthetic,
        hips=row.hips or 0,
        eligible=row.eligible or 0,
        analysed=row.analysed or 0,
        persons=row.persons or 0,
    )
