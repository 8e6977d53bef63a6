"""What a whole-blood count lets one expect: Student's t from tables, published yields, the practice's own."""

from decimal import Decimal as D

import pytest

from enthesis.domain.biologics.examples import recorded
from enthesis.domain.biologics.measurement import Amount, Basis
from enthesis.domain.biologics.record import Record
from enthesis.domain.biologics.result import CannotCompute
from enthesis.domain.biologics.yields.charted import Charted
from enthesis.domain.biologics.yields.expected import (
    Expected,
    Recovery,
    expected_dose,
    otherwise_than_expected,
    own_recovery,
    published_mean,
    published_range,
)
from enthesis.domain.biologics.yields.own import own_yielded
from enthesis.domain.biologics.yields.sample import Sample, prediction_interval, sample_of
from enthesis.domain.biologics.yields.student import central_share, two_sided
from enthesis.domain.terms import Sourced

COUNT, BLOOD = Amount(value=D(200), unit="10*3/uL"), Amount(value=D(50), unit="mL")


def shown(value: D, places: str = "0.01") -> str:
    return str(value.quantize(D(places)))


def known(value: str, unit: str = "%") -> Sourced:
    return Sourced(value, unit, tag="V", source="S61")


def spun(product: str, *, claimed: frozenset[str] = frozenset()) -> Record:
    return recorded({"product_platelets": product, "whole_blood_platelets": "200"}, claimed=claimed)


@pytest.mark.parametrize(
    ("freedom", "share", "t"),
    [
        (1, 0.95, 12.706),
        (2, 0.95, 4.303),
        (3, 0.95, 3.182),
        (4, 0.95, 2.776),
        (9, 0.95, 2.262),
        (10, 0.99, 3.169),
        (15, 0.90, 1.753),
        (30, 0.95, 2.042),
        (39, 0.95, 2.023),
        (120, 0.99, 2.617),
    ],
)
def test_student_s_t_is_that_of_printed_tables(freedom: int, share: float, t: float) -> None:
    assert round(two_sided(share, freedom=freedom), 3) == t
    assert round(central_share(two_sided(share, freedom=freedom), freedom=freedom), 9) == share


def test_a_share_or_freedom_that_cannot_be_is_refused() -> None:
    for share in (0, 1):
        with pytest.raises(ValueError, match="between 0 and 1"):
            two_sided(share, freedom=3)
    with pytest.raises(ValueError, match="one degree of freedom"):
        two_sided(0.95, freedom=0)
    with pytest.raises(ValueError, match="one degree of freedom"):
        central_share(1, freedom=0)


def test_mean_and_spread_worked_by_hand() -> None:
    """2, 4, 4, 4, 5, 5, 7, 9: mean 5, squares 32, and √(32/7) = 2.138."""
    sample = sample_of([D(n) for n in (2, 4, 4, 4, 5, 5, 7, 9)])
    assert sample is not None
    assert (sample.mean, shown(sample.spread, "0.001"), sample.count) == (5, "2.138", 8)
    assert sample_of([D(70)]) is None
    assert sample_of([]) is None


def test_prediction_interval_worked_by_hand() -> None:
    """n = 10, so t = 2.262: 100 ± 2.262 × 10 × √1.1 = 100 ± 23.72."""
    interval = prediction_interval(Sample(mean=D(100), spread=D(10), count=10))
    assert (shown(interval.low), shown(interval.high)) == ("76.27", "123.73")


def test_an_interval_never_reaches_below_zero() -> None:
    assert prediction_interval(Sample(mean=D(10), spread=D(10), count=3)).low == 0


def test_a_published_range_gives_the_range_of_doses() -> None:
    """50 mL of 200 hold 10 ×10⁹; 86 to 99 % of them are 8.6 to 9.9."""
    expected = expected_dose(COUNT, BLOOD, published_range("Muthu 2022", known("86"), known("99")))
    assert isinstance(expected, Expected)
    assert expected.sentence == (
        "8.6 to 9.9 ×10⁹ are expected: the range that was published, 86 to 99 % recovered (Muthu 2022)."
    )
    assert expected.basis is Basis.MEASURED


def test_without_spread_or_number_of_people_there_is_no_interval() -> None:
    for spread, people, why in (
        (None, known("40", "1"), "its spread was not published"),
        (known("3"), None, "the number of people was not published"),
    ):
        expected = expected_dose(COUNT, BLOOD, published_mean("A study", known("70"), spread, people))
        assert isinstance(expected, Expected)
        assert expected.interval is None
        assert expected.sentence == f"7 ×10⁹ are expected, without an interval: {why} (A study)."


