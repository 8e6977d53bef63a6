"""Questions read out by telephone: who it is comes first, then each answer is kept as it is heard."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from enthesis.actions.telephone_form import begin_call, hear_answer, hear_signs, send_heard
from enthesis.domain.errors import NotAllowed
from enthesis.domain.outcomes.entry.answered_by import AnsweredBy
from enthesis.domain.outcomes.entry.mark import Mark, Missing
from enthesis.domain.outcomes.wording import DEMONSTRATION
from enthesis.domain.pathway.stages import Stage
from enthesis.store.follow_ups import Mode, Response, ResponseStatus, list_responses
from enthesis.store.models import AuditRow
from enthesis.store.rounds import load_asking
from enthesis.store.scope import Scope
from enthesis.store.signs import find_signs
from tests.support.cases import BORN, Hip, a_hip, a_house

pytestmark = pytest.mark.django_db
PAIN = "vas-pain-10"


@pytest.fixture
def hip() -> Hip:
    hip = a_hip(a_house()).to(Stage.OPERATED)
    hip.now += timedelta(days=45)
    return hip


def begin(hip: Hip, born: date = BORN, by: AnsweredBy = AnsweredBy.PATIENT, *, agreed: bool = True) -> None:
    begin_call(hip.house.desk, hip.patient, born, by, agreed=agreed, wordings=DEMONSTRATION, at=hip.tick())


def form(hip: Hip, status: ResponseStatus = ResponseStatus.OPEN) -> Response:
    told = list_responses(hip.house.desk, hip.case)
    return next(one for one in told if one.instrument == PAIN and one.status is status)


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
