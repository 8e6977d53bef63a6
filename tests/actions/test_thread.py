"""One hip goes all the way, and the trail, the record and the outbox tell the same story."""

from datetime import timedelta
from decimal import Decimal

import pytest

from enthesis.actions import outcomes, reading, surgery
from enthesis.actions.confirmation import confirm_birth_date
from enthesis.actions.requests import request_consultation
from enthesis.domain.biologics.states import State
from enthesis.domain.errors import NotAllowed
from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.schedule import MILESTONES
from enthesis.domain.outcomes.wording import DEMONSTRATION
from enthesis.domain.pathway.plan import Approach, SignedPlan
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.pathway.surgery import Finish, Start
from enthesis.domain.practice.referral import RequestStatus
from enthesis.domain.terms import Role, Side
from enthesis.store import bookings, links, work
from enthesis.store.audit import find_break, list_audit
from enthesis.store.follow_ups import ResponseStatus
from enthesis.store.kinds import name_of
from enthesis.store.signatures import find_broken_signature
from tests.support.cases import AT, BORN, Hip, a_hip, a_house, a_request, a_visit, asked
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db

KINDS_TOLD = [
    "history",
    "examination",
    "mri",
    "classification",
    "facts",
    "plan",
    "judgement",
    "plan_signed",
    "consent",
    "surgery_start",
    "surgery_time_out",
    *["surgery_step"] * 4,
    "surgery_tear_seen",
    "surgery_finish",
]
ACTS = [
    "request_consultation",
    "book_consultation",
    "record_examination",
    "record_imaging",
    "classify_tear",
    "record_facts",
    "draft_plan",
    "_check_password",
    "sign_plan",
    "record_consent",
]


def whole_way() -> Hip:
    hip = a_hip_at(Stage.CONSENTED)
    return hip.release_now().start().steps().confirm().administer().finish()


def actions_of(hip: Hip) -> list[str]:
    return [entry.action for entry in reversed(list_audit(hip.house.desk, limit=500))]


def test_every_step_is_on_the_record_and_in_the_trail() -> None:
    hip = whole_way()

    told = [name_of(type(e.value)) for e in hip.file.entries]
    assert told == KINDS_TOLD
    assert [e.number for e in hip.file.entries] == list(range(1, len(told) + 1))
    acts = actions_of(hip)
    assert acts[: len(ACTS)] == ACTS
    assert acts[-2:] == ["_check_password", "finish_surgery"]
    assert acts.count("record_step") == 4
    assert find_break() is None


def test_the_product_went_through_every_state_beside_the_surgery() -> None:
    hip = whole_way()

    assert hip.made.state is State.ADMINISTERED
    assert [e.act.value for e in hip.made.events] == [
        "collect",
        "prepare",
        "characterise",
        "release",
        "confirm",
        "administer",
    ]
    assert hip.made.chain.wristband.text == hip.file.case.wristband
    assert actions_of(hip).count("_check_pin") == 6


def test_signatures_cover_what_was_signed_also_after_it_was_kept() -> None:
    hip = whole_way()

    for kind in (SignedPlan, Finish):
        entry = hip.file.latest(kind)
        assert entry and entry.signature
        assert (entry.signature.by, entry.signature.at) == (hip.house.surgeon.actor.person, entry.at)
    assert find_broken_signature() is None


def test_ten_years_are_on_the_calendar_once() -> None:
    hip = whole_way()

    calendar = hip.file.follow_ups
    assert [f.milestone for f in calendar] == [m.id for m in MILESTONES]
    day = hip.file.case.operated_on
    assert day == AT.date()
    assert calendar[1].due_on == day + timedelta(days=14)


