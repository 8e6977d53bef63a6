from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from enthesis.domain.sources import SOURCES
from enthesis.evidence.protocol import Protocol
from enthesis.store.studies import Run, RunState
from enthesis.web.shell.studying import ShownRun, mark_of, shown_run


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyRow:
    """`last` is the newest run that was done; `newest` the newest of all, where it is another one."""

    slug: str
    title: str
    href: str
    question: str
    design: str
    after: str
    last: ShownRun | None
    newest: ShownRun | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StudiesPage:
    """`is_going_on`: a run is open, so the page asks again, and tells the `mark` of what it has seen."""

    studies: tuple[StudyRow, ...]
    is_going_on: bool
    mark: str


def present(found: Mapping[str, Protocol], runs: tuple[Run, ...], *, zone: str) -> StudiesPage:
    mine = {slug: tuple(run for run in runs if run.slug == slug) for slug in found}
    return StudiesPage(
        studies=tuple(_row(protocol, mine[slug], zone=zone) for slug, protocol in found.items()),
        is_going_on=any(run.state.is_open for told in mine.values() for run in told),
        mark=mark_of(runs),
    )


def _row(protocol: Protocol, runs: tuple[Run, ...], *, zone: str) -> StudyRow:
    study = protocol.study
    last = next((run for run in runs if run.state is RunState.DONE), None)
    newest = runs[0] if runs and runs[0] is not last else None
    return StudyRow(
        slug=study.slug,
        title=study.title,
        href=reverse("practice:study", kwargs={"slug": study.slug}),
        question=study.question,
        design=study.design,
        after=SOURCES[study.after].title,
        last=shown_run(last, zone=zone) if last else None,
        newest=shown_run(newest, zone=zone) if newest else None,
    )
