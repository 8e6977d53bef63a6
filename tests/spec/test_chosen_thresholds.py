"""Which threshold is used: the study's choice, else the practice's, else the default; nonsense is refused."""

from decimal import Decimal
from typing import Any

import pytest

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.chosen import (
    EXAMPLES,
    Lack,
    Origin,
    OwnWay,
    ThresholdChoice,
    check_choices,
    chosen_row,
)
from enthesis.domain.outcomes.distribution import Way
from enthesis.domain.outcomes.from_cohort import Cohort, row_by_deviation
from enthesis.domain.outcomes.threshold import Metric
from enthesis.domain.terms import Tag

MHHS, NAHS = load_instrument("mhhs"), load_instrument("nahs")
RUSH = ThresholdChoice(scale="mhhs", metric=Metric.MCID, row="GM-RUSH-PROMIS/mcid/mhhs")
OWN = ThresholdChoice(scale="mhhs", metric=Metric.MCID, row=OwnWay.CHANGE)


@pytest.mark.parametrize(("name", "scale", "metric", "row"), EXAMPLES)
def test_an_example_can_be_chosen(name: str, scale: str, metric: Metric, row: str) -> None:
    choice = ThresholdChoice(scale=scale, metric=metric, row=row)
    assert (choice.own_way is None) == (choice.published is not None), name


def test_nobody_chose_and_the_default_is_used() -> None:
    found = chosen_row(MHHS, Metric.MCID)
    assert found.row and (found.row.set_id, found.origin) == ("GM-AHI-ISO-2021", Origin.DEFAULT)


def test_the_study_goes_before_the_practice_and_another_scale_is_left_alone() -> None:
    aside = ThresholdChoice(scale="mhhs", metric=Metric.MCID, row="GM-OPEN-HSS-2021/mcid/mhhs")
    found = chosen_row(MHHS, Metric.MCID, practice=(RUSH,))
    assert found.row and (found.row.set_id, found.origin) == ("GM-RUSH-PROMIS", Origin.PRACTICE)
    found = chosen_row(MHHS, Metric.MCID, practice=(RUSH,), study=(aside,))
    assert found.row and (found.row.set_id, found.origin) == ("GM-OPEN-HSS-2021", Origin.STUDY)
    assert chosen_row(NAHS, Metric.MCID, practice=(RUSH,)).origin is Origin.DEFAULT
    assert chosen_row(MHHS, Metric.PASS, practice=(RUSH,)).origin is Origin.DEFAULT


def test_without_a_row_it_says_why() -> None:
    assert chosen_row(NAHS, Metric.PASS).lack is Lack.NOT_FOUND
    assert chosen_row(MHHS, Metric.MOI).lack is Lack.NOT_FOUND
    made = chosen_row(MHHS, Metric.MCID, practice=(OWN,))
    assert (made.row, made.lack, made.way) == (None, Lack.NOT_MADE, OwnWay.CHANGE)


def test_a_row_of_the_own_hips_is_taken_when_they_made_one() -> None:
    values = [Decimal(n) for n in (10, 20, 30)]
    row = row_by_deviation(MHHS, Way.CHANGE, values, Cohort(population="ours", horizon=""))
    assert row is not None
    found = chosen_row(
        MHHS, Metric.MCID, practice=(OWN,), own={(row.own_scale, Metric.MCID, OwnWay.CHANGE): row}
    )
    assert found.row == row and found.row.value.value == 5


def test_a_printed_range_is_cut_with_a_reason() -> None:
    choice = ThresholdChoice(
        scale="nahs",
        metric=Metric.PASS,
        row="FAIS-NAHS-2021/pass/nahs",
        cut=Decimal(83),
        because="The middle.",
    )
    row = chosen_row(NAHS, Metric.PASS, practice=(choice,)).row
    assert row and (row.value.value, row.value.tag, row.value.note) == (
        Decimal(83),
        Tag.PROPOSED,
        "The middle.",
    )


REFUSED: tuple[tuple[dict[str, Any], str], ...] = (
    ({"scale": "mhs"}, "There is no scale “mhs”."),
    ({"row": "X/mcid/mhhs"}, "There is no threshold “X/mcid/mhhs”."),
    ({"row": "GM-AHI-RTA-2021/mcid/mhhs"}, "The value of GM-AHI-RTA-2021/mcid/mhhs was not found."),
    ({"row": "GM-RUSH-PROMIS/mcid/hos-adl"}, "GM-RUSH-PROMIS/mcid/hos-adl is no MCID of mhhs."),
    ({"row": "GM-RUSH-PROMIS/pass/mhhs"}, "GM-RUSH-PROMIS/pass/mhhs is no MCID of mhhs."),
    (
        {"row": OwnWay.CHANGE, "metric": Metric.PASS},
        "“this-cohort/half_sd_of_change” makes no PASS.",
    ),
    ({"row": OwnWay.ANCHOR}, "The anchor of MCID on mhhs does not say what it asks."),
    (
        {"row": "FAIS-NAHS-2021/pass/nahs", "scale": "nahs", "metric": Metric.PASS},
        "FAIS-NAHS-2021/pass/nahs is printed as a range, not a value.",
    ),
    (
        {"row": OwnWay.ANCHOR, "anchor": "mhhs", "yes_from": Decimal(70)},
        "mhhs cannot be the anchor of its own threshold.",
    ),
    *(
        (
            {"row": OwnWay.ANCHOR, "anchor": "satisfaction-10", "yes_from": Decimal(cut)},
            f"satisfaction-10 goes from 0 to 10: from {cut} on, every answer would be alike.",
        )
        for cut in (0, 70)
    ),
)


@pytest.mark.parametrize(("changes", "sentence"), REFUSED)
def test_a_choice_that_cannot_be_is_refused(changes: dict[str, Any], sentence: str) -> None:
    told = {"scale": "mhhs", "metric": Metric.MCID, "row": RUSH.row} | changes
    with pytest.raises(Invalid) as refused:
        ThresholdChoice(**told)
    assert refused.value.sentence == sentence


def test_two_rows_for_one_scale_and_metric_are_refused() -> None:
    with pytest.raises(Invalid, match="Two rows are chosen for MCID on mhhs"):
        check_choices((RUSH, OWN))
