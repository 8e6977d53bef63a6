"""A licensed site's own number on a therapy event: what stood there is not lost, and stays once used."""

import pytest

from enthesis.actions.therapy_events import name_donation
from enthesis.domain.errors import NotAllowed
from enthesis.domain.pathway.stages import Stage
from enthesis.store.audit import list_audit
from enthesis.store.therapy_events import list_events
from tests.support.cases import Hip
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db


def name(hip: Hip, typed: str, *, read: str) -> None:
    (event,) = list_events(hip.house.nurse, hip.case)
    name_donation(hip.house.nurse, event.id, typed, read=read, at=hip.tick())


def test_the_trail_keeps_the_number_before_and_after() -> None:
    hip = a_hip_at(Stage.CONSENTED).collect()
    name(hip, "W000007123456", read="")
    name(hip, "", read="W000007123456")

    (entry,) = list_audit(hip.house.nurse, limit=1)
    assert '"was":"W000007123456"' in entry.detail and '"now":""' in entry.detail


def test_a_number_that_a_released_product_went_on_under_stays() -> None:
    hip = a_hip_at(Stage.CONSENTED).collect()
    name(hip, "W000007123456", read="")
    hip.prepare().characterise().release()

    with pytest.raises(NotAllowed, match="went on under this number: it is not changed any more"):
        name(hip, "", read="W000007123456")
    (event,) = list_events(hip.house.nurse, hip.case)
    assert event.donation == "W000007123456"
