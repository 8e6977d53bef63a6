"""Which lot had which adverse event: of the product it names, else of every one that was given."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enthesis.actions.events import record_event
from enthesis.domain.outcomes.adverse_event import AdverseEvent
from enthesis.domain.outcomes.event_type import EventType
from enthesis.domain.pathway.stages import Stage
from enthesis.store.codec import encode
from enthesis.store.kinds import name_of
from enthesis.store.lot_events import LotEvent, list_lot_events
from enthesis.store.models import CaseRow, EntryRow
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


def listed(hip: Hip, *, zone: str = "UTC", **asked: str) -> tuple[LotEvent, ...]:
    with CaptureQueriesContext(connection) as seen:
        found = list_lot_events(hip.house.nurse, zone=zone, **asked)
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


def test_what_began_before_the_giving_is_charged_to_no_lot() -> None:
    hip = operated()
    happen(hip)

    assert listed(hip)
    assert hip.now.hour > 10
    assert listed(hip, zone="Pacific/Kiritimati") == ()  # there the day of giving is the next


def test_what_an_event_names_stands_whatever_the_day() -> None:
    hip = operated()
    happen(hip, hip.made.chain.product.text)
    assert [one.is_named for one in listed(hip, zone="Pacific/Kiritimati")] == [True]


def test_what_happens_after_a_revision_stands_beside_what_the_hip_was_given_before() -> None:
    hip = operated()
    first = CaseRow.objects.get(id=hip.case)
    again = CaseRow.objects.create(
        practice_id=first.practice_id,
        patient_id=first.patient_id,
        hip_id=first.hip_id,
        number=first.number + 1,
        stage=first.stage,
        wristband="of the revision",
        opened_at=hip.now,
        operated_on=hip.now.date(),
    )
    EntryRow.objects.create(
        practice_id=first.practice_id,
        patient_id=first.patient_id,
        case=again,
        number=1,
        kind=name_of(AdverseEvent),
        body=encode(AdverseEvent(type=EventType.HAEMATOMA, onset=hip.now.date())),
        at=hip.now,
        by_name="Nora",
    )

    (found,) = listed(hip)
    assert (found.case, found.code, found.is_named) == (again.id, hip.made.chain.product, False)
