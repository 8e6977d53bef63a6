"""How a practice prepares a product: versions, what was published beside what was yielded, departures."""

from dataclasses import replace
from decimal import Decimal as D

import pytest

from enthesis.domain.biologics.examples import recorded
from enthesis.domain.biologics.record import Record
from enthesis.domain.biologics.result import CannotCompute, Computed
from enthesis.domain.biologics.steps import Activator, Anticoagulant, Spin, relative_force
from enthesis.domain.biologics.yields.expected import Recovery
from enthesis.domain.biologics.yields.protocol import (
    PUBLISHED,
    PreparationProtocol,
    beside,
    departures,
    published_recovery,
    speed_for,
)
from enthesis.domain.errors import Invalid, NotFound
from enthesis.domain.terms import Tag

OURS = PreparationProtocol(
    id="double-spin",
    version=1,
    title="Double spin",
    kind="prp-lr",
    device="Example kit",
    spins=(Spin(minutes=D(15), force_g=D(100)), Spin(minutes=D(20), rpm=D(3783), radius_cm=D(10))),
    blood_ml=D(50),
    product_ml=D(5),
    anticoagulant=Anticoagulant.ACD_A,
    activator=Activator.NONE,
    follows="muthu",
)


def done(**told: object) -> Record:
    return replace(recorded({}), **({"device": "example KIT", "spins": OURS.spins} | told))


def test_force_and_speed_are_each_other_s_inverse() -> None:
    """1.118e-5 × 10 × 3783² = 1600.0."""
    force = relative_force(rpm=D(3783), radius_cm=D(10))
    assert isinstance(force, Computed)
    assert str(force.rounded(1)) == "1600.0"
    speed = speed_for(force_g=force.value, radius_cm=D(10))
    assert isinstance(speed, Computed)
    assert speed.rounded(6) == 3783
    assert speed_for(force_g=None, radius_cm=D(10)) == CannotCompute(missing=("force (g)",))
    assert isinstance(speed_for(force_g=D(100), radius_cm=D(0)), CannotCompute)


def test_a_version_never_changes_and_the_next_one_says_what_is_new() -> None:
    second = OURS.revised(product_ml=D(6))
    assert (OURS.version, OURS.product_ml, second.version, second.product_ml) == (1, 5, 2, 6)
    with pytest.raises(Invalid, match="Nothing was changed"):
        OURS.revised(product_ml=D(5))


def test_what_cannot_be_a_protocol_is_refused() -> None:
    for wrong, match in (
        ({"title": " "}, "Name the protocol"),
        ({"device": ""}, "Name the kit"),
        ({"product_ml": D(51)}, "More comes out than goes in"),
        ({"product_ml": D(0)}, "or nothing"),
        ({"spins": (Spin(minutes=D(5), rpm=D(3000)),)}, "force of a spin is unknown"),
        ({"spins": (Spin(minutes=D(5), force_g=D(500), rpm=D(3783), radius_cm=D(10)),)}, "does not agree"),
    ):
        with pytest.raises(Invalid, match=match):
            replace(OURS, **wrong)  # type: ignore[arg-type]
    with pytest.raises(NotFound, match=r"was published here. Choose muthu, perez, yin, iadvl"):
        replace(OURS, follows="nobody")
    with pytest.raises(NotFound):
        replace(OURS, kind="nothing")
    with pytest.raises(ValueError, match="first version"):
        replace(OURS, version=0)


@pytest.mark.parametrize(("name", "low", "high"), [("muthu", 86, 99), ("perez", 70, 80)])
def test_a_published_recovery_keeps_its_tag_and_source(name: str, low: int, high: int) -> None:
    found = published_recovery(name)
    assert isinstance(found, Recovery)
    assert found.interval is not None
    assert (found.interval.low, found.interval.high) == (low, high)
    assert {(n.tag, n.source) for n in found.numbers} == {(Tag.VERIFIED, PUBLISHED[name].source)}


@pytest.mark.parametrize("name", ["yin", "iadvl", ""])
def test_where_no_whole_recovery_was_published_there_is_none(name: str) -> None:
    found = published_recovery(name)
    assert isinstance(found, CannotCompute)
    assert found.sentence.endswith(".")


def test_own_yields_stand_beside_the_published_ones() -> None:
    records = [recorded({"product_platelets": n, "whole_blood_platelets": "200"}) for n in ("1000", "1400")]
    seen = beside(OURS, records)
    assert isinstance(seen.published, Recovery)
    assert isinstance(seen.own, Recovery)
    assert (seen.published.title, seen.own.middle) == ("Muthu 2022, 40 people", 60)
    assert isinstance(beside(OURS, []).own, CannotCompute)


def test_departures_are_said_and_what_is_unknown_is_none() -> None:
    assert departures(OURS, done()) == ()
    assert departures(OURS, done(device="", spins=(), activator=None)) == ()
    assert departures(
        OURS,
        done(
            device="Other kit",
            spins=(Spin(minutes=D(14), force_g=D(110)), Spin(minutes=D(20), force_g=D(1761))),
            activator=Activator.THROMBIN,
        ),
    ) == (
        "The kit is Other kit; the protocol names Example kit.",
        "Spin 1 took 14 min; the protocol says 15 min.",
        "Spin 2 had 1761 × g; the protocol says 1600 × g.",
        "Activation: Thrombin; the protocol says otherwise.",
    )
    assert departures(OURS, done(spins=OURS.spins[:1])) == ("It was spun 1 times; the protocol says 2.",)
