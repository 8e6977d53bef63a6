"""The page before an operation: what is open is shown and recorded there, on the case, the list and Today."""

from collections.abc import Mapping
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.urls import reverse

from enthesis.domain.terms import Role
from enthesis.store.audit import list_audit
from tests.support.cases import Hip
from tests.support.operations import a_planned_hip, book, cancel
from tests.support.screen import Screen, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def hip() -> Hip:
    planned = a_planned_hip()
    book(planned)
    return planned


def page(hip: Hip, asked: str = "") -> str:
    return reverse("practice:readiness", kwargs={"case_id": hip.case}) + asked


def send(hip: Hip, typed: Mapping[str, object]) -> HttpResponse:
    told = {"submit_key": uuid4().hex, "version": "1", **typed}
    return Screen(hip.house.desk, hip).post(page(hip), told)


def shown(hip: Hip, where: str) -> str:
    return text_of(Screen(hip.house.desk, hip).get(where))


def test_what_is_open_is_recorded_there_and_told_everywhere(hip: Hip) -> None:
    before = shown(hip, page(hip))
    for words in (
        "Not ready:",
        "Insurance authorisation",
        "Nobody was asked yet.",
        "by 22 March 2027",
        "Anchors: 2",
        "Nobody has looked whether it is there.",
    ):
        assert words in before

    asked = {"act": "clearance", "which": "insurance|", "state": "asked", "whom": "The payer"}
    assert send(hip, asked).status_code == 303
    assert send(hip, {"act": "kit", "need": "anchors", "state": "there", "lot": "A1"}).status_code == 303
    no_desk_s = {"act": "clearance", "which": "oncology|", "state": "received", "whom": "X", "version": "2"}
    refused = send(hip, no_desk_s)
    assert (refused.status_code, "surgeon's to record" in text_of(refused)) == (422, True)
    after = shown(hip, page(hip))
    assert "waits for The payer" in after
    assert "There, lot A1" in after

    assert "waits for The payer" in shown(hip, reverse("practice:readiness_list"))
    (looked,) = (entry for entry in list_audit(hip.house.surgeon) if entry.action == "_read_list")
    assert looked.detail == '{"list":"readiness"}'
    assert "Not ready:" in shown(hip, reverse("practice:case", kwargs={"case_id": hip.case}))


def test_a_wrong_entry_is_told_at_its_field_and_a_stale_one_beside_what_is_new(hip: Hip) -> None:
    refused = send(hip, {"act": "clearance", "which": "insurance|", "state": "asked"})
    assert (refused.status_code, "It is not said of whom." in text_of(refused)) == (422, True)
    late = send(hip, {"act": "kit", "need": "anchors", "state": "there", "expires_on": "2027-03-22"})
    assert (late.status_code, "it is needed on 23 March 2027" in text_of(late)) == (422, True)
    told = {"act": "clearance", "which": "insurance|", "state": "asked", "whom": "The payer"}
    assert send(hip, told).status_code == 303
    assert send(hip, {**told, "state": "received"}).status_code == 409


def test_an_operation_whose_day_has_passed_is_told_until_it_is_moved_or_cancelled(hip: Hip) -> None:
    hip.now = datetime(2027, 3, 24, 14, 0, tzinfo=UTC)
    told = "1 operation was booked for a day that has passed"
    listed = reverse("practice:readiness_list")
    assert told in shown(hip, reverse("practice:today"))
    assert "Booked for a day that has passed" in shown(hip, listed)
    assert "Tuesday, 23 March 2027, 10:00" in shown(hip, listed)
    cancel(hip)
    assert told not in shown(hip, reverse("practice:today"))
    assert "Booked for a day that has passed" not in shown(hip, listed)


def test_who_may_not_record_it_does_not_open_it(hip: Hip) -> None:
    for role in (Role.RESEARCHER, Role.AUDITOR):
        assert Screen(hip.house.scope(role), hip).get(page(hip)).status_code == 403
