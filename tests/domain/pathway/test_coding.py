"""A code is confirmed for what the record said; a wrong one is refused, an outdated one is flagged."""

from dataclasses import replace

import pytest

from enthesis.domain.codes.code import System
from enthesis.domain.codes.suggest.known import Cause, Done, Known, Torn
from enthesis.domain.errors import Invalid
from enthesis.domain.pathway.coding import (
    CodedFor,
    Coding,
    ConfirmedCode,
    changes,
    check_coding,
    contradicted,
)
from enthesis.domain.terms import Side

KNOWN = Known(
    side=Side.LEFT,
    torn=Torn.FULL,
    cause=Cause.DEGENERATION,
    is_open=True,
    done=(Done.REPAIR, Done.BURSECTOMY),
)


def icd(value: str) -> ConfirmedCode:
    return ConfirmedCode(system=System.ICD10CM, value=value)


def cpt(value: str, *modifiers: str) -> ConfirmedCode:
    return ConfirmedCode(system=System.CPT, value=value, modifiers=modifiers)


def coding(*codes: ConfirmedCode, known: Known = KNOWN, why: str = "", file: str = "") -> Coding:
    return Coding(coded_for=CodedFor.PLAN, codes=codes, known=known, taken_out=why, checked_against=file)


GOOD = coding(icd("M66.852"), cpt("27299", "LT"))


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (icd("M66.851"), "M66.851 is of the right side, and this hip is the left one."),
        (icd("S76.011A"), "S76.011A is of the right side, and this hip is the left one."),
        (icd("S76.012"), "ICD-10-CM S76.012 is not complete"),
        (icd("M67.85"), "ICD-10-CM M67.85 is not complete"),
        (icd("hip"), "hip is no code of ICD-10-CM."),
        (icd(""), "An empty code is no code of ICD-10-CM."),
        (cpt("2729"), "2729 is no code of CPT."),
        (cpt("27299", "RT"), "27299 carries RT, which is the right side, and this hip is the left one."),
        (cpt("27299", "LT", "LT"), "A modifier stands twice with 27299."),
        (cpt("27299", "L"), "L is no modifier."),
        (ConfirmedCode(system=System.HCPCS, value="27299"), "27299 is no code of HCPCS Level II."),
        (ConfirmedCode(system=System.LOINC, value="777-3"), "LOINC is no list for a bill."),
    ],
)
def test_a_code_that_cannot_be_one_is_refused(code: ConfirmedCode, sentence: str) -> None:
    with pytest.raises(Invalid) as refusal:
        check_coding(coding(code), None, side=Side.LEFT)
    assert sentence in str(refusal.value.sentence)


def test_a_code_that_is_not_kept_here_passes_by_its_form() -> None:
    check_coding(coding(icd("G57.02"), cpt("27599")), None, side=Side.LEFT)


@pytest.mark.parametrize(
    ("after", "before", "sentence"),
    [
        (coding(icd("M66.852"), icd("M66.852")), None, "M66.852 stands twice."),
        (coding(), None, "No code is ticked or entered."),
        (coding(icd("M66.852")), GOOD, "27299 was confirmed and is gone."),
        (coding(), GOOD, "M66.852, 27299 was confirmed and is gone."),
        (GOOD, GOOD, "Nothing is different from what was confirmed."),
    ],
)
def test_a_list_is_refused_with_what_is_wrong(after: Coding, before: Coding | None, sentence: str) -> None:
    with pytest.raises(Invalid) as refusal:
        check_coding(after, before, side=Side.LEFT)
    assert refusal.value.sentence == sentence


def test_codes_are_taken_out_with_a_reason_and_confirmed_again_for_what_changed() -> None:
    check_coding(coding(why="Denied by the payer."), GOOD, side=Side.LEFT)
    check_coding(replace(GOOD, known=replace(KNOWN, is_open=False)), GOOD, side=Side.LEFT)
    check_coding(replace(GOOD, checked_against="2027"), GOOD, side=Side.LEFT)


def test_a_changed_plan_flags_the_codes_that_no_longer_follow() -> None:
    now = replace(KNOWN, is_open=False, done=(Done.REPAIR,))
    both = coding(icd("M66.852"), cpt("27299", "LT"), cpt("27062", "LT"), icd("G57.02"))
    assert [c.value for c in contradicted(both, now, Side.LEFT)] == ["27299", "27062"]
    assert changes(both, now, Side.LEFT) == ("the operation", "how the tendon is reached")


def test_a_corrected_side_flags_every_code_that_named_the_other() -> None:
    now = replace(KNOWN, side=Side.RIGHT)
    assert [c.value for c in contradicted(GOOD, now, Side.RIGHT)] == ["M66.852", "27299"]
    assert changes(GOOD, now, Side.RIGHT) == ("the side",)


def test_nothing_is_flagged_while_the_record_says_the_same() -> None:
    assert contradicted(GOOD, KNOWN, Side.LEFT) == ()
    assert changes(GOOD, KNOWN, Side.LEFT) == ()
