"""A study is asked for by a person, once at a time; what comes of it is published under its lease."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from enthesis.actions.act import Receipt
from enthesis.actions.studies import GIVEN_UP, fail_study, give_up_study, publish_study, run_study
from enthesis.cli.jobs.kind import worker_of
from enthesis.domain.errors import NotAllowed, Stale
from enthesis.domain.terms import Role
from enthesis.store import studies, work
from enthesis.store.audit import list_audit
from enthesis.store.models import JobRow
from enthesis.store.scope import Scope
from enthesis.store.studies import Progress, RunState, load_run
from enthesis.store.work import LEASE, MOST_ATTEMPTS, Leased
from tests.support.cases import AT, House, a_house
from tests.support.studying import PROTOCOL, SLUG, ask, fail, lease, publish, write_report

pytestmark = pytest.mark.django_db

LATER = AT + LEASE + timedelta(seconds=1)


@pytest.fixture
def house(settings: Any, tmp_path: Path) -> House:
    settings.DATA = tmp_path
    return a_house()


@pytest.fixture
def rhea(house: House) -> Scope:
    return house.scope(Role.RESEARCHER)


def worker(scope: Scope) -> Scope:
    return worker_of(scope.practice)


def state(scope: Scope, run: UUID) -> RunState:
    return load_run(scope, run).state


def test_what_was_asked_for_waits_with_who_asked(rhea: Scope) -> None:
    run = load_run(rhea, ask(rhea))

    assert (run.slug, run.protocol, run.state) == (SLUG, PROTOCOL.digest, RunState.WAITING)
    assert (run.asked_at, run.asked_by, run.asked_by_name) == (AT, rhea.actor.person, rhea.actor.name)
    assert lease().body == {"run": str(run.id)}


def test_one_entry_of_the_trail_tells_which_study_and_protocol(rhea: Scope) -> None:
    run = ask(rhea)
    (entry,) = list_audit(rhea)
    assert (entry.action, entry.subject_kind, entry.subject) == ("run_study", "study_run", run)
    assert json.loads(entry.detail) == {"study": SLUG, "protocol": PROTOCOL.digest}


def test_a_study_is_not_queued_twice(rhea: Scope, house: House) -> None:
    run = ask(rhea)
    for begun in (False, True):
        if begun:
            studies.save_progress(worker(rhea), run, lease(), Progress(doing="Reading", step=1, steps=2))
        with pytest.raises(NotAllowed) as refused:
            ask(house.surgeon, at=AT + timedelta(minutes=1))
        going_on = "running" if begun else "waiting"
        assert str(refused.value) == (
            f"This study is {going_on} already: Researcher asked for it. "
            "Wait until it is done, then run it again."
        )
    assert JobRow.objects.count() == 1 and len(list_audit(rhea)) == 1


def test_the_same_form_sent_twice_asks_once(rhea: Scope) -> None:
    from dataclasses import replace

    scope = replace(rhea, submit="one form")
    first = run_study(scope, SLUG, PROTOCOL.digest, at=AT)
    again = run_study(scope, SLUG, PROTOCOL.digest, at=AT)
    assert (again.subject, again.repeated) == (first.subject, True)
    assert len(studies.list_runs(rhea)) == 1


def test_another_practice_runs_the_same_study_meanwhile(rhea: Scope) -> None:
    ask(rhea)
    assert ask(a_house("south").scope(Role.RESEARCHER))


def test_only_a_person_asks(house: House) -> None:
    nobody = Scope(practice=house.practice, actor=house.patient(uuid4()).actor)
    with pytest.raises(NotAllowed, match="not open to the role"):
        ask(nobody)


def test_what_was_published_is_there_and_can_be_asked_again(rhea: Scope) -> None:
    run = load_run(rhea, publish(rhea))

    assert (run.state, run.ended_at) == (RunState.DONE, AT)
    assert run.report and (run.report.analysed, run.report.eligible, run.report.hips) == (23, 26, 750)
    assert JobRow.objects.get().status == "done"
    assert ask(rhea, at=AT + timedelta(hours=1)) != run.id


def test_the_trail_tells_what_was_published_by_hash(rhea: Scope) -> None:
    run = publish(rhea)
    entry = list_audit(rhea)[0]
    report = load_run(rhea, run).report
    assert report and (entry.action, entry.role, entry.subject) == ("publish_study", "system", run)
    assert json.loads(entry.detail) == {
        "hips": 750,
        "eligible": 26,
        "analysed": 23,
        "results": report.files["results.json"],
        "snapshot": "5" * 64,
    }


def test_a_failure_says_why_and_is_not_tried_again(rhea: Scope) -> None:
    run = load_run(rhea, fail(rhea, "The disk is full."))
    assert (run.state, run.problem, run.report) == (RunState.FAILED, "The disk is full.", None)
    assert work.lease_job(at=AT + timedelta(days=9)) is None
    assert list_audit(rhea)[0].action == "fail_study"
    assert "disk" not in list_audit(rhea)[0].detail


Act = Callable[[Scope, UUID, Leased], Receipt | None]
LATE: dict[str, Act] = {
    "publish": lambda s, run, held: publish_study(s, run, write_report(f"{run}-slow"), held, at=LATER),
    "fail": lambda s, run, held: fail_study(s, run, "I broke.", held, at=LATER),
    "progress": lambda s, run, held: studies.save_progress(s, run, held, Progress(doing="Still at it")),
}


@pytest.mark.parametrize("act", LATE.values(), ids=LATE)
def test_a_late_worker_changes_nothing(rhea: Scope, act: Act) -> None:
    run, slow = ask(rhea), lease()
    quick = lease(at=LATER)
    entries = len(list_audit(rhea))

    with pytest.raises(Stale) as refused:
        act(worker(rhea), run, slow)
    assert str(refused.value).startswith("This job was taken over by another worker, or is settled.")
    assert state(rhea, run) is RunState.WAITING and len(list_audit(rhea)) == entries

    publish_study(worker(rhea), run, write_report(f"{run}-quick"), quick, at=LATER)
    with pytest.raises(Stale):
        act(worker(rhea), run, slow)
    report = load_run(rhea, run).report
    assert report and report.folder == f"{run}-quick"


def test_what_is_done_does_not_fail_afterwards(rhea: Scope) -> None:
    run, held = ask(rhea), lease()
    publish_study(worker(rhea), run, write_report(f"{run}-1"), held, at=AT)
    with pytest.raises(Stale):
        fail_study(worker(rhea), run, "Too late.", held, at=AT)
    assert state(rhea, run) is RunState.DONE


def test_a_run_whose_every_try_ended_early_is_given_up(rhea: Scope) -> None:
    run, at = ask(rhea), AT
    for _ in range(MOST_ATTEMPTS):
        with pytest.raises(NotAllowed, match="still to be computed"):
            give_up_study(worker(rhea), run, at=at)
        assert work.fail_job(lease(at=at), "killed", at=at)
        at += timedelta(hours=1)

    assert studies.list_stranded_runs() == ((rhea.practice, run),)
    give_up_study(worker(rhea), run, at=at)
    told = load_run(rhea, run)
    assert (told.state, told.problem, told.ended_at) == (RunState.FAILED, GIVEN_UP, at)
    assert studies.list_stranded_runs() == ()
    assert ask(rhea, at=at)


def test_another_practices_worker_publishes_nothing_here(rhea: Scope) -> None:
    run, held = ask(rhea), lease()
    south = worker_of(a_house("south").practice)
    with pytest.raises(NotAllowed, match="has ended already"):
        publish_study(south, run, write_report(f"{run}-1"), held, at=AT)
    assert state(rhea, run) is RunState.WAITING