def test_a_published_mean_with_both_is_widened_by_student_s_t() -> None:
    """n = 40: t = 2.0227; 70 ± 2.0227 × 5 × √(41/40) = 70 ± 10.24."""
    found = published_mean("A study", known("70"), known("5"), known("40", "1"))
    assert found.interval is not None
    assert (shown(found.interval.low), shown(found.interval.high)) == ("59.76", "80.24")


def test_what_is_missing_is_named() -> None:
    found = published_range("A study", known("86"), known("99"))
    assert expected_dose(None, None, found) == CannotCompute(
        missing=("platelets in whole blood", "blood volume")
    )
    assert isinstance(own_recovery([recorded({})]), CannotCompute)


def test_an_expectation_from_a_claim_is_a_claim() -> None:
    claim = Amount(value=D(200), unit="10*3/uL", basis=Basis.CLAIMED)
    expected = expected_dose(claim, BLOOD, published_range("A study", known("86"), known("99")))
    assert isinstance(expected, Expected)
    assert expected.basis is Basis.CLAIMED


def test_own_yields_count_only_what_was_measured_and_can_be() -> None:
    """1000, 1200 and 1400 in 5 mL of 50 mL of 200: 50, 60 and 70 %; t of 2 is 4.303."""
    slip, claim = spun("2500"), spun("1900", claimed=frozenset({"product_platelets"}))
    found = own_recovery([spun("1000"), spun("1200"), spun("1400"), slip, claim, recorded({})])
    assert isinstance(found, Recovery)
    assert found.middle == 60
    assert found.interval is not None
    assert (shown(found.interval.low, "0.1"), shown(found.interval.high, "0.1")) == ("10.3", "100.0")
    assert found.method == (
        "where 95 of 100 further ones lie, by Student's t, after 3 with 60 ± 10 % recovered, "
        "cut at all that was drawn (own preparations; left out, as more came out than was drawn: 1)."
    )


def test_no_dose_is_expected_that_was_not_drawn() -> None:
    """10 ×10⁹ were drawn; 80 ± 10 % of ten, by t of 9, would reach 104 %."""
    found = published_mean("A study", known("80"), known("10"), known("10", "1"))
    expected = expected_dose(COUNT, BLOOD, found)
    assert isinstance(expected, Expected) and expected.interval is not None
    assert (shown(expected.interval.low), shown(expected.interval.high)) == ("5.63", "10.00")
    assert "cut at all that was drawn" in expected.sentence
    narrow = published_mean("A study", known("70"), known("5"), known("40", "1"))
    assert "cut" not in narrow.method


def test_the_same_preparations_are_told_on_both_pages() -> None:
    records = [spun("1000"), spun("1200"), spun("1400"), spun("2500")]
    expected, told = own_recovery(records), own_yielded(records, Charted.RECOVERY, prepared=4)
    assert isinstance(expected, Recovery) and told.sample
    assert (expected.middle, expected.interval) == (told.sample.mean, told.interval)
    assert (told.measured, told.slips) == (3, 1)
    assert own_yielded(records, Charted.PLATELETS, prepared=4).measured == 4


def test_one_own_preparation_has_no_spread() -> None:
    found = own_recovery([spun("1000")])
    assert isinstance(found, Recovery)
    assert found.interval is None
    assert otherwise_than_expected(spun("20"), found) == ""


@pytest.mark.parametrize(
    ("product", "side"),
    [("1719", "below"), ("1720", ""), ("1980", ""), ("1981", "above")],
)
def test_a_dose_outside_what_was_expected_is_said_at_once(product: str, side: str) -> None:
    said = otherwise_than_expected(spun(product), published_range("Muthu 2022", known("86"), known("99")))
    assert (f"is {side} what was to be expected. 8.6 to 9.9 ×10⁹ are expected" in said) is bool(side)
    assert said.endswith("Check counts, volumes and kit.") is bool(side)


def test_nothing_is_said_of_a_dose_that_cannot_be_computed() -> None:
    found = published_range("A study", known("86"), known("99"))
    assert otherwise_than_expected(recorded({"whole_blood_platelets": "200"}), found) == ""
    assert otherwise_than_expected(recorded({"product_platelets": "200"}), found) == ""
