"""Whether a listed operation is one of the gluteus medius: each example, and each criterion is needed."""

import pytest

from enthesis.domain.codes.catalogue import code_called, codes_of
from enthesis.domain.codes.code import System
from enthesis.domain.pathway.operations_list import likely
from enthesis.domain.pathway.operations_list.likely import CRITERIA, EXAMPLES, Likely, judge
from enthesis.domain.pathway.operations_list.operation import ListedOperation


@pytest.mark.parametrize(("told", "expected"), EXAMPLES, ids=lambda one: getattr(one, "procedure", str(one)))
def test_an_example_is_judged_as_declared(told: ListedOperation, expected: Likely) -> None:
    assert judge(told).likely is expected


def test_every_criterion_decides_an_example() -> None:
    assert {judge(told).why for told, _ in EXAMPLES} == {one.text for one in CRITERIA}


def test_the_codes_are_listed_ones() -> None:
    for value in (likely.OPEN, likely.ENDOSCOPIC, likely.RELEASE, likely.BURSA):
        assert code_called(System.CPT, value)
    listed = {code.value for code in codes_of(System.ICD10CM)}
    for category in likely.TENDON_OF_HIP:
        assert any(value.startswith(category) for value in listed)


def test_an_unlisted_code_alone_is_never_sure() -> None:
    alone = ListedOperation(on=EXAMPLES[0][0].on, hospital="", codes=("27299",), diagnoses=("S76.011A",))
    assert judge(alone).likely is Likely.POSSIBLE
