"""What the practice's own preparations yielded is read in one query, each as a device made it."""

from decimal import Decimal as D
from importlib import import_module
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enthesis.actions import parting
from enthesis.domain.biologics.identity import RANDOM_BYTES, CodeKind, make_code
from enthesis.domain.biologics.states import State
from enthesis.domain.pathway.stages import Stage
from enthesis.store.models import ProductEventRow, ProductRow
from enthesis.store.yields import list_newest_yields, list_yields
from tests.support.cases import Hip
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db

MANY = 300


def copies_of(hip: Hip, count: int) -> None:
    """The hip's product so many times more, each under a code of its own."""
    head = ProductRow.objects.get(id=hip.made.id)
    events = list(ProductEventRow.objects.filter(product=head))
    heads = [
        ProductRow(
            id=uuid4(),
            practice_id=head.practice_id,
            patient_id=head.patient_id,
            case_id=head.case_id,
            event_id=head.event_id,
            code=make_code(CodeKind.PRODUCT, (n + 1).to_bytes(RANDOM_BYTES, "big")).text,
            kind=head.kind,
            state=head.state,
            version=head.version,
            counted_ready_at=head.counted_ready_at,
            made_with=head.made_with,
        )
        for n in range(count)
    ]
    ProductRow.objects.bulk_create(heads)
    ProductEventRow.objects.bulk_create(
        ProductEventRow(
            practice_id=e.practice_id,
            patient_id=e.patient_id,
            product_id=one.id,
            number=e.number,
            act=e.act,
            body=e.body,
            at=e.at,
            by=e.by,
            by_name=e.by_name,
        )
        for one in heads
        for e in events
    )


def test_every_counted_product_is_told_in_one_query() -> None:
    hip = a_hip_at(Stage.CONSENTED).collect().prepare().characterise()
    copies_of(hip, MANY)

    with CaptureQueriesContext(
        connection,
    ) as asked:
        found = list_yields(hip.house.nurse)

    assert len(asked) == 1
    assert len(found) == MANY + 1
    own = next(y for y in found if y.product == hip.made.id)
    assert (own.case, own.code, own.state) == (hip.case, hip.made.chain.product, State.CHARACTERISED)
    assert own.preparer == hip.house.nurse.actor.name
    made = hip.made.preparations[0]
    assert (own.record.device, own.record.lot, own.record.ready_at) == (made.device, made.lot, made.ended_at)
    assert own.record.collected_volume and own.record.collected_volume.value == D(54)


def test_only_the_kinds_that_are_asked_for_and_the_others_alone() -> None:
    hip = a_hip_at(Stage.CONSENTED).collect().prepare().characterise()
    assert list_yields(hip.house.nurse, kinds=("bmac",)) == []
    assert [y.product for y in list_yields(hip.house.nurse, kinds=(hip.made.kind,))] == [hip.made.id]
    assert list_yields(hip.house.nurse, besides=hip.made.id) == []


def test_what_nobody_counted_has_no_yield() -> None:
    hip = a_hip_at(Stage.CONSENTED).collect().prepare()
    assert list_yields(hip.house.nurse) == []
    hip.discard()
    assert list_yields(hip.house.nurse) == []


def test_a_part_is_no_yield_of_its_device() -> None:
    hip = a_hip_at(Stage.CONSENTED).collect().prepare().characterise()
    whole, nurse, at = hip.made, hip.house.nurse, hip.tick()
    parting.split_product(
        nurse,
        whole.id,
        (D(2),),
        scanned=whole.chain.product.text,
        confirmed=hip.pin(nurse),
        read=whole.version,
        at=at,
    )
    assert ProductRow.objects.count() == 2
    (found,) = list_yields(nurse)
    assert found.product == whole.id
    assert found.record.output_volume and found.record.output_volume.value == whole.volume_ml


def test_the_newest_yields_of_a_device_are_read_and_no_more_however_many_there_are() -> None:
    hip = a_hip_at(Stage.CONSENTED).collect().prepare().characterise()
    copies_of(hip, MANY)
    made, device = hip.made, hip.made.preparations[0].device
    asked = {"besides": made.id, "before": hip.now, "most": 20}

    with CaptureQueriesContext(connection) as queries:
        found = list_newest_yields(hip.house.nurse, made.kind, device=f" {device.upper()}", **asked)

    assert len(queries) == 2
    assert len(found) == 20 and made.id not in {y.product for y in found}
    assert list_newest_yields(hip.house.nurse, made.kind, device="Another", **asked) == []
    assert list_newest_yields(hip.house.nurse, "bmac", device="", **asked) == []
    early = asked | {"before": made.preparations[0].started_at}
    assert list_newest_yields(hip.house.nurse, made.kind, device="", **early) == []


def test_products_of_before_are_marked_as_new_ones_are() -> None:
    hip = a_hip_at(Stage.CONSENTED).collect().prepare().characterise()
    marks = ("awaits", "counted_ready_at", "made_with")
    before = ProductRow.objects.values(*marks).get(id=hip.made.id)
    assert before["counted_ready_at"] is not None
    ProductRow.objects.update(awaits=True, counted_ready_at=None, made_with="")

    import_module("enthesis.store.migrations.0050_products_counted_before").fill(apps, None)

    assert ProductRow.objects.values(*marks).get(id=hip.made.id) == before
