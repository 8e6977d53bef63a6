"""Which lot had which adverse event: of the product it names, else of every one that was given."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enthesis.actions.events import record_event
from enthesis.domain.outcomes.adverse_event import AdverseEvent
from enthesis.domain.outcomes.event_type import EventType
from enthesis.domain.pathway.stages import Stage
from enthesis.store.lot_events import LotEvent, list_lot_events
from tests.support.cases import Hip
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db


def operated(*, given: bool = True) -> Hip:
    hip = a_hip_at(Stage.CONSENTED).release_now().start().steps().confirm()
    return (hip.administer() if given else hip).finish()


def happen(hip: Hip, product: str = "") -> None:
    event = AdverseEvent(
        type=EventType.HAEMATOMA,
        onset=hip.now.date(),
        operated_on=hip.file.case.operated_on,
        product=product,
    )
    record_event(hip.house.nurse, hip.case, event, read=hip.read, at=hip.tick())


def listed(hip: Hip, **asked: str) -> tuple[LotEvent, ...]:
    with CaptureQueriesContext(connection) as seen:
        found = list_lot_events(hip.house.nurse, **asked)
    assert len(seen) == 1
    return found


def test_an_event_stands_beside_the_lot_of_the_product_it_names() -> None:
    hip = operated()
    code = hip.made.chain.product
    happen(hip, code.text)

    (found,) = listed(hip)
    assert (found.code, found.kind, found.device, found.lot) == (code, "prp-lr", "a kit", "l1")
    assert found.is_named and found.event.type is EventType.HAEMATOMA and found.case == hip.case
    assert listed(hip, kind="prp-lr", lot=" L1 ") == (found,)
    assert listed(hip, lot="L2") == listed(hip, kind="bmac") == ()


def test_one_that_names_none_stands_beside_what_was_given_and_says_so() -> None:
    hip = operated()
    happen(hip)

    (found,) = listed(hip)
    assert not found.is_named
