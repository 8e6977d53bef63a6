"""A study is published once, whoever is killed, stopped or late: by the newest worker, or not at all."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from enthesis.actions.act import Receipt
from enthesis.actions.studies import publish_study
from enthesis.cli import worker
from enthesis.cli.jobs.kind import worker_of
from enthesis.cli.jobs.process import TAKEN_OVER
from enthesis.cli.jobs.queue import Jobs
from enthesis.cli.jobs.study import STEPS
from enthesis.cli.worker import Worker
from enthesis.domain.errors import Stale
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.terms import Role
from enthesis.store import studies
from enthesis.store.audit import find_break, list_audit
from enthesis.store.models import JobRow
from enthesis.store.scope import Scope
from enthesis.store.studies import Run, RunState, load_report_file, load_run, reports_folder
from enthesis.store.work import LEASE, Leased, lease_job
from tests.support.cases import AT
from tests.support.fresh import together
from tests.support.source import PACKAGE
from tests.support.stages import a_hip_at
from tests.support.studying import ask, lease, write_report

pytestmark = [pytest.mark.usefixtures("fresh_database"), pytest.mark.timeout(240)]

ROUNDS = 8
PATIENCE = 100.0  # seconds for a process that computes a study on a busy machine
LATER = timedelta(seconds=1) + LEASE


@pytest.fixture
def rhea(fresh_database: str, settings: Any, tmp_path: Path) -> Scope:
    settings.DATA = tmp_path
    return a_hip_at(Stage.OPERATED).house.scope(Role.RESEARCHER)


@pytest.fixture
def workers(fresh_database: str, tmp_path: Path) -> Iterator[Callable[..., Jobs]]:
    """Makes workers whose processes reach this test's own database; afterwards none is left."""
    told = os.environ | {
        "DJANGO_SETTINGS_MODULE": "enthesis.config.settings.test",
        "ENTHESIS_DATA": str(tmp_path),
        "PYTHONPATH": str(PACKAGE.parent),
    }
    if address := os.environ.get("DATABASE_URL"):
        told["DATABASE_URL"] = address.replace("/enthesis?", f"/{fresh_database}?")
    made: list[Jobs] = []

    def make(**limits: Any) -> Jobs:
        made.append(Jobs(environment=told, **limits))
        return made[-1]

    yield make
    for jobs in made:
        if jobs.going is not None:
            jobs.going.process.kill()
            jobs.going.process.wait()


def now() -> datetime:
    return datetime.now(UTC)


def follow(jobs: Jobs, scope: Scope, run: UUID) -> list[Run]:
    """Looks after the run until it has ended; how it stood at each look."""
    looks = []
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        jobs.step(at=now())
        looks.append(load_run(scope, run))
        connection.close()
        if not looks[-1].state.is_open and jobs.going is None:
            return looks
        time.sleep(0.2)
    raise AssertionError(f"The run did not end: {looks[-1]}")


def wait_until(is_so: Callable[[], bool], what: str) -> None:
    ends = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < ends, what
        time.sleep(0.02)


def begun(jobs: Jobs, scope: Scope, run: UUID) -> int:
    """The number of the process once its run is under way."""
    assert jobs.step(at=now()) and jobs.going is not None
    wait_until(lambda: load_run(scope, run).state is RunState.RUNNING, "The run did not begin")
    return jobs.going.process.pid


def left_over() -> list[str]:
    return sorted(folder.name for folder in reports_folder().iterdir())


def test_a_study_is_computed_in_a_process_of_its_own_and_published(
    rhea: Scope, workers: Callable[..., Jobs]
) -> None:
    run = ask(rhea, at=now())
    looks = follow(workers(), rhea, run)
    done = looks[-1]

    assert (done.state, done.problem) == (RunState.DONE, "")
    assert done.report and left_over() == [done.report.folder]
    assert done.report.hips <= 1 and done.report.analysed == 0
    assert {"report.html", "results.json", "protocol.toml", "provenance.json"} <= set(done.report.files)
    assert b"</html>" in load_report_file(rhea, run, "report.html")
    steps = [look.progress for look in looks if look.progress.step]
    assert steps and steps == sorted(steps, key=lambda p: p.step)
    assert {p.steps for p in steps} == {STEPS} and all(1 <= p.step <= STEPS and p.doing for p in steps)
    assert list_audit(rhea)[0].action == "publish_study" and find_break() is None


