"""The indications' own examples, and what every indication must hold."""

import pytest

from enthesis.domain.errors import NotFound
from enthesis.domain.pathway.indications import (
    EXAMPLES,
    INDICATIONS,
    Indication,
    Seen,
    indication_called,
    judge_all,
)
from enthesis.domain.terms import Tag, reviewable_in

EACH = pytest.mark.parametrize("indication", INDICATIONS, ids=lambda i: i.id)
# The source asks for something that is not recorded here.
NEVER_MET = {"superior_gluteal_reconstruction"}


@pytest.mark.parametrize(
    ("name", "seen", "met"), [pytest.param(*e[1:], id=f"{e[1]}: {e[0]}") for e in EXAMPLES]
)
def test_example(name: str, seen: Seen, met: bool | None) -> None:
    found = indication_called(name).judge(seen)
    assert found.met is met
    assert bool(found.fails) is (met is False)
    if met is None:
        assert found.missing
        assert all(found.missing)
    if met:
        assert found.holds
        assert not found.missing


@EACH
def test_examples_meet_it_fail_it_and_leave_it_open(indication: Indication) -> None:
    told = {met for _, name, _, met in EXAMPLES if name == indication.id}
    assert told == ({False, None} if indication.id in NEVER_MET else {True, False, None})


@EACH
def test_nothing_known_meets_nothing(indication: Indication) -> None:
    found = indication.judge(Seen())
    assert found.met is None
    assert not found.holds


@EACH
def test_it_says_where_it_was_read_or_asks_a_clinician(indication: Indication) -> None:
    for _, part in reviewable_in(indication):
        if part.needs_review:
            assert getattr(part, "note", "").endswith((".", "?"))
        else:
            assert part.source


def test_the_hard_rule_is_only_recalled() -> None:
    assert {i.id for i in INDICATIONS if i.tag is Tag.RECALLED} == {"augment_or_transfer"}
    assert {i.id for i in INDICATIONS if i.is_caution} == {"caution_direct_repair", "augment_or_transfer"}


def test_all_are_judged_in_their_order() -> None:
    assert [judged.indication for _, judged in judge_all(Seen())] == [i.id for i in INDICATIONS]
    with pytest.raises(NotFound, match="There is no indication clock_face"):
        indication_called("clock_face")
