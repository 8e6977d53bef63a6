"""From a product to its hip and back, with every part, lot and donor: in one query each."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enthesis.actions import parting, products
from enthesis.actions.surgery import record_step
from enthesis.domain.biologics.identity import Code, CodeKind, make_code
from enthesis.domain.errors import Invalid
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.pathway.surgery import Anchor, StepKind
from enthesis.domain.stock.trace import Trace
from enthesis.domain.stock.used import ItemKind
from enthesis.store import therapy_events
from enthesis.store.trace import find_trace, find_trace_of_lot
from tests.support.cases import Hip, a_hip, a_house, a_preparation, a_step, a_visit
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db
NOON = datetime(2027, 3, 9, 12)  # noqa: DTZ001  on the clock of the office


def in_one(ask: Callable[[], Trace]) -> Trace:
    assert connection.features.supports_json_field  # asked once of a database, before anything is counted
    with CaptureQueriesContext(connection) as asked:
        found = ask()
    assert len(asked) == 1, [q["sql"] for q in asked.captured_queries]
    return found


def given() -> Hip:
    return a_hip_at(Stage.CONSENTED).release_now().start().steps().confirm().administer()


def split(hip: Hip, *volumes: str) -> None:
    at, nurse = hip.tick(), hip.house.nurse
    parting.split_product(
        nurse,
        hip.made.id,
        tuple(Decimal(v) for v in volumes),
        scanned=hip.made.chain.product.text,
        confirmed=hip.pin(nurse),
        read=hip.made.version,
        at=at,
    )


def test_a_product_leads_to_its_hip_its_draw_its_kit_and_its_giving() -> None:
    hip = given()
    code = hip.made.chain.product
    trace = in_one(lambda: find_trace(hip.house.nurse, code))

    (found,) = trace.hips
    assert (found.case, found.patient, found.side) == (hip.case, hip.patient, hip.file.case.side)
    (product,) = found.products
    assert product.code == code and trace.is_asked(product)
    assert product.event == therapy_events.list_events(hip.house.nurse, hip.case)[0].code
    assert product.draws == (product.id,) and product.parents == ()
    assert hip.made.administered and product.given_at == hip.made.administered.delivery.given_at
    assert product.given_by == hip.made.administered.name
    assert [k.lot for k in product.kits] == [p.lot for p in hip.made.preparations]


def test_hip_therapy_event_and_product_lead_to_the_same() -> None:
    hip = given()
    (event,) = therapy_events.list_events(hip.house.nurse, hip.case)
    codes = (hip.made.chain.product, hip.made.chain.wristband, event.code)

    traces = [in_one(lambda code=code: find_trace(hip.house.nurse, code)).hips for code in codes]
    assert traces[0] == traces[1] == traces[2] != ()


def test_what_was_divided_stands_under_what_it_came_from() -> None:
    hip = a_hip_at(Stage.CONSENTED).collect().prepare()
    whole = hip.made
    split(hip, "1", "2")
    (found,) = in_one(lambda: find_trace(hip.house.nurse, whole.chain.product)).hips

    walked = [(depth, product.code == whole.chain.product) for depth, product in found.walk()]
    assert walked == [(0, True), (1, False), (1, False)]
    assert {draw for _, product in found.walk() for draw in product.draws} == {whole.id}
    part = found.products[1].code
    assert in_one(lambda: find_trace(hip.house.nurse, part)).hips == (found,)


def test_a_hip_of_which_nothing_was_collected_is_found_and_holds_nothing() -> None:
    hip = a_hip_at(Stage.CONSENTED)
    (event,) = therapy_events.list_events(hip.house.nurse, hip.case)

    (found,) = in_one(lambda: find_trace(hip.house.nurse, event.code)).hips
    assert found.products == () and found.case == hip.case


def prepare_with(hip: Hip, lot: str) -> None:
    began, at = hip.now, hip.tick(15)
    products.prepare_product(
        hip.house.nurse,
        hip.made.id,
        replace(a_preparation(began, at), lot=lot),
        scanned=hip.made.chain.product.text,
        deviation_reason="",
        confirmed=hip.pin(hip.house.nurse),
        read=hip.made.version,
        at=at,
    )


def test_a_lot_leads_to_every_hip_it_was_opened_for_however_it_is_written() -> None:
    house = a_house()
    one, two = a_hip(house), a_hip(house, "Other", visit=a_visit(NOON))
    for hip, lot in ((one, "L 7"), (two, "l  7")):
        hip.to(Stage.CONSENTED).collect()
        prepare_with(hip, lot)
    trace = in_one(lambda: find_trace_of_lot(house.nurse, " l 7 "))

    assert {hip.case for hip in trace.hips} == {one.case, two.case}
    assert all(trace.is_asked(product) for hip in trace.hips for product in hip.products)
    assert in_one(lambda: find_trace_of_lot(house.nurse, "9")).hips == ()
    assert find_trace_of_lot(house.nurse, "  ").hips == ()


def test_grafts_and_anchors_are_among_it_with_lot_and_donor() -> None:
    hip = a_hip_at(Stage.IN_THEATRE)
    anchor = Anchor(maker="Maker", lot="A-17")
    at = hip.tick()
    step = replace(a_step(StepKind.REATTACHMENT, at), anchors=(anchor, anchor))
    record_step(hip.house.nurse, hip.case, step, read=hip.read, at=at)
    by_lot = in_one(lambda: find_trace_of_lot(hip.house.nurse, "a-17"))
    band = Code(hip.file.case.wristband)
    by_hip = in_one(lambda: find_trace(hip.house.nurse, band))

    assert by_lot.hips == by_hip.hips
    assert [(u.item.kind, u.item.maker, u.item.lot) for u in by_lot.hips[0].pieces] == [
        (ItemKind.ANCHOR, "Maker", "A-17")
    ] * 2
    assert all(by_lot.is_asked_piece(use) for use in by_lot.hips[0].pieces)


def test_a_form_on_paper_leads_nowhere() -> None:
    hip = a_hip_at(Stage.CONSENTED)

    with pytest.raises(Invalid, match="That is a paper form code: nothing was given"):
        find_trace(hip.house.nurse, make_code(CodeKind.FORM, bytes(10)))


def test_a_code_that_nothing_bears_leads_nowhere() -> None:
    hip = a_hip_at(Stage.CONSENTED)

    assert in_one(lambda: find_trace(hip.house.nurse, make_code(CodeKind.PRODUCT, bytes(10)))).hips == ()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a planner with statistics reads few rows at once")
def test_no_table_is_read_from_end_to_end() -> None:
    """Nor by its practice alone, which is all of it; `script/bench trace` measures it among 100,000."""
    hip = a_hip_at(Stage.CONSENTED).collect()
    code, band, nurse = hip.made.chain.product, hip.made.chain.wristband, hip.house.nurse
    asked = (
        lambda: find_trace(nurse, code),
        lambda: find_trace(nurse, band),
        lambda: find_trace_of_lot(nurse, "L1"),
    )

    for ask in asked:
        with CaptureQueriesContext(connection) as seen:
            ask()
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {seen.captured_queries[0]['sql']}")
            steps = [str(row[-1]) for row in cursor.fetchall()]
        assert steps
        assert not [s for s in steps if s.startswith("SCAN ") or s.endswith("(practice_id=?)")]
