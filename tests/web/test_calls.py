"""A sign that must not wait calls for somebody until a call is recorded, and stays on its hip for good."""

from uuid import UUID

import pytest

from enthesis.actions.requests import request_consultation
from enthesis.actions.triage import record_call
from enthesis.domain.errors import NotAllowed
from enthesis.domain.practice.triage import NoteKind
from enthesis.domain.terms import Role
from enthesis.store.audit import list_audit
from enthesis.store.triage import list_notes, list_uncalled
from tests.support.at_the_desk import Desk, a_desk
from tests.support.cases import AT, a_request, a_visit, asked, book
from tests.support.screen import Screen, text_of

pytestmark = pytest.mark.django_db
SIGN = "Pain at night together with weight loss"


def urgent(desk: Desk) -> UUID:
    """A request with a sign for today."""
    told = asked("Urgent")
    return request_consultation(desk.house.visitor, told, red_flags=frozenset({"weight_loss"}), at=AT).subject


def booked(desk: Desk, request: UUID) -> UUID:
    return book(desk.house, request, a_visit(desk.booking.visit.wall_start.replace(hour=15)))


def head(desk: Desk, name: str, case: UUID) -> str:
    """The page before its form."""
    screen = Screen(desk.house.surgeon, desk.hip)
    return text_of(screen.get(f"/practice/cases/{case}/{name}"))


def test_a_sign_stays_on_today_after_a_time_was_found_until_a_call_is_recorded() -> None:
    desk = a_desk()
    request = urgent(desk)
    booked(desk, request)
    assert "Call today: Ida Urgent" in text_of(desk.get("practice:today"))

    record_call(desk.house.nurse, request, words="", at=AT)

    assert "Call today" not in text_of(desk.get("practice:today"))


def test_a_call_in_vain_leaves_the_sign_on_today() -> None:
    desk = a_desk()
    request = urgent(desk)
    sent = {"act": "note", "kind": "no_answer", "words": ""}
    assert desk.post("practice:request", sent, request_id=request).status_code == 303
    assert "Call today: Ida Urgent" in text_of(desk.get("practice:today"))


@pytest.mark.parametrize("page", ["", "examination/", "facts/", "intake/"])
def test_a_sign_stands_on_every_page_of_its_hip_from_the_moment_it_is_accepted(page: str) -> None:
    desk = a_desk()
    request = urgent(desk)
    case = booked(desk, request)

    told = head(desk, page, case)
    assert "Call today. Told with the request of" in told and SIGN in told

    record_call(desk.house.nurse, request, words="", at=AT)
    told = head(desk, page, case)
    assert "Call today." not in told
    assert "Called by Nurse" in told and SIGN in told


def test_a_hip_without_a_sign_says_nothing_of_it() -> None:
    desk = a_desk()
    told = head(desk, "", desk.hip.case)
    assert "Call today" not in told and "Told with the request" not in told


def test_who_may_see_no_names_sees_no_request_on_the_case() -> None:
    desk = a_desk()
    case = booked(desk, urgent(desk))
    screen = Screen(desk.house.scope(Role.RESEARCHER), desk.hip)
    assert "/practice/requests/" not in screen.get(f"/practice/cases/{case}/").content.decode()


def test_the_case_and_its_request_link_to_each_other() -> None:
    desk = a_desk()
    request = a_request(desk.house, "Calm")
    case = booked(desk, request)
    there = desk.get("practice:case", case_id=case).content.decode()
    assert f'href="/practice/requests/{request}/"' in there
    assert (
        f'href="/practice/cases/{case}/"' in desk.get("practice:request", request_id=request).content.decode()
    )


def test_the_call_is_recorded_on_the_page_of_the_request_whatever_became_of_it() -> None:
    desk = a_desk()
    request = urgent(desk)
    booked(desk, request)
    page = text_of(desk.get("practice:request", request_id=request))
    assert "It stays on Today until a call is recorded here." in page

    sent = {"act": "call", "words": "She comes today."}
    assert desk.post("practice:request", sent, request_id=request).status_code == 303

    (note,) = list_notes(desk.house.desk, {request})[request]
    assert (note.kind, note.words, note.by_name) == (NoteKind.CALLED, "She comes today.", "Desk")
    assert list_uncalled(desk.house.desk) == ()
    newest = list_audit(desk.house.desk)[0]
    assert (newest.action, newest.subject, "She comes" in newest.detail) == ("record_call", request, False)
    told = text_of(desk.get("practice:request", request_id=request))
    assert "Record the call" not in told and "Called by Desk" in told


def test_no_call_is_recorded_where_no_sign_was_told() -> None:
    desk = a_desk()
    request = a_request(desk.house, "Calm")
    with pytest.raises(NotAllowed, match="This request told no sign that must not wait"):
        record_call(desk.house.desk, request, words="", at=AT)
