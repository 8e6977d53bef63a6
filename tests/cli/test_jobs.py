"""What the queue does with a job, and in which sentence a study that cannot be computed is told."""

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from enthesis.actions.studies import run_study
from enthesis.cli.jobs import study
from enthesis.cli.jobs.kind import worker_of
from enthesis.cli.jobs.queue import Jobs
from enthesis.cli.jobs.telling import Telling
from enthesis.domain.errors import Invalid, Stale
from enthesis.domain.terms import Role
from enthesis.store import work
from enthesis.store.models import JobRow
from enthesis.store.scope import Scope
from enthesis.store.studies import RunState, load_run, reports_folder
from enthesis.store.work import LEASE
from tests.support.cases import AT, a_house
from tests.support.studying import PROTOCOL, SLUG, ask, lease

pytestmark = pytest.mark.django_db


@pytest.fixture
def rhea(settings: Any, tmp_path: Path) -> Scope:
    settings.DATA = tmp_path
    return a_house().scope(Role.RESEARCHER)


def test_a_job_that_nobody_knows_is_not_started(rhea: Scope) -> None:
    work.save_job(rhea, kind="teleport", key="1", body={}, at=AT)
    assert not Jobs().step(at=AT)
    told = JobRow.objects.get()
    assert (told.status, told.last_error) == ("waiting", "no job is of kind teleport")


def test_without_a_job_nothing_is_started_and_stopping_ends_nothing(rhea: Scope) -> None:
    jobs = Jobs()
    assert not jobs.step(at=AT)
    jobs.stop(at=AT)
    assert jobs.going is None


def test_a_study_whose_job_was_given_up_fails(rhea: Scope) -> None:
    run = ask(rhea)
    JobRow.objects.update(status="dead")
    left = reports_folder() / f".{run}-0123abcd"
    left.mkdir(parents=True)

    assert not Jobs().step(at=AT)

    told = load_run(rhea, run)
    assert told.state is RunState.FAILED
    assert told.problem == "The computation ended before it was done at every try."
    assert not left.exists()


def test_a_protocol_that_changed_since_is_not_computed(rhea: Scope) -> None:
    run = run_study(rhea, SLUG, "0" * 64, at=AT).subject
    study.run(lease())
    told = load_run(rhea, run)
    assert told.state is RunState.FAILED
    assert told.problem == "The protocol has changed since the study was asked for. Run it again."


def test_a_study_that_is_gone_is_told(rhea: Scope) -> None:
    run = run_study(rhea, "gone", PROTOCOL.digest, at=AT).subject
    study.run(lease())
    assert load_run(rhea, run).problem.startswith("There is no study 'gone'.")


def test_a_data_folder_that_cannot_be_written_is_told(rhea: Scope, settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path / "file"
    settings.DATA.touch()
    run = ask(rhea)
    study.run(lease())
    told = load_run(rhea, run)
    assert told.state is RunState.FAILED
    assert told.problem == "The data folder: Not a directory. Ask whoever runs the site."


def test_a_job_that_was_taken_over_is_left_alone(rhea: Scope) -> None:
    run, slow = run_study(rhea, "gone", PROTOCOL.digest, at=AT).subject, lease()
    lease(at=AT + 2 * LEASE)
    with pytest.raises(Stale):
        study.run(slow)
    assert load_run(rhea, run).state is RunState.WAITING


@pytest.mark.parametrize(
    ("problem", "sentence"),
    [
        (Invalid("x", "That is wrong.", "Correct it."), "That is wrong. Correct it."),
        (ModuleNotFoundError("numpy"), "The packages that studies are computed with are not installed."),
        (MemoryError(), "There was not enough memory. Ask whoever runs the site."),
        (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), "The data folder: No space left on device."),
        (ValueError("Ida Ferro"), "It broke on our side (ValueError). Tell whoever runs the site."),
    ],
)
def test_why_it_failed_is_a_sentence_without_anything_of_a_record(problem: Exception, sentence: str) -> None:
    told = study._sentence(problem)
    assert told.startswith(sentence) and "Ida" not in told


def test_parts_of_a_step_are_told_in_percent(rhea: Scope) -> None:
    telling = Telling(worker_of(rhea.practice), ask(rhea), lease(), steps=3)
    telling.tell("Reading")
    assert telling.newest.percent is None
    told = []
    for done, of in ((0, 0), (0, 3), (1, 3), (3, 3), (4, 3)):
        telling.tell_part(done, of)
        told.append(telling.newest.percent)
    assert told == [None, 0, 33, 100, 100]
    telling.tell("Writing")
    assert (telling.newest.step, telling.newest.steps, telling.newest.percent) == (2, 3, None)
