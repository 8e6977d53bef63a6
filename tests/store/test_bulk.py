"""A whole practice in a few acts: what is read back is what was told, and its snapshot is the drawn one."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from enthesis.actions.synthetic import load_synthetic
from enthesis.cli.synthetic.pathway import Practising
from enthesis.cli.synthetic.visits import Book
from enthesis.domain.errors import NotAllowed
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.pathway.timeline import endpoints_in, timelines
from enthesis.domain.practice.follow_up_settings import FollowUpSettings
from enthesis.evidence.snapshot import Snapshot
from enthesis.store.audit import find_break
from enthesis.store.bulk import Filled
from enthesis.store.case_files import load_case_file
from enthesis.store.models import AuditRow, CaseRow, EntryRow, TickRow
from enthesis.store.signatures import count_signatures, find_broken_signature
from tests.support.fresh import fresh_database
from tests.support.synthetic_equal import differences
from tests.support.synthetic_practice import a_practice, loaded, operator, straight, told

__all__ = ["fresh_database"]

FEW = 120
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def practising(db: None) -> Practising:
    return a_practice()


def load(filled: tuple[Filled, ...]) -> None:
    load_synthetic(operator(), filled, at=filled[-1].file.case.opened_at)


def test_the_snapshot_of_the_records_is_the_one_written_straight(fresh_database: str, tmp_path: Path) -> None:
    recorded, drawn = loaded(tmp_path / "recorded", hips=FEW), straight(tmp_path / "drawn", hips=FEW)
    assert recorded.manifest.rows == drawn.manifest.rows
    assert recorded.manifest.rows["hips"] == FEW
    assert min(recorded.manifest.rows[t] for t in ("products", "events", "responses_mhhs")) > 10
    assert differences(recorded, drawn) == []
    assert (recorded.manifest.left_out, recorded.manifest.reduced) == ({}, {})
    assert recorded.truth == drawn.truth
    assert find_break() is None
    assert find_broken_signature() is None
    assert count_signatures() == 2 * FEW  # the plan and the record of surgery of each


def test_the_comparison_sees_a_changed_cell(tmp_path: Path) -> None:
    one, other = straight(tmp_path / "one", hips=20), straight(tmp_path / "other", hips=20, seed=2)
    assert any(said.startswith("hips: age in") for said in differences(one, other))
    assert any(said.startswith("hips: lall in") for said in differences(one, other))
    assert any("rows and" in said for said in differences(one, straight(tmp_path / "fewer", hips=19)))


def test_what_is_read_back_is_what_was_told(practising: Practising) -> None:
    filled = tuple(told(practising, 12))
    load(filled)
    for one in filled:
        read = load_case_file(practising.people["surgeon"], one.file.case.id)
        answered = {f.milestone for f in read.follow_ups if f.answered}
        assert _without_follow_ups(read) == _without_follow_ups(one.file)
        assert read.case.operated_on is not None
        counted = timelines(read.case.operated_on, endpoints_in(one.file.entries))
        assert read.timelines == counted
        assert [replace(f, answered=False) for f in read.follow_ups] == list(counted[-1].windows)
        assert answered <= {r.milestone for r in one.file.responses}
        assert read.case.stage is Stage.OPERATED


def _without_follow_ups(file: Any) -> Any:
    """Responses are read in the order of their opening, and told in that of their milestones.

    What the practice decides of follow-up is no part of the record.
    """
    responses = sorted(file.responses, key=lambda r: r.id)
    return replace(file, follow_ups=(), timelines=(), responses=tuple(responses), asks=FollowUpSettings())


def test_one_entry_of_the_trail_tells_of_all_of_them(practising: Practising) -> None:
    before = AuditRow.objects.count()
    load(tuple(told(practising, 12)))
    (entry,) = AuditRow.objects.order_by("number")[before:]
    assert (entry.action, entry.role) == ("load_synthetic", "system")
    assert '"hips":12' in entry.detail
    assert find_break() is None
    assert find_broken_signature() is None


def test_hips_are_in_the_order_of_the_draw(practising: Practising) -> None:
    filled = tuple(told(practising, 30))
    load(filled)
    assert list(CaseRow.objects.order_by("id").values_list("id", flat=True)) == [
        one.file.case.id for one in filled
    ]


def test_no_two_first_visits_are_at_once(practising: Practising) -> None:
    load(tuple(told(practising, 30)))
    assert TickRow.objects.count() >= 30 * 6


def test_a_signature_the_trail_does_not_name_is_seen(practising: Practising) -> None:
    (one,) = told(practising, 1)
    entries = one.file.entries
    unsigned = tuple(replace(e, signature=None) if e.signature else e for e in entries)
    load((replace(one, file=replace(one.file, entries=unsigned)),))
    broken = find_broken_signature()
    assert broken is not None
    assert broken.case == one.file.case.id


def test_a_signature_of_another_case_is_seen(practising: Practising) -> None:
    first, second = told(practising, 2)
    stolen = {e.number: e.signature for e in first.file.entries}
    entries = tuple(replace(e, signature=e.signature and stolen[e.number]) for e in second.file.entries)
    load((first, replace(second, file=replace(second.file, entries=entries))))
    broken = find_broken_signature()
    assert broken is not None
    assert broken.case == second.file.case.id


def test_a_person_who_might_be_real_is_refused(practising: Practising) -> None:
    (one,) = told(practising, 1)
    assert one.file.contact is not None
    real = replace(one.file, contact=replace(one.file.contact, family="Baker"))
    with pytest.raises(NotAllowed, match="The person of a record does not say to be invented"):
        load((replace(one, file=real),))
    assert not EntryRow.objects.exists()


def test_nothing_is_not_loaded(practising: Practising) -> None:
    with pytest.raises(NotAllowed, match="There is no record to load"):
        load_synthetic(operator(), (), at=NOON)


def test_what_is_there_already_is_not_loaded_again(practising: Practising) -> None:
    filled = tuple(told(practising, 2))
    load(filled)
    count = AuditRow.objects.count()
    with pytest.raises(IntegrityError), transaction.atomic():
        load(filled)
    assert AuditRow.objects.count() == count


def test_the_same_seed_tells_the_same_records(practising: Practising) -> None:
    first, second = (tuple(told(replace(practising, book=_empty(practising)), 6)) for _ in range(2))
    assert first == second


def _empty(practising: Practising) -> Book:
    return Book(practice=practising.book.practice)


def test_a_snapshot_knows_that_it_is_synthetic(tmp_path: Path) -> None:
    made: Snapshot = straight(tmp_path / "made", hips=3)
    assert made.manifest.synthetic
    assert made.truth is not None
    assert (made.truth["hips"], made.truth["seed"], made.truth["today"]) == (3, 1, "2026-11-20")
