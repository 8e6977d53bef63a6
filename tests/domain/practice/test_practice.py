"""A practice that cannot be is refused when it is read; signs that must not wait are never lost."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enthesis.domain.errors import Invalid, NotAllowed, NotFound
from enthesis.domain.practice.practice import Office
from enthesis.domain.practice.red_flags import RED_FLAGS, Urgency, most_urgent
from enthesis.domain.practice.referral import LONGEST_REASON, Request, RequestStatus
from enthesis.domain.practice.session import Session
from enthesis.domain.practice.visit_type import VisitType
from enthesis.domain.terms import RequestId
from tests.support.cases import asked, practice_of


@pytest.mark.parametrize("zone", ["America", "", "..", "US/Nowhere", "America/New_York\0"])
def test_an_office_without_a_real_zone_is_refused(zone: str) -> None:
    with pytest.raises(Invalid):
        Office(slug="x", name="X", state="NJ", zone=zone)


@pytest.mark.parametrize("minutes", [0, -5, 7, 1445])
def test_a_visit_is_whole_ticks_within_a_day(minutes: int) -> None:
    with pytest.raises(Invalid):
        VisitType(slug="x", name="X", minutes=minutes)


def test_a_session_closes_after_it_opens_on_a_weekday() -> None:
    for weekday, opens, closes in (("monday", 9, 9), ("monday", 10, 9), ("Monday", 9, 10), ("", 9, 10)):
        with pytest.raises(Invalid):
            Session(clinician="x", office="y", weekday=weekday, opens=time(opens), closes=time(closes))


def test_what_a_practice_names_must_exist_once() -> None:
    site = practice_of("north")

    with pytest.raises(Invalid):
        replace(site, offices=site.offices * 2)
    with pytest.raises(Invalid):
        replace(site, visit_types=())
    with pytest.raises(NotFound):
        replace(site, sessions=(replace(site.sessions[0], office="elsewhere"),))
    with pytest.raises(NotFound):
        site.clinician("nobody")


@given(st.sets(st.sampled_from([flag.id for flag in RED_FLAGS])))
def test_the_worst_sign_decides(ticked: set[str]) -> None:
    urgent = {flag.urgency for flag in RED_FLAGS if flag.id in ticked}

    found = most_urgent(frozenset(ticked))

    assert (found is Urgency.EMERGENCY) == (Urgency.EMERGENCY in urgent)
    assert (found is None) == (not ticked)


def test_a_sign_nobody_knows_is_not_taken_for_harmless() -> None:
    with pytest.raises(Invalid):
        most_urgent(frozenset({"injury_"}))


@pytest.mark.parametrize("status", [RequestStatus.BOOKED, RequestStatus.DECLINED])
def test_a_request_is_booked_once(status: RequestStatus) -> None:
    received = datetime(2027, 3, 8, tzinfo=UTC)
    request = Request(
        id=RequestId(uuid4()),
        asked=asked(),
        status=status,
        received_at=received,
        version=1,
    )

    with pytest.raises(NotAllowed):
        request.check_can_book()


def test_a_reason_has_an_end() -> None:
    with pytest.raises(Invalid):
        replace(asked(), reason="x" * (LONGEST_REASON + 1))


def test_a_day_without_sessions_is_closed() -> None:
    assert not any(session.is_on(date(2027, 3, 14)) for session in practice_of("north").sessions)
