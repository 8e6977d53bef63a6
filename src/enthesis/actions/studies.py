"""Studies are asked for by people and computed by the practice's own worker."""

from datetime import datetime
from uuid import UUID

from enthesis.actions.act import Done, act
from enthesis.domain.errors import NotAllowed
from enthesis.domain.terms import SURGEONS, Role
from enthesis.store import studies, work
from enthesis.store.scope import Scope
from enthesis.store.studies import TABLE, Report
from enthesis.store.work import Leased

STUDY = "study"  # the kind of its job
GIVEN_UP = "The computation ended before it was done at every try."


@act(Role.RESEARCHER, *SURGEONS, Role.ADMINISTRATOR)
def run_study(scope: Scope, slug: str, protocol: str, *, at: datetime) -> Done:
    """The study waits to be computed from the practice's records of that moment.

    `slug` and `protocol`, the SHA-256 of the protocol, are those of a study the caller has read. Raises
    NotAllowed while the same study waits or is computed.
    """
    if scope.actor.person is None:
        raise NotAllowed("person", "A study is asked for by a person.", "Sign in.")
    run = studies.save_run(scope, slug, protocol, by=scope.actor.person, name=scope.actor.name, at=at)
    job = work.save_job(scope, kind=STUDY, key=slug, body={"run": run}, at=at)
    studies.save_job_of_run(scope, run, job)
    return Done(kind=TABLE, subject=run, detail={"study": slug, "protocol": protocol})


@act(Role.SYSTEM)
def publish_study(scope: Scope, run: UUID, report: Report, held: Leased, *, at: datetime) -> Done:
    """The report is the run's, and the job is done. Raises Stale when another worker has taken over."""
    work.check_holds(held)
    studies.save_report(scope, run, report, at=at)
    work.finish_job(held)
    counts = {"hips": report.hips, "eligible": report.eligible, "analysed": report.analysed}
    hashes = {"results": report.files["results.json"], "snapshot": report.snapshot}
    return Done(kind=TABLE, subject=run, detail={**counts, **hashes})


@act(Role.SYSTEM)
def fail_study(scope: Scope, run: UUID, sentence: str, held: Leased, *, at: datetime) -> Done:
    """The run has failed for this reason, and is not tried again. Raises Stale when another took over."""
    work.check_holds(held)
    studies.save_failure(scope, run, sentence, at=at)
    work.finish_job(held)
    return Done(kind=TABLE, subject=run)


@act(Role.SYSTEM)
def give_up_study(scope: Scope, run: UUID, *, at: datetime) -> Done:
    """The run whose job was given up has failed. Raises NotAllowed while the job is still to be done."""
    if (scope.practice, run) not in studies.list_stranded_runs():
        raise NotAllowed("job", "This run of the study is still to be computed.", "Wait for it.")
    studies.save_failure(scope, run, GIVEN_UP, at=at)
    return Done(kind=TABLE, subject=run)
