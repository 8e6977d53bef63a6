"""Which path of the law is claimed for a product: complete, in force on its days, and computed nowhere."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from enthesis.domain.biologics.catalogue import load_kind
from enthesis.domain.biologics.determination import (
    Answered,
    ClaimedPath,
    Criterion,
    Path,
    authority_obstacles,
    check_claim,
    in_force,
    is_plausible,
    not_determined,
)
from enthesis.domain.errors import Invalid
from enthesis.domain.terms import CaseId

HIP, OTHER = CaseId(uuid4()), CaseId(uuid4())
DAY, NEXT = date(2027, 3, 1), date(2027, 3, 2)
FOUR = tuple(Answered(criterion=c, met=True) for c in Criterion)
IND = ClaimedPath(
    kind="svf",
    path=Path.IND,
    decided_by="A. Counsel",
    decided_on=DAY,
    ind="IND 12345",
    irb="2027-014",
    reasoning="The protocol of the trial.",
)
TISSUE = replace(IND, kind="bmac", path=Path.TISSUE, criteria=FOUR, ind="", irb="")


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"decided_by": " "}, "decided_by", "It is not said who determined it."),
        ({"reasoning": ""}, "reasoning", "It is not said on what grounds."),
        (
            {"valid_until": date(2027, 2, 28)},
            "valid_until",
            "It would end before it was determined.",
        ),
        ({"ind": ""}, "ind", "An IND is claimed without the IND number."),
        ({"irb": " "}, "irb", "An IND is claimed without the number of the review board."),
        ({"ind": "pending"}, "ind", "“pending” does not look like the IND number."),
        ({"irb": "9" * 41}, "irb", f"“{'9' * 40}” does not look like the number of the review board."),
        ({"path": Path.CLEARED_DEVICE}, "clearance", "The cleared device is not named."),
        (
            {"path": Path.TISSUE, "criteria": FOUR[1:]},
            "path",
            "Section 361 is claimed, and not answered: minimally manipulated.",
        ),
        (
            {"path": Path.TISSUE, "criteria": (replace(FOUR[0], met=False), *FOUR[1:])},
            "path",
            "Section 361 is claimed, and answered with no: minimally manipulated.",
        ),
    ],
)
def test_what_is_not_said_or_denies_itself_is_not_recorded(
    change: dict[str, object], field: str, sentence: str
) -> None:
    with pytest.raises(Invalid) as refused:
        replace(IND, **change)  # type: ignore[arg-type]

    assert (refused.value.code, refused.value.sentence) == (field, sentence)


@pytest.mark.parametrize("number", ["12345", "IND 1", "BB-IND 16.123", "2027/014-B", "#77"[1:]])
def test_a_number_with_a_digit_is_plausible(number: str) -> None:
    assert is_plausible(number)


@pytest.mark.parametrize("number", ["", "none", "-1", "1;2", "١٢٣", "1" * 41])
def test_words_and_other_signs_are_not(number: str) -> None:
    assert not is_plausible(number)


def test_the_newest_of_the_hip_goes_before_that_of_the_practice() -> None:
    own = replace(TISSUE, case=HIP, decided_by="Of the hip")
    claimed = (own, TISSUE, replace(TISSUE, decided_by="Newest"))

    assert in_force(claimed, "bmac", case=HIP, on=DAY) == own
    found = in_force(claimed, "bmac", case=OTHER, on=DAY)
    assert found and found.decided_by == "Newest"
    assert in_force(claimed, "mfat", case=HIP, on=DAY) is None


def test_it_holds_from_its_first_to_its_last_day_and_what_it_replaced_stays_replaced() -> None:
    claimed = (TISSUE, replace(TISSUE, decided_on=NEXT, valid_until=NEXT))

    assert in_force(claimed, "bmac", case=HIP, on=DAY) == TISSUE
    assert in_force(claimed, "bmac", case=HIP, on=NEXT) == claimed[1]
    assert in_force(claimed, "bmac", case=HIP, on=date(2027, 3, 3)) is None


def test_a_renewal_leaves_the_days_before_it_lawful() -> None:
    renewed = replace(IND, decided_on=date(2027, 3, 9), valid_until=date(2028, 3, 8))

    for on, holds in ((date(2027, 3, 8), IND), (date(2027, 3, 9), renewed), (date(2028, 3, 9), None)):
        assert in_force((IND, renewed), "svf", case=HIP, on=on) == holds


def test_a_stop_for_the_practice_ends_what_a_hip_had_claimed_before_and_not_what_it_claims_after() -> None:
    own, stop = replace(IND, case=HIP), replace(IND, path=Path.NONE, ind="", irb="", decided_on=NEXT)

    assert in_force((own, stop), "svf", case=HIP, on=DAY) == own
    assert in_force((own, stop), "svf", case=HIP, on=NEXT) == stop
    again = replace(own, decided_on=NEXT)
    assert in_force((own, stop, again), "svf", case=HIP, on=NEXT) == again
    assert in_force((own, stop, again), "svf", case=OTHER, on=NEXT) == stop


def test_that_nothing_is_claimed_has_no_end() -> None:
    ended = replace(IND, case=HIP, path=Path.NONE, ind="", irb="", valid_until=DAY)

    assert in_force((IND, ended), "svf", case=HIP, on=NEXT) == ended


@pytest.mark.parametrize("product", ["svf", "msc-expanded"])
def test_nothing_but_an_ind_in_force_with_the_numbers_of_the_plan_lets_it_pass(product: str) -> None:
    kind = load_kind(product)
    told = replace(IND, kind=product)
    ended = replace(told, path=Path.NONE)

    for nothing in (None, ended):
        (held,) = authority_obstacles(kind, nothing, ind="IND 12345", irb="2027-014")
        assert held.startswith("No determination in force names the IND and the review board of ")
    assert authority_obstacles(kind, told, ind="ind12345", irb="2027 014") == ()
    (held,) = authority_obstacles(kind, told, ind="IND 12346", irb="2027-014")
    assert held == "The plan names the IND number IND 12346, and the determination in force IND 12345."


def test_what_needs_an_ind_is_claimed_under_nothing_else() -> None:
    with pytest.raises(Invalid, match="needs an IND number and a review board"):
        check_claim(load_kind("svf"), replace(TISSUE, kind="svf"))
    check_claim(load_kind("bmac"), TISSUE)


def test_of_a_contested_use_it_is_said_that_nobody_determined_it_and_nothing_is_refused() -> None:
    kind = load_kind("bmac")

    assert not_determined(kind, None).startswith("Bone marrow concentrate: no determination is recorded.")
    assert not_determined(kind, TISSUE) == ""
    ended = not_determined(kind, replace(TISSUE, path=Path.NONE))
    assert ended.endswith("by the determination of A. Counsel, no path is claimed any more.")
    assert not_determined(load_kind("prp-lr"), None) == ""
    assert authority_obstacles(kind, None, ind="", irb="") == ()
