"""How an operation is to be done: what cannot stand together is refused, what is not said is named."""

from decimal import Decimal

import pytest

from enthesis.domain.errors import Invalid
from enthesis.domain.examination.classification import Classified
from enthesis.domain.pathway.concomitant import Concomitant
from enthesis.domain.pathway.plan import Approach, Plan, Repair, check_additions, unsaid
from enthesis.domain.pathway.technique import (
    Anaesthesia,
    BandRelease,
    FollowedProtocol,
    Footprint,
    Method,
    Position,
    RepairedTendons,
    Transfer,
    usual_protocol,
)
from enthesis.store.codec import decode, encode

OLD = '{"anchors":2,"approach":"open","concomitant":"Labrum","holes":9,"repair":"double_row"}'


def planned(**more: object) -> Plan:
    told = {"approach": Approach.OPEN, "repair": Repair.DOUBLE_ROW, "anchors": 3, **more}
    return Plan(**told)  # type: ignore[arg-type]


def complete() -> Plan:
    return planned(
        revision=False,
        position=Position.LATERAL,
        release=BandRelease.WINDOW,
        footprint=Footprint.DECORTICATION,
        holes=9,
        awl_mm=Decimal("1.5"),
        depth_mm=Decimal(4),
        tendons=RepairedTendons.BOTH,
        anchors_medial=2,
        anchors_lateral=1,
        transfer=Transfer.NONE,
        besides=(Concomitant.CHONDROPLASTY, Concomitant.LABRAL_REPAIR),
        anaesthesia=Anaesthesia(method=Method.SPINAL),
        rehabilitation=FollowedProtocol(protocol="house-full", version=1),
    )


def test_a_plan_of_before_these_questions_is_read_and_says_nothing_to_them() -> None:
    plan = decode(OLD, Plan)

    assert plan.concomitant == "Labrum"
    assert (plan.position, plan.besides, plan.rehabilitation, plan.transfer) == (None, None, None, None)
    assert "whether anything else is done" not in unsaid(plan)
    assert {"position", "width of the awl", "tendons to be repaired", "anchors in each row"} <= {
        *unsaid(plan)
    }


def test_a_complete_plan_leaves_nothing_open_and_comes_back_as_it_was() -> None:
    assert unsaid(complete()) == ()
    assert decode(encode(complete()), Plan) == complete()
    assert complete().besides == (Concomitant.LABRAL_REPAIR, Concomitant.CHONDROPLASTY)


def test_a_plan_without_reattachment_is_not_asked_for_tendons_or_rows() -> None:
    left = unsaid(Plan(approach=Approach.OPEN, repair=Repair.NONE))

    assert not {"tendons to be repaired", "anchors in each row", "width of the awl"} & {*left}
    assert "whether a muscle is transferred" in left


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"anchors_medial": 2, "anchors_lateral": 2}, "4 anchors stand in the rows, and 3 are planned"),
        ({"anchors_medial": 1, "anchors_lateral": 1}, "2 anchors stand in the rows, and 3 are planned"),
        ({"anchors_medial": 4}, "4 anchors stand in the rows, and 3 are planned"),
        ({"anchors_medial": -1}, "Fewer than no anchors"),
        ({"awl_mm": Decimal("1.5")}, "The width of the awl is planned, and no micropuncture"),
        ({"holes": 9, "depth_mm": Decimal(0)}, "The depth of the holes cannot be 0"),
        (
            {"repair": Repair.NONE, "anchors": 0, "tendons": RepairedTendons.BOTH},
            "A tendon is named although",
        ),
        ({"besides": (Concomitant.LOOSE_BODY,) * 2}, "named twice"),
    ],
)
def test_what_cannot_stand_together_is_refused(more: dict[str, object], sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        planned(**more)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"drug": "ropivacaine"}, "for a block that is not named"),
        ({"block": "fascia iliaca", "percent": Decimal(101)}, "A strength of 101 % cannot be"),
        ({"block": "fascia iliaca", "volume_ml": Decimal(0)}, "The volume of the block cannot be 0"),
        ({"at_site": True}, "A block reaches the product and is not named."),
        ({"block": "around the joint", "at_site": True}, "reaches where the product goes, and its drug"),
    ],
)
def test_a_block_that_cannot_be_is_refused(more: dict[str, object], sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        Anaesthesia(method=Method.GENERAL, **more)  # type: ignore[arg-type]


def test_a_protocol_that_is_not_there_cannot_be_planned() -> None:
    followed = FollowedProtocol(protocol="house-full", version=99)

    with pytest.raises(Invalid, match="no rehabilitation protocol “house-full” in version 99"):
        check_additions(planned(rehabilitation=followed))


@pytest.mark.parametrize(
    ("chosen", "protocol"), [("IIIA", "house-partial"), ("IV", "house-full"), ("V", "house-transfer")]
)
def test_the_usual_protocol_follows_the_type(chosen: str, protocol: str) -> None:
    classified = Classified(scheme="lall_gtps", proposed=chosen, chosen=chosen)

    assert usual_protocol(classified) == FollowedProtocol(protocol=protocol, version=1)


def test_without_a_type_no_protocol_is_usual() -> None:
    assert usual_protocol(None) is None
    assert usual_protocol(Classified(scheme="lall_gtps", proposed="I", chosen="I")) is None
