"""A run of a study in words: how far it is, what came of it, what can be opened."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from enthesis.domain.errors import NotFound
from enthesis.domain.terms import SURGEONS, Role
from enthesis.store.scope import Scope
from enthesis.store.studies import Progress as Done
from enthesis.store.studies import Run, RunState, load_run
from enthesis.web.shell.present import Progress, moment

READERS = (Role.RESEARCHER, *SURGEONS, Role.ADMINISTRATOR, Role.AUDITOR)
"""Who may see studies and their reports."""

STATES = {
    RunState.WAITING: gettext_noop("Waiting"),
    RunState.RUNNING: gettext_noop("Being computed"),
    RunState.DONE: gettext_noop("Done"),
    RunState.FAILED: gettext_noop("Failed"),
}
LOOKS = {
    RunState.WAITING: "info",
    RunState.RUNNING: "info",
    RunState.DONE: "clear",
    RunState.FAILED: "warn",
}
REPORT = "report.html"
PARTS = 100  # of each step, on the bar


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFile:
    label: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRun:
    """`progress` only while it goes on; `report` is where the report is read, empty where there is none."""

    state: str
    look: str
    asked: str
    ended: str
    by: str
    headline: str
    counts: str
    problem: str
    report: str
    files: tuple[ReportFile, ...]
    hashes: tuple[tuple[str, str], ...]
    progress: Progress | None


def shown_run(run: Run, *, zone: str) -> ShownRun:
    report = run.report
    return ShownRun(
        state=_(STATES[run.state]),
        look=LOOKS[run.state],
        asked=moment(run.asked_at, zone),
        ended=moment(run.ended_at, zone) if run.ended_at else "",
        by=run.asked_by_name,
        headline=_headline(run),
        counts=_counts(run),
        problem=run.problem,
        report=reverse("practice:study_report", kwargs=_names(run)) if report else "",
        files=tuple(_files(run)),
        hashes=(
            (
                (_("Results"), report.files.get("results.json", "")),
                (_("Snapshot"), report.snapshot),
                (_("Protocol"), run.protocol),
                (_("Code"), report.revision),
            )
            if report
            else ()
        ),
        progress=_progress(run.progress) if run.state.is_open else None,
    )


def load_run_of(scope: Scope, slug: str, run_id: UUID) -> Run:
    """The run, if it is of that study. Raises NotFound otherwise."""
    run = load_run(scope, run_id)
    if run.slug != slug:
        raise NotFound("run", "There is no such run of a study.", "Go back to the list of studies.")
    return run


def mark_of(runs: Iterable[Run]) -> str:
    """What a page that asks again has seen: another one when any run stands otherwise."""
    told = [(run.id, run.state, run.progress) for run in runs]
    return sha256(repr(told).encode()).hexdigest()[:16]


def _names(run: Run) -> dict[str, object]:
    return {"slug": run.slug, "run_id": run.id}


def _headline(run: Run) -> str:
    """How many were analysed; never what they reached."""
    if run.report is None:
        return ""
    told = {"analysed": run.report.analysed, "eligible": run.report.eligible}
    return _("%(analysed)d analysed of %(eligible)d eligible") % told


def _counts(run: Run) -> str:
    if run.report is None:
        return ""
    hips, persons = run.report.hips, run.report.persons
    told = [
        ngettext("%(n)d hip in the snapshot", "%(n)d hips in the snapshot", hips) % {"n": hips},
        ngettext("%(n)d person analysed", "%(n)d persons analysed", persons) % {"n": persons},
    ]
    return "; ".join(told)


def _files(run: Run) -> Iterable[ReportFile]:
    for name in sorted(run.report.files if run.report else (), key=_by_folder):
        if name != REPORT:
            href = reverse("practice:study_file", kwargs={**_names(run), "name": name})
            yield ReportFile(label=name, href=href)


def _by_folder(name: str) -> tuple[int, str]:
    """What stands on top of the folder first."""
    return name.count("/"), name


def _progress(done: Done) -> Progress:
    if not done.steps:
        return Progress(what=done.doing or _("It waits to be computed"), done=0, of=1, words=_("not begun"))
    told = {"step": done.step, "steps": done.steps}
    words = _("Step %(step)d of %(steps)d") % told
    if done.percent is not None:
        words = f"{words}, {done.percent} %"
    begun = max(0, done.step - 1) * PARTS + (done.percent or 0) * PARTS // 100
    return Progress(what=_(done.doing) if done.doing else "", done=begun, of=done.steps * PARTS, words=words)