def test_a_link_leads_to_answers_and_a_score() -> None:
    hip = whole_way()
    hip.now += timedelta(days=14)
    hip.invite("2w")
    receipt = outcomes.issue_link(
        hip.house.scope(Role.SYSTEM), hip.case, "2w", wordings=DEMONSTRATION, at=hip.tick()
    )
    link = links.find_link(receipt.secret, at=hip.tick())
    assert link
    confirm_birth_date(hip.house.visitor, link, BORN, at=hip.tick())

    for response in hip.file.responses:
        for item in load_instrument(response.instrument).items:
            best = item.range.low if item.range else max(c.answer for c in item.choices)
            outcomes.save_answer(link.scope, response.id, item.id, int(best), at=hip.tick())
        outcomes.submit_answers(link.scope, response.id, at=hip.tick())

    scores = {r.instrument: r.scores[0].value for r in hip.file.responses}
    assert scores["vas-pain-10"] == Decimal(0)
    assert scores["mhhs"] and scores["mhhs"] > 90
    assert {r.status for r in hip.file.responses} == {ResponseStatus.SUBMITTED}
    assert next(f for f in hip.file.follow_ups if f.milestone == "2w").answered
    assert find_break() is None


def test_the_trail_holds_no_name_no_answer_and_no_secret() -> None:
    hip = a_hip_at(Stage.CONSENTED).invite()
    receipt = outcomes.issue_link(hip.house.desk, hip.case, "baseline", wordings=DEMONSTRATION, at=hip.tick())
    link = links.find_link(receipt.secret, at=hip.tick())
    assert link
    response = hip.file.responses[-1]
    outcomes.save_answer(
        link.scope, response.id, load_instrument(response.instrument).items[0].id, 0, at=hip.tick()
    )

    told = " ".join(entry.detail for entry in list_audit(hip.house.desk, limit=500))

    for word in ("Ferro", "Ida", "ida@example.org", BORN.isoformat(), "hurts", receipt.secret):
        assert word not in told


def test_messages_wait_once_each_and_name_nobody() -> None:
    hip = a_hip(a_house()).invite()
    sent = []
    while (leased := work.lease_message(at=hip.tick(60))) is not None:
        sent.append(leased)
        assert work.finish_message(leased)

    kinds = [m.kind for m in sent]
    assert kinds == ["request_received", "visit_booked", "intake_invited", "invitation"]
    assert "Ferro" not in str([m.body for m in sent])


def test_a_booked_request_points_to_its_case() -> None:
    house = a_house()
    hip = a_hip(house)

    (done,) = bookings.list_requests(house.desk, status=RequestStatus.BOOKED)
    assert done.case == hip.case
    assert bookings.list_requests(house.desk) == ()


def test_a_known_person_gets_no_second_identity_but_a_second_hip() -> None:
    house = a_house()
    first = a_hip(house)
    second = a_hip(house, visit=a_visit(clinician="other"), side=Side.RIGHT)

    assert first.patient == second.patient
    assert first.file.case.hip != second.file.case.hip
    assert first.file.case.wristband != second.file.case.wristband


def test_opening_a_record_is_in_the_trail() -> None:
    hip = a_hip(a_house())
    researcher = hip.house.scope(Role.RESEARCHER)

    file = reading.open_case_file(researcher, hip.case, at=hip.tick())

    assert file.contact is None
    newest = list_audit(hip.house.desk)[0]
    assert (newest.action, newest.person, newest.patient) == (
        "_read_case",
        researcher.actor.person,
        hip.patient,
    )


def test_an_emergency_is_answered_not_filed() -> None:
    house = a_house()
    with pytest.raises(NotAllowed, match="911"):
        request_consultation(house.visitor, asked(), red_flags=frozenset({"clot"}), at=AT)

    assert bookings.list_requests(house.desk) == ()
    assert a_request(house)


def test_the_operation_does_not_start_before_its_plan_was_signed() -> None:
    hip = a_hip_at(Stage.CONSENTED)
    signed = hip.file.latest(SignedPlan)
    assert signed
    early = Start(
        started_at=signed.at - timedelta(minutes=1), approach=Approach.OPEN, wristband=hip.file.case.wristband
    )
    with pytest.raises(NotAllowed, match="before its plan was signed"):
        surgery.start_surgery(hip.house.surgeon, hip.case, early, read=hip.file.case.version, at=hip.tick())
