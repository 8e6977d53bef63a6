"""Work is leased: one worker has it, a dead worker's is taken over, and what always fails stays visible."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from enthesis.domain.errors import Stale
from enthesis.store import work
from enthesis.store.models import JobRow
from enthesis.store.scope import Scope
from enthesis.store.work import LEASE, MOST_ATTEMPTS
from tests.support.cases import AT, a_house

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Scope:
    return a_house().desk


def a_job(desk: Scope, key: str = "one") -> UUID:
    return work.save_job(desk, kind="snapshot", key=key, body={"key": key}, at=AT)


def test_work_in_hand_is_not_given_out_again(desk: Scope) -> None:
    job = a_job(desk)

    leased = work.lease_job(at=AT)

    assert leased and leased.id == job and leased.attempts == 1
    assert work.lease_job(at=AT + LEASE) is None
    assert work.finish_job(leased)
    assert work.lease_job(at=AT + timedelta(days=9)) is None


def test_a_late_worker_finishes_nothing(desk: Scope) -> None:
    a_job(desk)
    slow = work.lease_job(at=AT)
    later = AT + LEASE + timedelta(seconds=1)
    quick = work.lease_job(at=later)

    assert slow and quick and slow.id == quick.id and quick.attempts == 2
    assert not work.finish_job(slow)
    assert not work.fail_job(slow, "late", at=later)
    assert work.finish_job(quick)
    assert not work.finish_job(quick)


def test_nothing_is_done_before_it_is_due(desk: Scope) -> None:
    a_job(desk)

    assert work.lease_job(at=AT - timedelta(seconds=1)) is None


def test_the_same_work_waits_once_and_can_be_asked_again_when_done(desk: Scope) -> None:
    first = a_job(desk)
    assert a_job(desk) == first
    leased = work.lease_job(at=AT)
    assert leased
    assert a_job(desk) == first
    work.finish_job(leased)

    assert a_job(desk) != first


def test_what_fails_waits_longer_each_time_and_then_stays_visible(desk: Scope) -> None:
    a_job(desk)
    at, waits = AT, []
    for _ in range(MOST_ATTEMPTS):
        leased = work.lease_job(at=at)
        assert leased
        assert work.fail_job(leased, "no mail server", at=at)
        due = JobRow.objects.get().due_at
        waits.append(due - at)
        at = due

    assert waits == sorted(waits) and len(set(waits)) == MOST_ATTEMPTS
    row = JobRow.objects.get()
    assert (row.status, row.last_error) == ("dead", "no mail server")
    assert work.lease_job(at=at + timedelta(days=9)) is None


def test_work_that_kills_its_worker_is_not_tried_for_ever(desk: Scope) -> None:
    a_job(desk)
    at = AT
    for _ in range(MOST_ATTEMPTS):
        assert work.lease_job(at=at)
        at += LEASE + timedelta(seconds=1)

    assert work.lease_job(at=at) is None
    row = JobRow.objects.get()
    assert row.status == "dead" and row.last_error


def test_a_long_error_is_cut_not_lost(desk: Scope) -> None:
    a_job(desk)
    leased = work.lease_job(at=AT)
    assert leased

    assert work.fail_job(leased, "x" * 5000, at=AT)
    assert JobRow.objects.get().last_error == "x" * 300


def test_a_message_is_written_once_for_each_version(desk: Scope) -> None:
    subject = uuid4()
    for version in (1, 1, 2):
        work.save_message(desk, subject=subject, kind="k", version=version, body={}, due_at=AT)

    assert work.count_messages(subject, "k") == 2


def test_a_renewed_lease_lasts_longer(desk: Scope) -> None:
    a_job(desk)
    leased = work.lease_job(at=AT)
    assert leased

    assert work.renew_job(leased, at=AT + LEASE)
    assert work.lease_job(at=AT + LEASE + timedelta(minutes=1)) is None
    later = AT + 2 * LEASE + timedelta(seconds=1)
    assert work.lease_job(at=later)
    assert not work.renew_job(leased, at=later)


def test_released_work_is_due_again_and_the_try_does_not_count(desk: Scope) -> None:
    a_job(desk)
    first = work.lease_job(at=AT)
    assert first and work.release_job(first, at=AT)

    second = work.lease_job(at=AT)
    assert second and (second.id, second.attempts) == (first.id, 1)
    assert not work.release_job(first, at=AT)


def test_a_worker_is_told_that_its_lease_is_no_longer_its_own(desk: Scope) -> None:
    a_job(desk)
    slow = work.lease_job(at=AT)
    assert slow and work.load_held_job(slow.id, slow.token) == slow
    quick = work.lease_job(at=AT + LEASE + timedelta(seconds=1))
    assert quick

    for check in (lambda: work.load_held_job(slow.id, slow.token), lambda: work.check_holds(slow)):
        with pytest.raises(Stale, match="taken over by another worker"):
            check()
    work.check_holds(quick)
