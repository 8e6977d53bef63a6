"""Two scanners at one product: one gives it, the other hears who was first; no code is used twice."""

import pytest
from django.db import connection

from enthesis.actions import products, recalls
from enthesis.actions.act import Receipt
from enthesis.domain.biologics.bench.recall import Recall
from enthesis.domain.biologics.states import State
from enthesis.domain.errors import Problem, Stale
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.terms import Role
from enthesis.store.audit import find_break, list_audit
from tests.support.cases import ZONE, Hip, a_delivery, a_hip, a_house
from tests.support.fresh import together

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
            recall = Recall(device="A kit", lot="L1")
            return recalls.recall_kit(nurse, recall, reason="Recalled.", confirmed=pins[1], at=at)
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
