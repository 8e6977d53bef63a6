"""Before the visit: kept by the page, sent as the patient's statement, no fact until a clinician says so."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from enthesis.actions.bookings import book_visit, cancel_booking
from enthesis.actions.clinic import record_facts
from enthesis.actions.intake import (
    INVITED,
    invite_to_intake,
    issue_intake_link,
    mark_intake_read,
    save_intake,
    send_intake,
)
from enthesis.domain.candidacy.facts import Facts, Told
from enthesis.domain.candidacy.intake.review import NotSo, Reviewed, is_read, pending
from enthesis.domain.candidacy.intake.statement import Stated, Statement
from enthesis.domain.errors import Invalid, NotAllowed, NotFound
from enthesis.domain.outcomes.wording import DEMONSTRATION, Wordings
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.practice.booking import Why
from enthesis.store import intakes, links, work
from enthesis.store.follow_ups import ResponseStatus
from tests.support.before_visit import states
from tests.support.cases import Hip, a_hip, a_house, a_request, a_visit, book, known

pytestmark = pytest.mark.django_db

SMOKES = Statement(question="tobacco", choice="yes")
LIMPS = Statement(question="limp", choice="yes")


@pytest.fixture
def hip() -> Hip:
    return a_hip(a_house())


def test_who_is_accepted_is_invited_to_tell(hip: Hip) -> None:
    house = hip.house
    case = book(house, a_request(house, "Later"), a_visit(clinician="other"))
    (message,) = work.list_messages(house.desk, INVITED, {case})
    assert message.body == {"case": str(case)}


def test_answers_are_kept_by_the_page_and_nobody_reads_them_before_they_are_sent(hip: Hip) -> None:
    me, before = hip.house.patient(hip.patient), hip.read
    save_intake(me, hip.case, (SMOKES,), at=hip.tick())
    save_intake(me, hip.case, (LIMPS, replace(SMOKES, choice="no")), at=hip.tick())

    found = intakes.find_intake(me, hip.case)
    assert found
    assert found.is_open
    assert [(s.question, s.choice) for s in found.statements] == [("tobacco", "no"), ("limp", "yes")]
    assert hip.file.value(Stated) is None
    assert hip.read == before


def test_what_is_sent_stands_on_the_case_and_makes_nobodys_form_stale(hip: Hip) -> None:
    before = hip.read
    states(hip, SMOKES, LIMPS)

    entry = hip.file.latest(Stated)
    assert entry
    assert entry.value.statements == (SMOKES, LIMPS)
    assert entry.by is None
    assert hip.read == before
    assert not is_read(hip.file.entries)


def test_what_is_told_after_sending_begins_with_the_last_answers(hip: Hip) -> None:
    states(hip, SMOKES, LIMPS)
    states(hip, replace(LIMPS, choice="no"))

    first, second = hip.file.every(Stated)
    assert [s.choice for s in second.statements] == ["yes", "no"]
    assert first.statements == (SMOKES, LIMPS)


def test_nothing_new_is_not_sent(hip: Hip) -> None:
    me = hip.house.patient(hip.patient)
    with pytest.raises(NotAllowed, match="Nothing new has been answered"):
        send_intake(me, hip.case, wordings=DEMONSTRATION, at=hip.tick())
    states(hip, SMOKES)
    with pytest.raises(NotAllowed, match="Nothing new has been answered"):
        send_intake(me, hip.case, wordings=DEMONSTRATION, at=hip.tick())


def test_the_forms_from_before_surgery_wait_afterwards_where_there_are_words(hip: Hip) -> None:
    states(hip, SMOKES)
    assert {r.status for r in hip.file.responses} == {ResponseStatus.OPEN}
    assert {r.milestone for r in hip.file.responses} == {"baseline"}


def test_without_words_no_form_is_opened_and_it_is_sent_all_the_same(hip: Hip) -> None:
    states(hip, SMOKES, send=False)
    send_intake(hip.house.patient(hip.patient), hip.case, wordings=Wordings(labels=False), at=hip.tick())
    assert hip.file.responses == ()
    assert hip.file.value(Stated)


def test_what_is_stated_never_reaches_the_rules_until_it_is_confirmed(hip: Hip) -> None:
    silent = a_hip(a_house("south"))
    states(hip, SMOKES, Statement(question="cancer", choice="active"))

    now = hip.tick()
    mine, theirs = hip.file.judge(at=now), silent.file.judge(at=now)
    assert mine.facts == theirs.facts
    assert mine.assessment.findings == theirs.assessment.findings


def test_who_confirms_it_is_on_the_record_beside_the_fact(hip: Hip) -> None:
    states(hip, SMOKES)
    entry, at = hip.file.latest(Stated), hip.tick()
    assert entry
    reviewed = Reviewed(stated=entry.id, told_at=entry.at, taken=("tobacco",))
    facts = Facts(at=at, tobacco=Told(answer=True, at=entry.at))
    record_facts(hip.house.nurse, hip.case, facts, reviewed=reviewed, read=hip.read, at=at)

    kept = hip.file.latest(Reviewed)
    assert kept
    assert (kept.by, kept.value.taken) == (hip.house.nurse.actor.person, ("tobacco",))
    assert hip.file.value(Facts) == facts
    assert pending(hip.file.entries) == ()
    assert hip.file.judge(at=hip.tick()).facts.tobacco == Told(answer=True, at=entry.at)


def test_what_is_set_aside_is_no_fact_and_waits_no_more(hip: Hip) -> None:
    states(hip, SMOKES)
    entry, at = hip.file.latest(Stated), hip.tick()
    assert entry
    aside = Reviewed(
        stated=entry.id, told_at=entry.at, not_so=(NotSo(question="tobacco", reason="Stopped in 2019."),)
    )
    record_facts(hip.house.nurse, hip.case, Facts(at=at), reviewed=aside, read=hip.read, at=at)

    assert pending(hip.file.entries) == ()
    facts = hip.file.value(Facts)
    assert facts
    assert facts.tobacco is None


def test_a_decision_on_what_was_stated_again_meanwhile_is_refused(hip: Hip) -> None:
    states(hip, SMOKES)
    entry = hip.file.latest(Stated)
    assert entry
    states(hip, replace(SMOKES, choice="no"))
    reviewed = Reviewed(stated=entry.id, told_at=entry.at, taken=("tobacco",))
    with pytest.raises(NotAllowed, match="has changed, or somebody has decided"):
        record_facts(
            hip.house.nurse, hip.case, known(hip.now), reviewed=reviewed, read=hip.read, at=hip.tick()
        )


def test_a_clinician_marks_it_as_read(hip: Hip) -> None:
    with pytest.raises(NotAllowed, match="has stated nothing yet"):
        mark_intake_read(hip.house.nurse, hip.case, at=hip.tick())
    states(hip, SMOKES)
    mark_intake_read(hip.house.nurse, hip.case, at=hip.tick())
    assert is_read(hip.file.entries)
    assert len(pending(hip.file.entries)) == 1


def test_the_link_lasts_until_the_day_after_the_visit(hip: Hip) -> None:
    token = issue_intake_link(hip.house.desk, hip.case, at=hip.tick()).secret
    assert links.find_link(token, at=hip.now + timedelta(days=30)) is None
    book_visit(hip.house.desk, hip.case, a_visit(datetime(2027, 5, 10, 10, 0)), at=hip.tick())  # noqa: DTZ001
    cancel_booking(hip.house.desk, hip.file.bookings[0].id, why=Why.PATIENT, read=1, at=hip.tick())
    token = issue_intake_link(hip.house.desk, hip.case, at=hip.tick()).secret
    link = links.find_link(token, at=datetime(2027, 5, 11, 13, tzinfo=UTC))
    assert link
    assert links.find_link(token, at=datetime(2027, 5, 11, 15, tzinfo=UTC)) is None
    assert (link.purpose, link.case, link.milestone) == (links.INTAKE, hip.case, "baseline")
    newer = issue_intake_link(hip.house.desk, hip.case, at=hip.tick()).secret
    assert links.find_link(token, at=hip.tick()) is None
    assert links.find_link(newer, at=hip.tick())


def test_after_the_operation_nobody_is_asked(hip: Hip) -> None:
    hip.to(Stage.OPERATED)
    for ask in (invite_to_intake, issue_intake_link):
        with pytest.raises(NotAllowed, match="not asked any more"):
            ask(hip.house.desk, hip.case, at=hip.tick())
    with pytest.raises(NotAllowed, match="not asked any more"):
        save_intake(hip.house.patient(hip.patient), hip.case, (SMOKES,), at=hip.tick())


def test_a_day_ahead_is_refused_on_the_calendar_of_the_office(hip: Hip) -> None:
    me, night = hip.house.patient(hip.patient), datetime(2027, 3, 9, 3, tzinfo=UTC)  # still the 8th there
    told = Statement(question="aspirin", choice="yes", day=date(2027, 3, 9))
    with pytest.raises(Invalid, match="has not come yet"):
        save_intake(me, hip.case, (told,), at=night)


def test_another_patient_tells_nothing_here(hip: Hip) -> None:
    stranger = a_hip(hip.house, "Bruno", visit=a_visit(clinician="other")).patient
    with pytest.raises(NotFound):
        save_intake(hip.house.patient(stranger), hip.case, (SMOKES,), at=hip.tick())
