"""Own yields: versions of protocols, numbers beside the published ones, baselines, and drifts in words."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal as D
from uuid import UUID

import pytest

from enthesis.domain.biologics.examples import recorded
from enthesis.domain.biologics.measurement import Amount, Basis
from enthesis.domain.biologics.steps import Anticoagulant, Method, Spin
from enthesis.domain.biologics.yields.baseline import (
    Baseline,
    Span,
    baseline_of,
    of_device,
    of_protocol,
)
from enthesis.domain.biologics.yields.charted import Charted, amount_of, readings
from enthesis.domain.biologics.yields.control_chart import Drift, Reading, chart, limits_from
from enthesis.domain.biologics.yields.own import own_yielded
from enthesis.domain.biologics.yields.protocol import PreparationProtocol, departures
from enthesis.domain.biologics.yields.version import changes, method_of, next_version, told
from enthesis.domain.errors import Invalid

DAY = datetime(2027, 3, 1, 12, tzinfo=UTC)
OURS = PreparationProtocol(
    id=str(UUID(int=1)),
    version=1,
    title="Double spin",
    kind="prp-lr",
    device="Example kit",
    spins=(Spin(minutes=D(15), force_g=D(100)),),
    blood_ml=D(50),
    product_ml=D(5),
    anticoagulant=Anticoagulant.ACD_A,
    anticoagulant_ratio=D(10),
)


def of(*values: int, basis: Basis = Basis.MEASURED) -> tuple[Reading, ...]:
    return tuple(Reading(at=DAY + timedelta(days=n), value=D(v), basis=basis) for n, v in enumerate(values))


def baseline(*values: int, span: Span, why: str = "After the service.") -> Baseline:
    dated = [(r.at.date(), r) for r in of(*values)]
    return baseline_of(dated, of_device("KIT"), Charted.RECOVERY, span=span, at=DAY, name="Petra", why=why)


def test_the_next_version_keeps_who_it_is_and_says_what_changed() -> None:
    second = next_version(OURS, replace(OURS, id="", product_ml=D(6), notes="Room temperature."))
    assert (second.id, second.version) == (OURS.id, 2)
    assert [(c.what, c.before, c.after) for c in changes(OURS, second)] == [
        ("Product out", "5 mL", "6 mL"),
        ("Temperature, time, hands", "–", "Room temperature."),
    ]
    assert len(changes(None, OURS)) == len(tuple(told(OURS)))
    with pytest.raises(Invalid, match="Nothing was changed"):
        next_version(OURS, OURS)
    with pytest.raises(Invalid, match="would no longer compare"):
        next_version(OURS, replace(OURS, kind="prp-lp"))


def test_anticoagulant_and_spins_fit_the_product() -> None:
    for wrong, sentence in (
        ({"kind": "l-prf"}, "without an anticoagulant"),
        ({"anticoagulant": Anticoagulant.NONE}, "no share of it"),
        ({"anticoagulant_ratio": D(0)}, "not above zero"),
        ({"kind": "mfat", "anticoagulant": Anticoagulant.ACD_A}, "not spun"),
    ):
        with pytest.raises(Invalid, match=sentence):
            replace(OURS, **wrong)  # type: ignore[arg-type]
    assert method_of(OURS) is Method.CENTRIFUGE
    assert method_of(replace(OURS, spins=())) is Method.DEVICE_PROGRAM


def test_volumes_and_anticoagulant_that_differ_are_told() -> None:
    def ml(value: str) -> Amount:
        return Amount(value=D(value), unit="mL")

    same = recorded({}, anticoagulant=Anticoagulant.ACD_A, anticoagulant_volume=ml("5"))
    assert departures(OURS, same) == ()
    assert departures(OURS, replace(same, output_volume=ml("5.5"))) == ()  # ten in a hundred is as good
    assert departures(
        OURS,
        replace(same, collected_volume=ml("60"), anticoagulant_volume=ml("10"), output_volume=ml("5.6")),
    ) == (
        "60 mL were taken; the protocol says 50 mL.",
        "One part of anticoagulant took 6.0 of blood; the protocol says 10.",
        "5.6 mL came out; the protocol says 5 mL.",
    )
    assert departures(OURS, replace(same, anticoagulant=Anticoagulant.CITRATE)) == (
        "Sodium citrate was used; the protocol says ACD-A.",
    )


def test_each_number_is_of_one_product_and_none_is_made_up() -> None:
    record = recorded({"product_platelets": "1000", "whole_blood_platelets": "200", "product_wbc": "7"})
    for charted, value in zip(Charted, (50, 5, 5, 1000, 7), strict=True):
        found = amount_of(record, charted)
        assert found is not None
        assert (found.value, found.unit) == (value, charted.unit)
    assert amount_of(recorded({}), Charted.WBC) is None
    assert readings([("A", recorded({"product_wbc": "7"}))], Charted.WBC) == ()  # nobody knows when


def test_own_numbers_leave_claims_out_and_say_of_how_many() -> None:
    counts = ("800", "1000", "1200")
    records = [recorded({"product_platelets": n, "whole_blood_platelets": "200"}) for n in counts]
    claim = recorded({"product_platelets": "4000"}, claimed=frozenset({"product_platelets"}))
    own = own_yielded([*records, claim], Charted.PLATELETS, prepared=7)
    assert (own.measured, own.prepared, own.least, own.most) == (3, 7, 800, 1200)
    assert own.sample is not None
    assert own.interval is not None
    assert (own.sample.mean, own.sample.spread) == (1000, 200)
    assert own.interval.low < 800 < 1200 < own.interval.high  # t of two degrees of freedom is 4.30
    none = own_yielded([claim], Charted.PLATELETS, prepared=1)
    assert (none.measured, none.sample, none.interval, none.least) == (0, None, None, None)


def test_a_baseline_is_of_the_span_that_was_chosen_and_stands_still() -> None:
    first = baseline(*range(50, 62), span=Span(first=8))
    assert (first.count, first.mean, first.mean_range) == (8, D("53.5"), 1)
    assert (first.since, first.until) == (DAY, DAY + timedelta(days=7))
    later = baseline(*range(50, 62), span=Span(since=date(2027, 3, 3), until=date(2027, 3, 10)))
    assert (later.count, later.mean) == (8, D("55.5"))
    for span, sentence in (
        (Span(first=7), "7 measured products are in this span; limits need 8 or more"),
        (Span(until=date(2027, 3, 2)), "2 measured products"),
    ):
        with pytest.raises(Invalid, match=sentence):
            baseline(*range(50, 62), span=span)
    with pytest.raises(Invalid, match="not said why"):
        baseline(*range(50, 62), span=Span(first=8), why=" ")


def test_a_chart_is_of_one_device_however_it_is_spelled_or_of_one_protocol() -> None:
    assert of_device("  Example   KIT ").includes(device="example kit", protocol="")
    assert not of_device("Example kit").includes(device="Other kit", protocol="a")
    assert of_protocol("a").includes(device="any", protocol="a")
    assert not of_protocol("a").includes(device="any", protocol="b")


def test_declared_limits_hold_and_older_readings_are_only_shown() -> None:
    told = of(90, 90, 90, *(50, 51) * 4, *(49,) * 8)
    found = chart(told, declared=limits_from(D("50.5"), D(1)), since=told[3].at)
    assert (found.begins, found.limits is not None) == (3, True)
    assert {s.index for s in found.signals} >= {18}
    assert all(s.index >= 3 for s in found.signals)
    assert "The last 8 lie below the centre line." in [s.words for s in found.now]


def test_each_rule_is_said_in_words() -> None:
    steady = limits_from(D(50), D("1.1283792"))  # one standard deviation is 1
    for values, drift, words in (
        ((50, 54), Drift.BEYOND, "It lies above the upper limit."),
        ((50, 46), Drift.BEYOND, "It lies below the lower limit."),
        ((D("52.5"), D("52.5")), Drift.TWO_OF_THREE, "2 of the last 3 lie beyond 2 of 3 parts of the way"),
        ((D("48.5"),) * 4, Drift.FOUR_OF_FIVE, "4 of the last 5 lie beyond 1 of 3 parts of the way"),
        ((D("50.1"),) * 8, Drift.ONE_SIDE, "The last 8 lie above the centre line."),
        ((45, 46, 47, 48, 49, 50), Drift.TREND, "The last 6 rise one after the other."),
        ((48, 52), Drift.JUMP, "It lies further from the one before than the limit of the moving range."),
    ):
        readings_ = tuple(
            Reading(at=DAY + timedelta(days=n), value=D(v), basis=Basis.MEASURED)
            for n, v in enumerate(values)
        )
        said = {s.drift: s.words for s in chart(readings_, declared=steady).now}
        assert said[drift].startswith(words)
