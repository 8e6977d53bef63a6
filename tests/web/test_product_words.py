"""What a product's page says, from the domain's own examples; no database."""

from datetime import timedelta

import pytest

from enthesis.domain.biologics.examples import PREPARER, after, collected, given, prepared, released
from enthesis.domain.biologics.handling import discard
from enthesis.domain.biologics.products import bmac, prp_lr
from enthesis.domain.practice.bench_settings import BenchSettings
from enthesis.web.pages.practice.product.inside import amounts, classes, values
from enthesis.web.pages.practice.product.told import story
from enthesis.web.shell.products import card, limits, since_harvest, track, usual
from tests.support.cases import ZONE

FULL, _POOR, SPARSE = prp_lr.EXAMPLES
MARROW, UNCOUNTED = bmac.EXAMPLES


def said(lines: object) -> dict[str, str]:
    return {line.id: line.words for line in lines}  # type: ignore[attr-defined]


def test_every_computation_is_said_in_its_unit() -> None:
    product = given(prp_lr.PRODUCT, FULL)
    assert said((*amounts(product, prp_lr.PRODUCT), *classes(product, prp_lr.PRODUCT))) == {
        "fold_increase": "5.0 times",
        "platelet_dose": "5.0 ×10⁹",
        "platelet_dose_given": "5.0 ×10⁹",
        "platelet_recovery": "50.0 %",
        "platelet_purity": "49.8 %",
        "variant": "Leukocyte-rich",
        "against_blood": "Leukocytes above, neutrophils above, red cells not above",
        "paw": "P3-Aα",
        "mishra": "1A",
        "plra": "P1000000 L+ R+ A−, 5 mL",
        "dohan_ehrenfest": "L-PRP",
        "depa": "BCC, not activated",
        "marspill": "Cannot be computed: whether imaging guided it is missing.",
        "minutes_to_processing": "10 minutes",
        "minutes_to_delivery": "62 minutes",
    }


def test_what_is_missing_is_named() -> None:
    told = said(amounts(given(prp_lr.PRODUCT, SPARSE), prp_lr.PRODUCT))

    assert told["platelet_dose"] == "5.0 ×10⁹"
    assert told["fold_increase"] == "Cannot be computed: platelets in whole blood is missing."


def test_before_it_is_characterised_nothing_is_claimed() -> None:
    product = prepared(prp_lr.PRODUCT, FULL)

    assert not list(amounts(product, prp_lr.PRODUCT))
    assert not list(classes(product, prp_lr.PRODUCT))
    assert not list(values(product, prp_lr.PRODUCT, ZONE))


def test_a_value_says_how_it_is_known() -> None:
    lines = {line.id: line for line in values(given(bmac.PRODUCT, UNCOUNTED), bmac.PRODUCT, ZONE)}

    assert lines["viability"].words == ""
    assert lines["viability"].how == "not measured"
    assert lines["viability"].notes == ("not done in this example",)
    assert not lines["viability"].known


def test_the_story_goes_from_the_newest_to_the_vein() -> None:
    titles = [entry.title for entry in story(given(prp_lr.PRODUCT, FULL), ZONE)]

    assert titles[0] == "Second scan, and given"
    assert titles[-1] == "Collected"
    assert len(titles) == 6


def test_marrow_tells_needle_and_pulls() -> None:
    lines = [line for entry in story(given(bmac.PRODUCT, MARROW), ZONE) for line in entry.lines]

    assert "Needle 11 G, 4 pulls" in lines
    assert "Spin 1: 15 min at 900 × g" in lines


def test_limits_run_late_then_wrong_and_end_with_the_product() -> None:
    product = released(prp_lr.PRODUCT, FULL)
    (left,) = limits(product, prp_lr.PRODUCT, at=after(60))
    (over,) = limits(product, prp_lr.PRODUCT, at=after(30) + timedelta(hours=5))

    assert (left.look, left.left) == ("ready", "210 min left")
    assert (over.look, over.left) == ("wrong", "over by 60 min")
    assert limits(given(prp_lr.PRODUCT, FULL), prp_lr.PRODUCT, at=after(600)) == ()


def test_a_preferred_limit_that_passed_is_late_not_wrong() -> None:
    (late,) = limits(collected(prp_lr.PRODUCT, FULL), prp_lr.PRODUCT, at=after(61))

    assert (late.look, late.left) == ("late", "over by 1 min")


def test_the_clock_stops_when_nothing_is_to_be_done() -> None:
    begun = since_harvest(collected(prp_lr.PRODUCT, FULL), at=after(72))

    assert begun is not None and begun.words == "1:12:00"
    assert since_harvest(given(prp_lr.PRODUCT, FULL), at=after(72)) is None


def test_a_discarded_product_ends_its_track_there() -> None:
    product = discard(prepared(prp_lr.PRODUCT, FULL), reason="Dropped.", by=PREPARER, at=after(40))

    steps = [(s.label, s.state) for s in track(product, ZONE)]
    assert steps == [("Collected", "done"), ("Prepared", "done"), ("Discarded", "now")]


@pytest.mark.parametrize(
    ("minutes", "look"), [(60, "ready"), (30 + 241, "wrong")], ids=["in time", "four hours later"]
)
def test_a_card_is_red_only_when_something_is_wrong(minutes: int, look: str) -> None:
    shown = card(released(prp_lr.PRODUCT, FULL), at=after(minutes), zone=ZONE, bench=BenchSettings())

    assert shown.look == look
    assert bool(shown.wrong) is (look == "wrong")


def test_what_is_usual_says_how_far_it_may_be_trusted() -> None:
    for kind in (prp_lr.PRODUCT, bmac.PRODUCT):
        assert all(line.note for line in usual(kind))
