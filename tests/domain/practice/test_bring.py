from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from enthesis.domain.errors import Invalid, NotFound
from enthesis.domain.practice.attachment import AttachmentKind
from enthesis.domain.practice.bring import (
    ITEMS,
    BringState,
    BringTold,
    Said,
    bring_lines,
    check_asked,
    item_called,
    missing_soon,
)
from enthesis.domain.practice.visit_type import VisitType

AT = datetime(2027, 3, 8, 14, tzinfo=UTC)
WANTED = ("mri-report", "medicine-list")
NOTHING: frozenset[AttachmentKind] = frozenset()
REPORT = frozenset({AttachmentKind.MRI_REPORT})


def told(*said: Said) -> tuple[BringTold, ...]:
    return tuple(BringTold(item="mri-report", said=one, at=AT, by_name="N") for one in said)


@pytest.mark.parametrize(
    ("said", "attached", "state"),
    [
        ((), NOTHING, BringState.ASKED),
        ((), REPORT, BringState.UPLOADED),
        ((Said.BRINGS,), NOTHING, BringState.BRINGS),
        ((Said.HAS_NONE,), NOTHING, BringState.HAS_NONE),
        ((Said.HAS_NONE,), REPORT, BringState.UPLOADED),
        ((Said.BRINGS, Said.CHECKED), NOTHING, BringState.CHECKED),
        ((Said.CHECKED, Said.NOT_THERE), NOTHING, BringState.ASKED),
        ((Said.CHECKED, Said.NOT_THERE), REPORT, BringState.UPLOADED),
        ((Said.BRINGS, Said.HAS_NONE), NOTHING, BringState.HAS_NONE),
    ],
)
def test_the_newest_word_and_the_files_say_where_a_thing_stands(
    said: tuple[Said, ...], attached: frozenset[AttachmentKind], state: BringState
) -> None:
    report, medicines = bring_lines(WANTED, told(*said), attached)
    assert report.state is state
    assert medicines.state is BringState.ASKED


@pytest.mark.parametrize(
    ("days", "missing"), [(4, []), (3, ["MRI report", "list of medicines"]), (0, []), (-1, [])]
)
def test_what_is_missing_is_marked_from_three_days_before(days: int, missing: list[str]) -> None:
    lines = bring_lines(WANTED, (), NOTHING)
    found = missing_soon(lines, AT + timedelta(days=days), at=AT)
    assert [item.short for item in found] == missing


def test_what_was_promised_is_not_missing() -> None:
    lines = bring_lines(("mri-report",), told(Said.BRINGS), NOTHING)
    assert missing_soon(lines, AT + timedelta(days=1), at=AT) == ()


def test_a_file_stands_for_at_most_one_thing_to_bring() -> None:
    kinds = [kind for item in ITEMS for kind in item.kinds]
    assert len(kinds) == len(set(kinds))


def test_a_visit_asks_only_for_what_there_is() -> None:
    kind = VisitType(slug="consultation", name="Consultation", minutes=30, bring=WANTED)
    with pytest.raises(Invalid, match="Nothing to bring is called 'mri'"):
        replace(kind, bring=("mri",))
    with pytest.raises(NotFound, match="Choose of: mri-report"):
        item_called("mri")
    with pytest.raises(NotFound, match="does not ask for that"):
        check_asked(WANTED, "radiographs")
