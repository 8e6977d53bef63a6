"""What an adverse event may say of itself, by its own examples, and the scales it is judged on."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.adverse_event import BASE, EXAMPLES
from enthesis.domain.outcomes.event_grade import (
    CRITERIA,
    GRADES,
    RELATEDNESS,
    SEVERITIES,
    Grade,
    Relatedness,
    Seriousness,
    Severity,
)
from enthesis.domain.outcomes.event_type import KINDS, OF_PRODUCT, OPERATIONS, EventType


@pytest.mark.parametrize(("name", "changes", "refused"), EXAMPLES, ids=[e[0] for e in EXAMPLES])
def test_example(name: str, changes: Mapping[str, Any], refused: str | None) -> None:
    if refused is None:
        assert replace(BASE, **changes).type in EventType
        return
    with pytest.raises(Invalid) as found:
        replace(BASE, **changes)
    assert found.value.sentence == refused
    assert found.value.remedy.endswith(".")
    assert hasattr(BASE, found.value.code)


def test_serious_is_not_known_before_it_is_judged() -> None:
    assert BASE.is_serious is None
    assert replace(BASE, seriousness=frozenset()).is_serious is False
    assert replace(BASE, seriousness=frozenset({Seriousness.INTERVENTION})).is_serious is True


@pytest.mark.parametrize("related", [r for r in Relatedness if r is not Relatedness.UNRELATED])
def test_nothing_before_an_operation_comes_from_it(related: Relatedness) -> None:
    before = BASE.operated_on.replace(day=28, month=2)  # type: ignore[union-attr]
    with pytest.raises(Invalid, match="before the operation"):
        replace(BASE, onset=before, to_operation=related)


def test_attributed_begins_at_possible() -> None:
    assert [r.value for r in Relatedness if r.is_attributed] == ["possible", "probable", "definite"]


def test_grades_are_read_and_go_from_mild_to_grave() -> None:
    assert list(GRADES) == list(Grade)
    assert {wording.source for wording in GRADES.values()} == {"S93"}
    assert [g.value for g in sorted(Grade, key=lambda g: g.rank)] == ["I", "II", "III", "IVa", "IVb", "V"]


def test_severities_relatedness_and_criteria_are_recalled() -> None:
    assert [int(s) for s in SEVERITIES] == [1, 2, 3, 4, 5]
    assert list(SEVERITIES) == list(Severity)
    assert all(w.needs_review and w.note for w in (*SEVERITIES.values(), CRITERIA, RELATEDNESS))
    assert len(Relatedness) == len(Seriousness) == 5


def test_every_kind_has_its_own_words() -> None:
    assert len({kind.label for kind in EventType}) == len(EventType)
    assert KINDS.needs_review
    assert not OPERATIONS & OF_PRODUCT
