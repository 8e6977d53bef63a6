"""Calls for answers: the list, one call at a time, and what became of it."""

from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.test import Client

from enthesis.actions.outcomes import save_answer, submit_answers
from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.item import Item
from enthesis.domain.pathway.contact.called import Outcome
from enthesis.domain.pathway.ended import EndKind, ToldBy
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.terms import Role
from enthesis.store import calls, follow_ups
from enthesis.store.ended import list_ended
from enthesis.store.models import ContactRow
from tests.support.cases import Hip
from tests.support.responses import offered
from tests.support.screen import text_of
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db

TWO_WEEKS = datetime(2027, 3, 22, 14, 0, tzinfo=UTC)  # 10:00 in New York
LIST = "/practice/call-list/"


@pytest.fixture(autouse=True)
def demonstration(settings: Any) -> None:
    settings.ENTHESIS_DEMO = True


@pytest.fixture
def hip() -> Hip:
    """Somebody who speaks Spanish, gave a number alone, and is asked at two weeks."""
    made = a_hip_at(Stage.OPERATED)
    ContactRow.objects.update(email="", agreed="[]", language="es")
    return made


class Caller:
    def __init__(self, hip: Hip, name: str = "") -> None:
        self.client, self.hip, self.sent, self.at = Client(), hip, 0, TWO_WEEKS
        self.scope = hip.house.scope(Role.DESK, name)
        self.comes_back()

    def comes_back(self, after: timedelta = timedelta()) -> None:
        """Signs in, so much later."""
        self.at += after
        assert self.scope.actor.person
        with time_machine.travel(self.at, tick=False):
            self.client.force_login(get_user_model().objects.get(pk=self.scope.actor.person))

    @property
    def page(self) -> str:
        return f"{LIST}{self.hip.patient}/"

    def get(self, url: str) -> HttpResponse:
        with time_machine.travel(self.at, tick=False):
            return cast(HttpResponse, self.client.get(url))

    def post(self, url: str, **typed: object) -> HttpResponse:
        self.sent += 1
        key = f"{self.scope.actor.name} {self.sent}"
        with time_machine.travel(self.at, tick=False):
            return cast(HttpResponse, self.client.post(url, {"submit_key": key, **typed}))

    def takes(self) -> HttpResponse:
        return self.post(LIST, who=str(self.hip.patient))

    def records(self, outcome: Outcome, **typed: object) -> HttpResponse:
        return self.post(self.page, do="record", outcome=outcome.value, **typed)

    def reads(self, url: str = LIST) -> str:
        return text_of(self.get(url))


def test_whom_no_message_reaches_is_listed_with_number_language_and_window(hip: Hip) -> None:
    told = Caller(hip).reads()
    for words in ("Ida Ferro", "(201) 555-0123", "Spanish", "Left hip, 2 weeks", "0 of 60 minutes", "none"):
        assert words in told


def test_the_day_before_the_first_nobody_is_listed(hip: Hip) -> None:
    caller = Caller(hip)
    caller.comes_back(timedelta(days=-1))
    assert "Nobody is to be called now." in caller.reads()


def test_the_script_is_in_their_language_and_tells_a_machine_nothing(hip: Hip) -> None:
    caller = Caller(hip)
    caller.takes()
    told = caller.reads(caller.page)
    assert "fecha de nacimiento" in told
    machine = told.split("To an answering machine")[1].split("Go on only when")[0]
    assert "North" in machine
    assert not any(word in machine.casefold() for word in ("cadera", "dolor", "operaci", "cirug", "pregunta"))


def test_two_callers_at_once_the_second_is_told_who_calls(hip: Hip) -> None:
    first, second = Caller(hip), Caller(hip, "second")
    assert first.takes().status_code == 303
    refused = second.takes()
    assert refused.status_code == 422
    assert "Desk is calling this person just now." in text_of(refused)
    assert "I call now" not in text_of(refused)
    second.at = TWO_WEEKS + timedelta(minutes=15)
    assert second.takes().status_code == 303


def test_who_did_not_call_leaves_the_row_to_others(hip: Hip) -> None:
    first, second = Caller(hip), Caller(hip, "second")
    first.takes()
    first.post(first.page, do="release")
    assert second.takes().status_code == 303


