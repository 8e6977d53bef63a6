"""Individuals and moving ranges: two printed examples, each rule at its edge, and too few."""

from datetime import timedelta
from decimal import Decimal as D
from math import pi, sqrt
from random import Random

import pytest

from enthesis.domain.biologics.examples import START
from enthesis.domain.biologics.measurement import Basis
from enthesis.domain.biologics.yields.control_chart import (
    BY_CHANCE,
    D2,
    D3,
    FIRST,
    RULES,
    Drift,
    Limits,
    Reading,
    chart,
    limits_of,
    signals,
    told_of_chance,
)
from enthesis.domain.terms import Sourced

FLOW = "49.6 47.6 49.9 51.3 47.8 51.2 52.6 52.4 53.6 52.1"  # NIST/SEMATECH handbook, 6.3.2.2
PYZDEK = "110 103 97 96 105 110 100 93 90 103 97 103 90 97 99 106 90 96 109 90 91 108 96 101 96"  # table 9.4
UNIT = Limits(mean=D(0), sigma=D(1), low=D(-3), high=D(3), mean_range=D("1.128"), high_range=D("3.69"))


def numbers(printed: str) -> list[D]:
    return [D(n) for n in printed.split()]


def readings(values: list[D], basis: Basis = Basis.MEASURED) -> list[Reading]:
    return [Reading(at=START + timedelta(days=i), value=v, basis=basis) for i, v in enumerate(values)]


def found(printed: str) -> list[tuple[int, str, bool | None]]:
    return [(s.index, s.drift.value, s.above) for s in signals(numbers(printed), UNIT)]


def test_constants_are_those_of_two_normal_values() -> None:
    assert float(D2.value) == pytest.approx(2 / sqrt(pi), abs=1e-7)
    assert float(D3.value) == pytest.approx(sqrt(2 - 4 / pi), abs=1e-7)
    assert float(3 / D2.value) == pytest.approx(2.66, abs=0.005)
    assert float(1 + 3 * D3.value / D2.value) == pytest.approx(3.267, abs=0.001)


def test_limits_are_those_of_the_handbook_s_flow_rates() -> None:
    """Printed: mean 50.81, mean range 1.8778, limits 45.8159 and 55.8041, with d2 rounded to 1.128."""
    limits = limits_of(numbers(FLOW))
    assert limits.mean == D("50.81")
    assert round(limits.mean_range, 4) == D("1.8778")
    assert float(limits.low) == pytest.approx(45.8159, abs=0.002)
    assert float(limits.high) == pytest.approx(55.8041, abs=0.002)
    assert signals(numbers(FLOW), limits) == ()


def test_limits_of_a_printed_table_of_25() -> None:
    """The printed ranges sum to 196, so their mean is 8.17; 2476 / 25 = 99.04, and 2.66 × 8.17 = 21.7."""
    limits = limits_of(numbers(PYZDEK))
    assert (limits.mean, round(limits.mean_range, 2)) == (D("99.04"), D("8.17"))
    assert float(limits.low) == pytest.approx(99.04 - 2.66 * 8.1667, abs=0.02)
    assert float(limits.high_range) == pytest.approx(3.267 * 8.1667, abs=0.01)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("3", []),
        ("3.01", [(0, "beyond", True)]),
        ("-3.01", [(0, "beyond", False)]),
        ("2.1 0 2.1", [(2, "two_of_three", True)]),
        ("2 0 2.1", []),
        ("2.1 0 0 2.1", []),
        ("2.1 2.1 0", [(1, "two_of_three", True)]),
        ("-2.1 2.1", [(1, "jump", None)]),
        ("1.1 1.2 0 1.1 1.2", [(4, "four_of_five", True)]),
        ("1 1.2 0 1.1 1.2", []),
        ("-1.1 -1.2 0 -1.1 -1.2", [(4, "four_of_five", False)]),
        (".1 .2 .1 .2 .1 .2 .1", []),
        (".1 .2 .1 .2 .1 .2 .1 .2", [(7, "one_side", True)]),
        (".1 .2 .1 .2 .1 .2 .1 0", []),
        ("-.2 -.1 0 .1 .2 .3", [(5, "trend", True)]),
        ("-.2 -.1 0 .1 .2 .2", []),
        (".3 .2 .1 0 -.1 -.2", [(5, "trend", False)]),
        ("-1.8 1.8", []),
        ("-1.9 1.8", [(1, "jump", None)]),
    ],
)
def test_each_rule_at_its_edge(printed: str, expected: list[tuple[int, str, bool | None]]) -> None:
    assert found(printed) == expected


def test_a_drift_does_not_move_its_own_limits() -> None:
    steady = [D(60 + (i % 2)) for i in range(int(FIRST.value))]
    drifting = [*steady, *(D(60) - D(i) / 2 for i in range(1, 12))]
    seen = chart(readings(drifting))
    assert seen.limits == limits_of(steady)
    assert {s.drift for s in seen.signals} >= {Drift.BEYOND, Drift.TREND, Drift.ONE_SIDE}
    assert seen.sentence.endswith("Below. Look at kit lot, centrifuge, analyser and draw.")


def test_too_few_say_so_and_nothing_of_a_drift() -> None:
    few = chart(readings([D(60), D(10), *[D(60)] * 17]))
    assert (few.limits, few.signals) == (None, ())
    assert few.sentence.startswith("Too few: 19 measured products; limits are drawn from 20 on.")
    assert chart(readings([D(60 + i % 2) for i in range(20)])).sentence == (
        "Nothing in these values speaks for a drift."
    )


def test_what_a_manufacturer_states_is_left_out() -> None:
    seen = chart([*readings([D(60), D(61)]), *readings([D(95)], Basis.CLAIMED)])
    assert ([r.value for r in seen.readings], seen.left_out) == ([60, 61], 1)


def test_readings_stand_in_the_order_of_their_times() -> None:
    seen = chart(list(reversed(readings([D(1), D(2), D(4)]))), first=Sourced(2, "1", tag="P"))
    assert seen.ranges == (1, 2)
    assert seen.limits == limits_of([D(1), D(2)])


def test_one_value_has_no_moving_range() -> None:
    with pytest.raises(ValueError, match="no moving range"):
        limits_of([D(60)])


def test_every_rule_is_to_be_confirmed_and_says_what_it_is() -> None:
    assert [rule.id for rule in RULES] == [d for d in Drift if d is not Drift.JUMP]
    assert all(rule.needs_review and rule.note for rule in RULES)


def test_how_often_a_chart_cries_by_chance_is_what_is_told() -> None:
    """500 charts of 40 values in control: within three standard errors of what is told, 6 %."""
    dice, charts = Random(7), 500  # noqa: S311
    cries = sum(
        bool(chart(readings([D(str(dice.gauss(50, 5))) for _ in range(40)])).now) for _ in range(charts)
    )
    share = float(BY_CHANCE.value) / 100
    assert abs(cries / charts - share) < 3 * (share * (1 - share) / charts) ** 0.5


def test_the_charts_of_a_page_are_told_with_what_chance_does() -> None:
    assert told_of_chance(25).startswith("25 charts have limits.")
    assert told_of_chance(25).endswith("on 6 of 100 charts: of these, 1.5 to be expected at any time.")
