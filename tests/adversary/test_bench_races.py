"""Two scanners at one product: one gives it, the other hears who was first; no code is used twice."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection

from enthesis.actions import parting, products, recalls
from enthesis.actions.act import Receipt
from enthesis.actions.confirmation import Confirmed
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.states import State
from enthesis.domain.errors import Problem, Stale
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.terms import Role
from enthesis.store.audit import find_break, list_audit
from enthesis.store.products import list_products
from enthesis.store.scope import Scope
from tests.support.cases import ZONE, Hip, a_delivery, a_hip, a_house, a_preparation
from tests.support.fresh import together
from tests.support.stocking import a_kit_recall

pytestmark = pytest.mark.usefixtures("fresh_database")


def ready_to_give() -> Hip:
    return a_hip(a_house()).to(Stage.CONSENTED).release_now().start().steps().confirm()


def test_of_two_who_give_at_once_one_does_and_the_other_hears_who() -> None:
    hip = ready_to_give()
    givers = [hip.house.surgeon, hip.house.scope(Role.SURGEON, "two")]
    at, made, band = hip.tick(), hip.made, hip.file.case.wristband
    pins = [hip.pin(who) for who in givers]
    connection.close()

    results = together(
        2,
        lambda n: products.administer_product(
            givers[n],
            made.id,
            a_delivery(at),
            product_scan=made.chain.product.text,
            wristband_scan=band,
            zone=ZONE,
            confirmed=pins[n],
            read=made.version,
            at=at,
        ),
    )

    (told,) = [r for r in results if not isinstance(r, Receipt)]
    assert isinstance(told, Stale)
    assert hip.made.administered is not None
    assert hip.made.administered.name in told.sentence
    assert "administered" in told.sentence
    assert hip.made.version == made.version + 1
    assert '"refused":["product-moved-on"]' in list_audit(givers[0], limit=1)[0].detail
    assert find_break() is None


def test_a_recall_and_a_giving_at_once_never_both_hold() -> None:
    hip = ready_to_give()
    at, made, band, nurse = hip.tick(), hip.made, hip.file.case.wristband, hip.house.nurse
    surgeon, pins = hip.house.surgeon, (hip.pin(hip.house.surgeon), hip.pin(nurse))
    connection.close()

    def act(n: int) -> Receipt:
        if n:
            return recalls.enter_recall(nurse, a_kit_recall("A kit", "L1", at=at), confirmed=pins[1], at=at)
        return products.administer_product(
            surgeon,
            made.id,
            a_delivery(at),
            product_scan=made.chain.product.text,
            wristband_scan=band,
            zone=ZONE,
            confirmed=pins[0],
            read=made.version,
            at=at,
        )

    results = together(2, act)

    assert all(isinstance(r, Receipt | Problem) for r in results), results
    was_given = isinstance(results[0], Receipt)
    assert hip.made.state is (State.ADMINISTERED if was_given else State.QUARANTINED)


@pytest.mark.parametrize("what", ["prepare", "split", "combine"])
def test_what_is_made_while_a_recall_is_entered_is_refused_or_kept_apart(what: str) -> None:
    hip = a_hip(a_house()).to(Stage.CONSENTED).collect()
    if what != "prepare":
        hip.prepare()
    nurse, other = hip.house.nurse, hip.house.scope(Role.NURSE, "two")
    if what == "combine":
        at = hip.tick()
        split(hip, nurse, hip.pin(nurse), at)
    at = hip.tick()
    pins = hip.pin(nurse), hip.pin(other)
    parts = [p for p in list_products(nurse, hip.case) if p.parents]
    made = hip.made if not parts else None
    connection.close()

    def act(n: int) -> Receipt:
        if n:
            return recalls.enter_recall(other, a_kit_recall("A kit", "L1", at=at), confirmed=pins[1], at=at)
        if parts:
            return parting.combine_products(
                nurse,
                tuple((p.id, p.version) for p in parts),
                Decimal(2),
                scanned=tuple(p.chain.product.text for p in parts),
                confirmed=pins[0],
                at=at,
            )
        assert made is not None
        if what == "split":
            return split(hip, nurse, pins[0], at, made)
        return products.prepare_product(
            nurse,
            made.id,
            a_preparation(at - timedelta(minutes=1), at),
            scanned=made.chain.product.text,
            deviation_reason="",
            confirmed=pins[0],
            read=made.version,
            at=at,
        )

    results = together(2, act)

    assert all(isinstance(r, Receipt | Problem) for r in results), results
    assert isinstance(results[1], Receipt)
    done = (State.QUARANTINED, State.DISCARDED, State.USED_UP)
    left = [p for p in list_products(nurse, hip.case) if p.preparations and p.state not in done]
    assert left == []


def split(hip: Hip, who: Scope, confirmed: Confirmed, at: datetime, whole: Product | None = None) -> Receipt:
    whole = whole or hip.made
    return parting.split_product(
        who,
        whole.id,
        (Decimal(1), Decimal(1)),
        scanned=whole.chain.product.text,
        confirmed=confirmed,
        read=whole.version,
        at=at,
    )