def test_a_call_in_vain_is_kept_and_comes_again_in_two_days(hip: Hip) -> None:
    caller = Caller(hip)
    caller.takes()
    assert caller.records(Outcome.NO_ANSWER).status_code == 303
    assert "2 of 60 minutes" in caller.reads()
    assert "Ida Ferro" not in caller.reads()
    caller.comes_back(timedelta(days=2))
    assert "No answer (Desk)" in caller.reads()


def test_a_wrong_number_is_called_again_only_when_there_is_another(hip: Hip) -> None:
    caller = Caller(hip)
    caller.takes()
    caller.records(Outcome.WRONG_NUMBER)
    caller.comes_back(timedelta(days=3))
    assert "Ida Ferro" not in caller.reads()
    ContactRow.objects.update(phone="+12015550199")
    assert "Ida Ferro" in caller.reads()


def test_what_an_outcome_needs_is_asked_in_words(hip: Hip) -> None:
    caller = Caller(hip)
    caller.takes()
    for outcome, sentence in (
        (Outcome.LATER, "It is not said when to call again."),
        (Outcome.DECLINED, "It is not said why they decline."),
        (Outcome.DIED, "Enter the day of death, or tick that nobody knows it."),
        (Outcome.WITHDREW, "It is not said who told it."),
    ):
        refused = caller.records(outcome)
        assert refused.status_code == 422
        assert sentence in text_of(refused)
    assert calls.list_calls(caller.scope) == {}


def test_a_call_is_promised_for_no_day_after_the_questions_close(hip: Hip) -> None:
    caller = Caller(hip)
    caller.takes()
    refused = caller.records(Outcome.LATER, next_at="2027-04-05T10:00")
    assert refused.status_code == 422
    assert "These questions are asked until 4 April 2027" in text_of(refused)
    assert caller.records(Outcome.LATER, next_at="2027-04-04T10:00").status_code == 303
    assert "Ida Ferro" not in caller.reads()
    caller.comes_back(timedelta(days=13))
    assert "Ida Ferro" in caller.reads()


def test_who_wants_no_more_questions_is_asked_nothing_more(hip: Hip) -> None:
    caller = Caller(hip)
    caller.takes()
    caller.records(Outcome.WITHDREW, told_by=ToldBy.FAMILY.value, words="Too many letters.")
    (end,) = list_ended(caller.scope, {hip.patient})[hip.file.case.patient]
    assert (end.kind, end.reason) == (EndKind.WITHDREW_CONTACT, "Too many letters.")
    assert (end.told_by, end.day_known) == (ToldBy.FAMILY, True)
    caller.comes_back(timedelta(days=700))
    assert "Nobody is to be called now." in caller.reads()


def test_a_death_is_recorded_with_its_day(hip: Hip) -> None:
    caller = Caller(hip)
    caller.takes()
    caller.records(Outcome.DIED, died_on="2027-03-20", told_by=ToldBy.CLINICIAN.value)
    (end,) = list_ended(caller.scope, {hip.patient})[hip.file.case.patient]
    assert (end.kind, end.on.isoformat()) == (EndKind.DIED, "2027-03-20")
    assert (end.told_by, end.day_known) == (ToldBy.CLINICIAN, True)


def test_a_death_on_no_known_day_is_known_from_the_call_on_and_of_no_day(hip: Hip) -> None:
    caller = Caller(hip)
    caller.takes()
    caller.records(Outcome.DIED, day_unknown="on", told_by=ToldBy.FAMILY.value)
    (end,) = list_ended(caller.scope, {hip.patient})[hip.file.case.patient]
    assert (end.on, end.day_known) == (caller.at.date(), False)
    page = caller.reads(f"/practice/patients/{hip.patient}/")
    assert "Died, day not known, known on 22 March 2027" in page
    assert "Died, 22 March 2027" not in page


def test_answered_in_the_call_it_is_recorded_as_well(hip: Hip) -> None:
    caller = Caller(hip)
    caller.takes()
    hip.now = caller.at
    hip.invite("2w")
    me = hip.house.patient(hip.patient)
    for form in follow_ups.list_responses(me, hip.case, milestone="2w"):
        items = [one for one in load_instrument(form.instrument).items if isinstance(one, Item)]
        save_answer(me, form.id, items[0].id, offered(items[0])[0], at=caller.at)
        submit_answers(me, form.id, at=caller.at)
    assert "Everything is answered. Record the call." in caller.reads(caller.page)
    assert caller.records(Outcome.ANSWERED).status_code == 303
    assert "10 of 60 minutes" in caller.reads()
    assert caller.get(caller.page).status_code == 404
