"""The same form twice is one act; a form that was changed is another; nothing is ever half done."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from enthesis.actions import clinic, outcomes, plans, requests
from enthesis.domain.errors import NotAllowed, Stale
from enthesis.domain.pathway.stages import Stage
from enthesis.store import bookings, follow_ups
from enthesis.store.audit import list_audit
from tests.support.cases import AT, Hip, a_hip, a_house, a_plan, a_request, a_visit, asked, book, known
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db


def test_a_request_sent_twice_waits_once() -> None:
    house = a_house()
    visitor = replace(house.visitor, submit="k")

    first = requests.request_consultation(visitor, asked(), red_flags=frozenset(), at=AT)
    again = requests.request_consultation(
        visitor, asked(), red_flags=frozenset(), at=AT + timedelta(seconds=9)
    )

    assert (again.subject, again.repeated) == (first.subject, True)
    assert len(bookings.list_requests(house.desk)) == 1


def test_a_form_changed_after_the_way_back_is_not_swallowed() -> None:
    """The browser's way back shows the old key: what was changed must not vanish behind a “done”."""
    house = a_house()
    visitor = replace(house.visitor, submit="k")

    for family in ("Ferro", "Ferrero"):
        requests.request_consultation(visitor, asked(family), red_flags=frozenset(), at=AT)

    assert len(bookings.list_requests(house.desk)) == 2


def test_several_answers_under_one_key_are_all_kept() -> None:
    hip = a_hip(a_house()).invite()
    response = next(r for r in hip.file.responses if r.instrument == "mhhs")
    patient = replace(hip.house.patient(hip.patient), submit="one form")

    for item, answer in (("pain", 44), ("limp", 11)):
        outcomes.save_answer(patient, response.id, item, answer, at=hip.tick())

    kept = follow_ups.load_response(patient, response.id).answers
    assert kept == {"pain": 44, "limp": 11}


def test_a_refused_form_may_be_sent_again() -> None:
    hip = a_hip(a_house())
    surgeon = replace(hip.house.surgeon, submit="k")
    with pytest.raises(NotAllowed):
        plans.draft_plan(surgeon, hip.case, a_plan(), read=hip.read, at=hip.tick())

    hip.to(Stage.CLASSIFIED)
    receipt = plans.draft_plan(surgeon, hip.case, a_plan(), read=hip.read, at=hip.tick())

    assert not receipt.repeated


def test_anothers_key_is_not_mine() -> None:
    hip = a_hip_at(Stage.CLASSIFIED)
    facts = known(hip.now)
    clinic.record_facts(replace(hip.house.nurse, submit="k"), hip.case, facts, read=hip.read, at=hip.tick())

    receipt = clinic.record_facts(
        replace(hip.house.surgeon, submit="k"), hip.case, facts, read=hip.read, at=hip.tick()
    )

    assert not receipt.repeated


@pytest.mark.parametrize("key", ["k" * 5000, "\0", "\ud800", "' OR 1=1 --", "ключ"])
def test_any_key_a_client_chooses_is_only_a_key(key: str) -> None:
    house = a_house()
    visitor = replace(house.visitor, submit=key)

    first, again = (
        requests.request_consultation(visitor, asked(), red_flags=frozenset(), at=AT) for _ in range(2)
    )

    assert first.subject == again.subject


def _facts(hip: Hip, read: int) -> None:
    clinic.record_facts(hip.house.nurse, hip.case, known(hip.now), read=read, at=hip.tick())


def _draft(hip: Hip, read: int) -> None:
    plans.draft_plan(hip.house.surgeon, hip.case, a_plan(), read=read, at=hip.tick())


def _sign(hip: Hip, read: int) -> None:
    at = hip.tick()
    plans.sign_plan(hip.house.surgeon, hip.case, confirmed=hip.signing(), read=read, at=at)


@pytest.mark.parametrize("act", [_facts, _draft, _sign])
@pytest.mark.parametrize("read", [0, 1, 10**6, 10**30, -1])
def test_a_version_that_is_not_the_newest_changes_nothing(act: Callable[[Hip, int], None], read: int) -> None:
    hip = a_hip_at(Stage.CLASSIFIED).tell().draft()
    before, trail = hip.file, len(list_audit(hip.house.desk, limit=500))

    with pytest.raises(Stale) as refused:
        act(hip, read)

    assert str(before.case.version) in refused.value.sentence
    assert hip.file == before
    done = [e.action for e in list_audit(hip.house.desk, limit=500)][: -trail or None]
    assert done in ([], ["_check_password"])


def test_two_writers_of_one_form_do_not_overwrite_each_other() -> None:
    hip = a_hip(a_house()).invite()
    patient = hip.house.patient(hip.patient)
    response = hip.file.responses[0]
    seen = follow_ups.load_response(patient, response.id)
    outcomes.save_answer(patient, response.id, "pain", 44, at=hip.tick())

    with pytest.raises(Stale):
        follow_ups.save_answers(patient, seen, {"pain": 0}, at=hip.tick())
    assert follow_ups.load_response(patient, response.id).answers == {"pain": 44}


def test_a_request_is_booked_once_and_leaves_no_half_patient() -> None:
    house = a_house()
    request = a_request(house)
    book(house, request)
    booked = bookings.list_bookings(house.desk, AT, AT + timedelta(days=9))

    with pytest.raises(NotAllowed, match="already booked"):
        book(house, request, a_visit(clinician="other"))
    assert bookings.list_bookings(house.desk, AT, AT + timedelta(days=9)) == booked


def test_a_taken_time_leaves_no_half_patient() -> None:
    house = a_house()
    a_hip(house)
    request = a_request(house, "Bruno")
    trail = len(list_audit(house.desk))

    with pytest.raises(NotAllowed, match="taken"):
        book(house, request)
    assert [r.id for r in bookings.list_requests(house.desk)] == [request]
    assert len(list_audit(house.desk)) == trail
