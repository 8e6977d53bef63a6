"""Every suggestion follows from a fact, is kept in a list with its trust, and is of the right side."""

from dataclasses import replace

import pytest

from enthesis.domain.codes.catalogue import code_called
from enthesis.domain.codes.code import System, Use
from enthesis.domain.codes.suggest.checks import check_code, check_modifiers, side_of
from enthesis.domain.codes.suggest.known import Done, Known, Torn
from enthesis.domain.codes.suggest.suggesting import EXAMPLES, suggest
from enthesis.domain.codes.suggest.uses import NOT_HERE, PROCEDURES, SUPPLIES
from enthesis.domain.terms import Side

CASES = [pytest.param(known, codes, asked, id=name) for name, known, codes, asked in EXAMPLES]


@pytest.mark.parametrize(("known", "codes", "asked"), CASES)
def test_what_is_known_suggests_these_codes_and_asks_this(
    known: Known, codes: tuple[str, ...], asked: tuple[str, ...]
) -> None:
    found = suggest(known)
    assert tuple(s.code.value for s in found.codes) == codes
    assert found.asked == asked


@pytest.mark.parametrize(("known", "codes", "asked"), CASES)
@pytest.mark.parametrize("side", Side)
def test_each_is_a_whole_code_of_the_side_that_a_person_may_confirm(
    known: Known, codes: tuple[str, ...], asked: tuple[str, ...], side: Side
) -> None:
    for one in suggest(replace(known, side=side)).codes:
        assert code_called(one.code.system, one.code.value) == one.code
        check_code(one.code.system, one.code.value, side)
        check_modifiers(one.code.value, [m.value for m in one.modifiers], side)
        assert side_of(one.code.value) in (side, None)
        assert one.questions if one.tag.needs_review else one.why.source


def test_a_procedure_names_its_side_and_a_diagnosis_holds_it() -> None:
    left = suggest(Known(side=Side.LEFT, torn=Torn.FRAYED, is_open=True, done=(Done.REPAIR, Done.BURSECTOMY)))
    told = {s.code.value: [m.value for m in s.modifiers] for s in left.codes}
    assert told == {"M76.02": [], "27299": ["LT"], "27062": ["LT"]}
    apart = next(s for s in left.codes if s.code.value == "27062")
    assert [m.value for m in apart.to_weigh] == ["59", "XS"]


def test_a_repair_done_again_weighs_the_modifiers_of_a_later_operation() -> None:
    known = Known(side=Side.LEFT, torn=Torn.INTACT, is_open=True, done=(Done.REPAIR,), again=True)
    assert [m.value for m in suggest(known).codes[0].to_weigh] == ["58", "78", "79"]


def test_each_part_of_an_operation_has_a_code_or_says_why_it_has_none() -> None:
    assert set(Done) - {Done.REPAIR} == {*PROCEDURES, *SUPPLIES, *NOT_HERE}


@pytest.mark.parametrize(
    "value", ["38220", "20939", "38230", "38232", "27006", "M67.951", "S76.011", "76942"]
)
def test_what_looks_right_and_is_not_is_never_suggested(value: str) -> None:
    every = Known(side=Side.RIGHT, torn=Torn.FULL, done=tuple(Done), is_open=True)
    found = [suggest(known) for _, known, _, _ in EXAMPLES] + [suggest(every)]
    assert value not in {s.code.value for one in found for s in one.codes}


def test_what_is_not_suggested_is_said() -> None:
    known = Known(side=Side.RIGHT, torn=Torn.FULL, done=(Done.PLASMA_DURING, Done.CELLS), is_open=True)
    told = " ".join(caution.text for caution in suggest(known).cautions)
    for words in ("0232T is not suggested", "38220 is for diagnosis only", "not of the hip"):
        assert words in told


def test_every_code_of_the_tables_is_kept_and_is_a_procedure_or_a_supply() -> None:
    for value, _why in PROCEDURES.values():
        assert code_called(System.CPT, value).use is Use.PROCEDURE
    for value, _why in SUPPLIES.values():
        assert code_called(System.HCPCS, value).use is Use.SUPPLY