def test_no_contact_detail_reaches_the_report(rhea: Scope, workers: Callable[..., Jobs]) -> None:
    run = ask(rhea, at=now())
    report = follow(workers(), rhea, run)[-1].report
    assert report
    for name in report.files:
        content = load_report_file(rhea, run, name)
        for word in (b"Ferro", b"ida@example.org", b"2015550123", b"1961-05-04"):
            assert word not in content, name


def test_a_killed_process_is_followed_by_another(rhea: Scope, workers: Callable[..., Jobs]) -> None:
    run, jobs = ask(rhea, at=now()), workers()
    os.kill(begun(jobs, rhea, run), signal.SIGKILL)
    wait_until(lambda: not jobs.step(at=now()), "The end of the process was not seen")

    told, job = load_run(rhea, run), JobRow.objects.get()
    assert told.state is RunState.WAITING and "the one before ended early" in told.progress.doing
    assert (job.status, job.attempts, job.last_error) == ("waiting", 1, "its process ended with -9")
    assert left_over() == []

    JobRow.objects.update(due_at=now())
    assert follow(jobs, rhea, run)[-1].state is RunState.DONE
    assert [e.action for e in list_audit(rhea)].count("publish_study") == 1


def test_when_the_site_stops_the_process_ends_and_the_run_waits(
    rhea: Scope, workers: Callable[..., Jobs]
) -> None:
    run, jobs = ask(rhea, at=now()), workers()
    pid = begun(jobs, rhea, run)

    jobs.stop(at=now())

    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert load_run(rhea, run).state is RunState.WAITING and left_over() == []
    assert JobRow.objects.values_list("status", "attempts").get() == ("waiting", 0)
    assert follow(workers(), rhea, run)[-1].state is RunState.DONE


def test_the_worker_of_a_site_computes_it_and_takes_its_process_along(
    rhea: Scope, workers: Callable[..., Jobs], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "PAUSE_SECONDS", 0.1)
    run, site = ask(rhea, at=now()), Worker()
    site.jobs = workers()
    with site:
        wait_until(lambda: load_run(rhea, run).state is RunState.RUNNING, "The run did not begin")
    assert site.jobs.going is None and not any(thread.is_alive() for thread in site.threads)
    assert load_run(rhea, run).state is RunState.WAITING and left_over() == []


def test_what_cannot_be_computed_is_told_and_leaves_nothing(
    rhea: Scope, workers: Callable[..., Jobs], tmp_path: Path
) -> None:
    (tmp_path / "truth.json").write_text("{")
    told = follow(workers(), rhea, ask(rhea, at=now()))[-1]
    assert told.state is RunState.FAILED
    assert told.problem.endswith("cannot be read. Restore it, or remove it if the records are real.")
    assert left_over() == [] and JobRow.objects.get().status == "done"


def test_a_process_whose_worker_is_gone_ends_by_itself(rhea: Scope, workers: Callable[..., Jobs]) -> None:
    run, jobs = ask(rhea, at=now()), workers()
    begun(jobs, rhea, run)
    assert jobs.going and jobs.going.process.stdin
    jobs.going.process.stdin.close()  # what is left of a worker that was killed: nothing
    assert jobs.going.process.wait(PATIENCE) == 1


