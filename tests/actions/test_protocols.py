"""Protocols are signed versions of one practice; a baseline is declared; what is kept is what was signed."""

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import connection

from enthesis.actions.confirmation import Confirmed, confirm_with_password, confirm_with_pin
from enthesis.actions.protocols import change_protocol
from enthesis.domain.biologics.yields.baseline import of_device, of_protocol
from enthesis.domain.biologics.yields.charted import Charted
from enthesis.domain.errors import Invalid, NotAllowed, NotFound, Stale
from enthesis.domain.pathway.stages import Stage
from enthesis.store.audit import list_audit
from enthesis.store.baselines import list_baselines, list_chart_baselines
from enthesis.store.models import ProtocolRow
from enthesis.store.prepared import list_prepared
from enthesis.store.protocols import (
    count_signed_protocols,
    find_broken_protocol,
    list_protocol_versions,
    list_protocols,
    load_protocol,
)
from enthesis.web.shell.own_yields import list_standing, own_of
from tests.support.cases import AT, PASSWORD, PIN, Hip, House, a_house
from tests.support.stages import a_hip_at
from tests.support.yielded import DEVICE, OURS, counted, declared, in_force

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> House:
    return a_house()


def signing(house: House) -> Confirmed:
    return confirm_with_password(house.surgeon, PASSWORD, at=AT)


def test_a_change_is_a_new_version_and_the_old_one_stays(house: House) -> None:
    first = in_force(house)
    second = in_force(house, replace(first.protocol, product_ml=Decimal(6)), read=1)
    kept = list_protocol_versions(house.nurse, UUID(first.protocol.id))
    assert [(v.protocol.version, v.protocol.product_ml, v.name) for v in kept] == [
        (1, 5, "Surgeon"),
        (2, 6, "Surgeon"),
    ]
    assert list_protocols(house.nurse) == (second,)
    assert load_protocol(house.nurse, first.protocol.id, 1) == first
    assert list_audit(house.surgeon)[0].action == "change_protocol"
    assert (find_broken_protocol(), count_signed_protocols()) == (None, 2)


def test_what_cannot_be_a_version_is_refused(house: House) -> None:
    first = in_force(house)
    for wanted, read, why, sentence in (
        (replace(first.protocol, product_ml=Decimal(6)), 1, " ", "It is not said why it is prepared so."),
        (first.protocol, 1, "Again.", "Nothing was changed."),
        (replace(first.protocol, kind="prp-lp"), 1, "Poor.", "would no longer compare"),
    ):
        with pytest.raises(Invalid, match=sentence):
            change_protocol(house.surgeon, wanted, why=why, confirmed=signing(house), read=read, at=AT)
    in_force(house, replace(first.protocol, product_ml=Decimal(6)), read=1)
    with pytest.raises(Stale, match=r"you read version 1, there is 2"):
        in_force(house, replace(first.protocol, product_ml=Decimal(7)), read=1)


def test_a_nurse_puts_nothing_in_force_and_a_pin_is_no_signature(house: House) -> None:
    told = {"why": "So.", "read": 0, "at": AT}
    with pytest.raises(NotAllowed, match="not open to the role"):
        change_protocol(house.nurse, OURS, confirmed=signing(house), **told)
    pin = confirm_with_pin(house.surgeon, PIN, at=AT)
    with pytest.raises(NotAllowed, match="A signature needs the password"):
        change_protocol(house.surgeon, OURS, confirmed=pin, **told)


def test_a_changed_row_is_found(house: House) -> None:
    made = in_force(house)
    row = ProtocolRow.objects.get()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER preparation_protocol_no_update")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE preparation_protocol DISABLE TRIGGER ALL")
        cursor.execute(
            "UPDATE preparation_protocol SET body = %s", [row.body.replace("Example kit", "Another")]
        )
    assert find_broken_protocol() == (UUID(made.protocol.id), 1)


def test_another_practice_knows_nothing_of_it(house: House) -> None:
    made, south = in_force(house), a_house("south")
    assert list_protocols(south.surgeon) == ()
    for ask in (
        lambda: list_protocol_versions(south.surgeon, UUID(made.protocol.id)),
        lambda: load_protocol(south.surgeon, made.protocol.id, 1),
        lambda: load_protocol(house.surgeon, made.protocol.id, 2),
        lambda: load_protocol(house.surgeon, "nothing", 1),
    ):
        with pytest.raises(NotFound):
            ask()


@pytest.fixture
def hip() -> Hip:
    return a_hip_at(Stage.CONSENTED)


def test_own_yields_are_those_of_the_device_or_of_the_protocol(hip: Hip) -> None:
    ours = in_force(hip.house)
    counted(hip, (900, 1000, 1100), claims=1)
    counted(hip, (1200,), protocol=ours)
    by_device = own_of(hip.house.nurse, of_device(DEVICE.upper()))[0]
    assert (by_device.measured, by_device.prepared, by_device.least, by_device.most) == (3, 4, 45, 60)
    by_protocol = own_of(hip.house.nurse, of_protocol(ours.protocol.id))[0]
    assert (by_protocol.measured, by_protocol.prepared, by_protocol.sample) == (1, 1, None)
    assert [one.measured for one in list_prepared(hip.house.nurse)].count(
        frozenset({"whole_blood_platelets"})
    ) == 1


def test_a_declared_baseline_is_frozen_until_the_next(hip: Hip) -> None:
    surgeon, device = hip.house.surgeon, of_device(DEVICE)
    counted(hip, (1000, 1020) * 4)
    (few,) = (one for one in list_standing(surgeon) if one.watch.subject == of_device(DEVICE))
    assert (few.drifts, few.judged) == ((), 0)  # too few for limits of their own
    declared(hip.house, first=8, at=AT)
    counted(hip, (980,) * 8)
    (kept,) = list_chart_baselines(surgeon, device, Charted.RECOVERY)
    assert (kept.count, kept.mean, kept.mean_range, kept.name) == (8, Decimal("50.5"), 1, "Surgeon")
    with pytest.raises(Stale, match="Somebody declared another baseline"):
        declared(hip.house, first=8, at=AT)
    with pytest.raises(Invalid, match="3 measured products are in this span; limits need 8"):
        declared(hip.house, first=3, at=AT, read=1)
    declared(hip.house, first=9, at=AT, read=1)
    assert [b.count for b in list_baselines(surgeon)] == [9]
    assert list_baselines(a_house("south").surgeon) == ()


def test_a_device_that_drifts_is_named_with_what_is_seen(hip: Hip) -> None:
    counted(hip, (*((1000, 1020) * 10), *((990,) * 8)))
    found = {one.charted: one for stood in list_standing(hip.house.nurse) for one in stood.drifts}
    assert found[Charted.RECOVERY].watch.name == DEVICE
    assert "The last 8 lie below the centre line." in found[Charted.RECOVERY].words
    assert Charted.WBC not in found


def test_a_preparation_follows_a_version_that_is_here_and_for_its_product(hip: Hip) -> None:
    other = in_force(hip.house, replace(OURS, kind="prp-lp"))
    hip.collect()
    for key, version, kind, sentence in (
        (other.protocol.id, 1, Invalid, "does not prepare"),
        (other.protocol.id, 2, NotFound, "no such version"),
        ("nothing", 1, NotFound, "no such version"),
    ):
        with pytest.raises(kind, match=sentence):
            hip.prepare(protocol=key, protocol_version=version)
    ours = in_force(hip.house)
    hip.prepare(protocol=ours.protocol.id, protocol_version=1)
    assert hip.made.prepared is not None
    assert hip.made.prepared.preparation.protocol == ours.protocol.id
