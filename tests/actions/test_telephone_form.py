"""Questions read out by telephone: who it is comes first, then each answer is kept as it is heard."""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from enthesis.actions.ended import record_end
from enthesis.actions.outcomes import save_answer, submit_answers
from enthesis.actions.telephone_form import begin_call, hear_answer, hear_signs, send_heard
from enthesis.domain.errors import NotAllowed
from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.entry.answered_by import AnsweredBy
from enthesis.domain.outcomes.entry.mark import Mark, Missing
from enthesis.domain.outcomes.wording import DEMONSTRATION
from enthesis.domain.pathway.completeness import Came
from enthesis.domain.pathway.ended import Ended, EndKind, ToldBy
from enthesis.domain.pathway.stages import Stage
from enthesis.store.completeness import list_hip_results
from enthesis.store.follow_ups import Mode, Response, ResponseStatus, list_responses
from enthesis.store.models import AuditRow
from enthesis.store.rounds import load_asking
from enthesis.store.scope import Scope
from enthesis.store.signs import find_signs
from enthesis.store.windows import list_windows
from tests.support.cases import BORN, Hip
from tests.support.responses import offered
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db
PAIN, MHHS = "vas-pain-10", "mhhs"


@pytest.fixture
def hip() -> Hip:
    hip = a_hip_at(Stage.OPERATED)
    hip.now += timedelta(days=45)
    return hip


def begin(hip: Hip, born: date = BORN, by: AnsweredBy = AnsweredBy.PATIENT, *, agreed: bool = True) -> None:
    begin_call(hip.house.desk, hip.patient, born, by, agreed=agreed, wordings=DEMONSTRATION, at=hip.tick())


def form(hip: Hip, status: ResponseStatus = ResponseStatus.OPEN, instrument: str = PAIN) -> Response:
    told = list_responses(hip.house.desk, hip.case)
    return next(one for one in told if one.instrument == instrument and one.status is status)


def hear(hip: Hip, mark: Mark, scope: Scope | None = None) -> UUID:
    response = form(hip)
    hear_answer(scope or hip.house.desk, response.id, "pain", mark, at=hip.tick())
    return response.id


def test_what_is_heard_is_kept_scored_and_says_who_asked(hip: Hip) -> None:
    begin(hip)
    hear_signs(hip.house.desk, hip.case, "6w", frozenset({"pop"}), at=hip.tick())
    response = hear(hip, Mark(field="pain", answer=3))
    send_heard(hip.house.desk, response, language="es", at=hip.tick())

    sent = form(hip, ResponseStatus.SUBMITTED)
    assert (sent.mode, sent.asked_by_name, sent.language) == (Mode.TELEPHONE, "Desk", "es")
    assert (sent.answers["pain"], sent.answered_by) == (3, AnsweredBy.PATIENT)
    assert sent.scores[0].value == 3
    told = find_signs(hip.house.desk, hip.case, "6w", at=hip.now)
    assert told is not None
    assert told.ticked == ("pop",)


def test_nothing_is_asked_of_somebody_with_another_date_of_birth_and_the_trail_knows(hip: Hip) -> None:
    with pytest.raises(NotAllowed, match="not the date of birth on the record"):
        begin(hip, date(1961, 5, 5))
    assert [one.status for one in list_responses(hip.house.desk, hip.case)].count(ResponseStatus.OPEN) == 0
    assert '"refused":"born"' in AuditRow.objects.get(action="begin_call").detail


def test_nothing_is_asked_without_agreement(hip: Hip) -> None:
    with pytest.raises(NotAllowed, match="does not agree to it now"):
        begin(hip, agreed=False)


def test_not_knowing_and_not_saying_are_missing_with_their_reason(hip: Hip) -> None:
    begin(hip)
    hear(hip, Mark(field="pain", answer=3))
    hear(hip, Mark(field="pain", missing=Missing.REFUSED))
    told = form(hip)
    assert (told.answers, told.missing) == ({"pain": None}, {"pain": Missing.REFUSED})
    hear(hip, Mark(field="pain", answer=2))
    assert (form(hip).answers, form(hip).missing) == ({"pain": 2}, {})


def test_another_caller_and_a_later_hour_begin_again(hip: Hip) -> None:
    begin(hip)
    with pytest.raises(NotAllowed, match="This call is over, or somebody else has begun one"):
        hear(hip, Mark(field="pain", answer=3), hip.house.nurse)
    hip.now += timedelta(hours=5)
    with pytest.raises(NotAllowed, match="ask for the date of birth first"):
        hear(hip, Mark(field="pain", answer=3))