def test_what_takes_too_long_is_ended_for_good(rhea: Scope, workers: Callable[..., Jobs]) -> None:
    run, jobs = ask(rhea, at=now()), workers(longest=timedelta(minutes=5))
    begun(jobs, rhea, run)
    assert jobs.going
    os.kill(jobs.going.process.pid, signal.SIGSTOP)  # and does not even hear that it shall end

    assert not jobs.step(at=now() + timedelta(minutes=6))

    told = load_run(rhea, run)
    assert (told.state, told.problem) == (
        RunState.FAILED,
        "It was not done after 5 minutes and was ended.",
    )
    assert JobRow.objects.get().status == "done" and left_over() == []


def test_a_late_process_cannot_publish(rhea: Scope, workers: Callable[..., Jobs]) -> None:
    """Its worker was killed and it slept until another had taken over: it wakes for nothing."""
    run, first, second = ask(rhea, at=now()), workers(), workers()
    slow = begun(first, rhea, run)
    assert first.going
    os.kill(slow, signal.SIGSTOP)
    process = first.going.process

    JobRow.objects.update(lease_until=now() - timedelta(seconds=1))
    published = follow(second, rhea, run)[-1]
    assert published.state is RunState.DONE and published.report

    os.kill(slow, signal.SIGCONT)
    assert process.wait(PATIENCE) == TAKEN_OVER
    assert load_run(rhea, run) == published
    assert left_over() == [published.report.folder]
    assert [e.action for e in list_audit(rhea)].count("publish_study") == 1


def test_one_job_is_started_by_one_of_two_workers(rhea: Scope, workers: Callable[..., Jobs]) -> None:
    ask(rhea, at=now())
    both = (workers(), workers())
    started = together(2, lambda number: both[number].step(at=now()))
    assert sorted(map(bool, started)) == [False, True], started


def publish_as(scope: Scope, run: UUID, who: str, held: Leased) -> Receipt:
    """One worker publishes its report, whatever it missed meanwhile."""
    report = write_report(f"{run}-{who}")
    return publish_study(worker_of(scope.practice), run, report, held, at=AT + LATER)


def a_race_of_publishers(scope: Scope) -> tuple[UUID, list[Any]]:
    run, slow = ask(scope, at=AT), lease(at=AT)
    held = {"slow": slow, "quick": lease(at=AT + LATER)}
    return run, together(2, lambda n: publish_as(scope, run, *list(held.items())[n]))


def a_race_of_publisher_and_successor(scope: Scope) -> tuple[UUID, list[Any]]:
    run, held = ask(scope, at=AT), lease(at=AT)
    ways: tuple[Callable[[], object], ...] = (
        lambda: publish_as(scope, run, "slow", held),
        lambda: lease_job(at=AT + LATER),
    )
    return run, together(2, lambda n: ways[n]())


def test_of_two_workers_that_publish_at_once_the_newest_does(rhea: Scope) -> None:
    for _ in range(ROUNDS):
        run, (slow, quick) = a_race_of_publishers(rhea)
        assert isinstance(slow, Stale) and not isinstance(quick, Exception), (slow, quick)
        report = load_run(rhea, run).report
        assert report and report.folder == f"{run}-quick"


def test_a_takeover_and_a_publication_at_once_end_in_one_of_them(rhea: Scope) -> None:
    """Either the job was still the first one's and is done, or another has it: never both."""
    for _ in range(ROUNDS):
        run, (published, taken) = a_race_of_publisher_and_successor(rhea)
        is_done = load_run(rhea, run).state is RunState.DONE
        assert is_done is not isinstance(published, Exception), published
        assert (taken is None) is is_done, (published, taken)
        if not is_done:
            publish_as(rhea, run, "quick", taken)


def test_of_two_people_who_ask_at_once_one_is_told_to_wait(rhea: Scope) -> None:
    asked = together(4, lambda _: ask(rhea, at=AT))
    assert sum(not isinstance(one, Exception) for one in asked) == 1, asked
    assert sum("is waiting already" in str(one) for one in asked) == 3
    assert JobRow.objects.count() == len(studies.list_runs(rhea)) == 1