def test_what_somebody_else_answers_stands_apart_and_does_not_count(hip: Hip) -> None:
    begin(hip)
    own = hear(hip, Mark(field="pain", answer=3))
    begin(hip, by=AnsweredBy.OTHER)
    response = hear(hip, Mark(field="pain", answer=7))
    assert response != own
    send_heard(hip.house.desk, response, language="en", at=hip.tick())
    assert not form(hip, ResponseStatus.SUBMITTED).is_own
    assert PAIN in load_asking(hip.house.desk, hip.case, "6w", at=hip.now).wanted


def test_nothing_is_asked_when_nothing_is_due(hip: Hip) -> None:
    hip.now -= timedelta(days=4)
    with pytest.raises(NotAllowed, match="Nothing is asked of this patient today"):
        begin(hip)


def test_half_a_form_by_telephone_is_begun_and_a_refusal_alone_is_not(hip: Hip) -> None:
    begin(hip)
    hear(hip, Mark(field="pain", missing=Missing.REFUSED))
    assert (form(hip).is_begun, begun_in_windows(hip), came(hip)) == (False, None, Came.NEVER_INVITED)
    hear(hip, Mark(field="pain", answer=3))
    assert (form(hip).is_begun, begun_in_windows(hip), came(hip)) == (True, hip.now, Came.PARTLY)


def test_nobody_goes_on_with_what_somebody_else_began_by_telephone(hip: Hip) -> None:
    begin(hip, by=AnsweredBy.OTHER)
    hear(hip, Mark(field="pain", answer=3))
    assert begun_in_windows(hip) is None


def test_who_answers_alone_after_a_call_in_vain_answered_alone(hip: Hip) -> None:
    begin(hip, by=AnsweredBy.HELPED)
    response, patient = hear(hip, Mark(field="pain", missing=Missing.REFUSED)), hip.house.patient(hip.patient)
    save_answer(patient, response, "pain", 4, at=hip.tick())
    submit_answers(patient, response, at=hip.tick())
    sent = form(hip, ResponseStatus.SUBMITTED)
    assert (sent.mode, sent.answers, sent.missing) == (Mode.LINK, {"pain": 4}, {})
    assert (sent.answered_by, sent.asked_by, sent.asked_by_name, sent.asked_at) == (None, None, "", None)


def test_what_was_heard_in_part_keeps_who_asked_and_no_reason_for_what_is_there(hip: Hip) -> None:
    begin(hip, by=AnsweredBy.HELPED)
    response, patient = form(hip, instrument=MHHS).id, hip.house.patient(hip.patient)
    first, second, third = load_instrument(MHHS).items[:3]
    for question, mark in (
        (first, Mark(field=first.fields[0].id, answer=offered(first.fields[0])[0])),
        (second, Mark(field=second.fields[0].id, missing=Missing.REFUSED)),
        (third, Mark(field=third.fields[0].id, missing=Missing.UNKNOWN)),
    ):
        hear_answer(hip.house.desk, response, question.id, mark, at=hip.tick())
    one = second.fields[0]
    save_answer(patient, response, one.id, offered(one)[0], at=hip.tick())
    told = form(hip, instrument=MHHS)
    assert told.missing == {third.id: Missing.UNKNOWN}
    assert (told.answered_by, told.asked_by_name) == (AnsweredBy.HELPED, "Desk")


def begun_in_windows(hip: Hip) -> datetime | None:
    told = list_windows(hip.house.desk, missing={}, at=hip.now)[hip.case]
    return next(w.begun_at for w in told if w.about.milestone == "6w")


def came(hip: Hip) -> Came:
    (told,) = list_hip_results(hip.house.desk, milestone="6w", on=hip.now.date() + timedelta(days=60))
    return told.result.came


@pytest.mark.parametrize("kind", [EndKind.DIED, EndKind.WITHDREW_CONTACT])
def test_nobody_is_asked_after_a_death_or_the_wish_for_no_more_questions(hip: Hip, kind: EndKind) -> None:
    end = Ended(kind=kind, on=hip.now.date(), told_by=ToldBy.FAMILY)
    record_end(hip.house.desk, hip.patient, end, at=hip.tick())
    with pytest.raises(NotAllowed, match="Nobody asks this patient anything"):
        begin(hip)
